import { useMemo } from "preact/hooks";
import { formatNumber } from "../app/format.js";
import { precisionRecallWords } from "../app/measure-words.js";
import { ClassCurvesChart, type ClassCurvesProps, type ClassLine } from "./class-curves-chart.js";

/** How many of the rows predicted as a class are of it, for how many of its rows are found. */
export function PrecisionRecallChart({ classes, curves, drawn, chosen }: ClassCurvesProps) {
  const key = drawn.join();
  const lines = useMemo(
    () =>
      drawn.flatMap((index): ClassLine[] => {
        const curve = curves[index];
        if (curve === undefined || curve.precision_recall === null) return [];
        const { recall, precision, thresholds } = curve.precision_recall;
        return [
          {
            index,
            name: curve.class,
            points: thresholds.map((threshold, i) => ({
              x: recall[i] ?? Number.NaN,
              y: precision[i] ?? Number.NaN,
              threshold,
            })),
            reference: [
              { x: 0, y: curve.share },
              { x: 1, y: curve.share },
            ],
            note: `average ${formatNumber(classes[index]?.average_precision)}`,
          },
        ];
      }),
    [classes, curves, key],
  );
  return (
    <ClassCurvesChart
      title="Precision and recall"
      detail={drawn.length === 1 ? `of ${curves[drawn[0] ?? 0]?.class}` : "each class against the others"}
      label={precisionRecallWords(classes, curves, drawn)}
      x="recall"
      y="precision"
      interpolation="steps"
      lines={lines}
      chosen={chosen}
      reasons={drawn.flatMap((index) => {
        const reason = curves[index]?.not_available.precision_recall;
        return reason === undefined ? [] : [`${curves[index]?.class}: ${reason}`];
      })}
    />
  );
}
