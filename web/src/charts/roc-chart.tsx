import { useMemo } from "preact/hooks";
import { formatNumber } from "../app/format.js";
import { rocWords } from "../app/measure-words.js";
import { ClassCurvesChart, type ClassCurvesProps, type ClassLine } from "./class-curves-chart.js";

const diagonal = [
  { x: 0, y: 0 },
  { x: 1, y: 1 },
];

/** Receiver operating characteristic: what share of a class is found, for what share of the others taken for it. */
export function RocChart({ classes, curves, drawn, chosen }: ClassCurvesProps) {
  const key = drawn.join();
  const lines = useMemo(
    () =>
      drawn.flatMap((index): ClassLine[] => {
        const curve = curves[index];
        if (curve === undefined || curve.roc === null) return [];
        const { false_positive_rate, true_positive_rate, thresholds } = curve.roc;
        return [
          {
            index,
            name: curve.class,
            points: thresholds.map((threshold, i) => ({
              x: false_positive_rate[i] ?? Number.NaN,
              y: true_positive_rate[i] ?? Number.NaN,
              threshold,
            })),
            reference: diagonal,
            note: `area ${formatNumber(classes[index]?.roc_auc)}`,
          },
        ];
      }),
    [classes, curves, key],
  );
  return (
    <ClassCurvesChart
      title="ROC curve"
      detail={drawn.length === 1 ? `of ${curves[drawn[0] ?? 0]?.class}` : "each class against the others"}
      label={rocWords(classes, drawn)}
      x="false positive rate"
      y="true positive rate"
      interpolation="straight"
      lines={lines}
      chosen={chosen}
      reasons={drawn.flatMap((index) => {
        const reason = curves[index]?.not_available.roc;
        return reason === undefined ? [] : [`${curves[index]?.class}: ${reason}`];
      })}
    />
  );
}
