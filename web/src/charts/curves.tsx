import type { ChartConfiguration, Plugin } from "chart.js";
import { useCallback } from "preact/hooks";
import { formatFixed, formatNumber } from "../app/format.js";
import type { EpochReport } from "../engine/reports.js";
import { epochOptions } from "./axes.js";
import { ChartCanvas } from "./chart-canvas.js";
import { directLabels } from "./direct-labels.js";
import { Figure } from "./figure.js";
import type { Palette } from "./palette.js";
import { thinned } from "./thinned.js";

interface CurvesProps {
  quantity: "loss" | "accuracy";
  /** What the vertical axis counts. */
  unit: string;
  history: readonly EpochReport[];
  /** Right end of the epoch axis, so that the curve grows into a frame that stays. */
  epochs: number;
}

const HEIGHT = 176;
/** How a quantity went over the epochs, on the training and on the validation rows. */
export function Curves({ quantity, unit, history, epochs }: CurvesProps) {
  const train = `train_${quantity}` as const;
  const validation = `validation_${quantity}` as const;
  const name = quantity === "loss" ? "Loss" : "Accuracy";
  const build = useCallback(
    (palette: Palette): ChartConfiguration => {
      const drawn = thinned(history);
      const points = (key: typeof train | typeof validation) =>
        drawn.map((report) => ({ x: report.epoch, y: report[key] ?? Number.NaN }));
      const config: ChartConfiguration<"line"> = {
        type: "line",
        data: {
          datasets: [
            {
              label: "training",
              data: points(train),
              borderColor: palette.inkSoft,
              borderWidth: 1.75,
              borderDash: [5, 3],
              pointRadius: 0,
            },
            {
              label: "validation",
              data: points(validation),
              borderColor: palette.accent,
              borderWidth: 2.25,
              pointRadius: 0,
            },
          ],
        },
        options: epochOptions(palette, epochs, {
          title: unit,
          min: 0,
          ...(quantity === "accuracy" && { max: 1 }),
        }),
        plugins: [directLabels(palette) as Plugin<"line">],
      };
      return config as unknown as ChartConfiguration;
    },
    [history, epochs, quantity, unit, train, validation],
  );
  const first = history[0];
  const last = history.at(-1);
  const label =
    first === undefined || last === undefined
      ? `${name} per epoch: nothing trained yet.`
      : `${name} per epoch. Training ${quantity} went from ${formatNumber(first[train])} to ${formatNumber(last[train])}, ` +
        `validation ${quantity} from ${formatNumber(first[validation])} to ${formatNumber(last[validation])}, in ${last.epoch} epochs.`;
  return (
    <Figure
      title={name}
      detail={quantity === "loss" ? "lower is better" : "higher is better"}
      table={() => ({
        caption: `${name} per epoch`,
        columns: ["Epoch", "Training", "Validation"],
        rows: history.map((report) => [
          report.epoch,
          formatFixed(report[train], 4),
          formatFixed(report[validation], 4),
        ]),
      })}
    >
      <ChartCanvas build={build} label={label} height={HEIGHT} />
    </Figure>
  );
}
