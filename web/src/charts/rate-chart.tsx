import type { ChartConfiguration } from "chart.js";
import { useCallback } from "preact/hooks";
import { formatNumber } from "../app/format.js";
import type { EpochReport } from "../engine/reports.js";
import { epochOptions } from "./axes.js";
import { ChartCanvas } from "./chart-canvas.js";
import { Figure } from "./figure.js";
import type { Palette } from "./palette.js";
import { thinned } from "./thinned.js";

const HEIGHT = 112;

/** How a schedule moved the learning rate. */
export function RateChart({ history, epochs }: { history: readonly EpochReport[]; epochs: number }) {
  const build = useCallback(
    (palette: Palette): ChartConfiguration => {
      const config: ChartConfiguration<"line"> = {
        type: "line",
        data: {
          datasets: [
            {
              label: "learning rate",
              data: thinned(history).map((report) => ({ x: report.epoch, y: report.learning_rate })),
              borderColor: palette.ink,
              borderWidth: 1.75,
              pointRadius: 0,
            },
          ],
        },
        options: epochOptions(palette, epochs, { title: "rate", min: 0 }),
      };
      return config as unknown as ChartConfiguration;
    },
    [history, epochs],
  );
  const rates = history.map((report) => report.learning_rate);
  const label =
    rates.length === 0
      ? "Learning rate per epoch: nothing trained yet."
      : `Learning rate per epoch: from ${formatNumber(rates[0])} to ${formatNumber(rates.at(-1))}, ` +
        `at most ${formatNumber(Math.max(...rates))}, in ${rates.length} epochs.`;
  return (
    <Figure
      title="Learning rate"
      detail="at the end of each epoch"
      table={() => ({
        caption: "Learning rate per epoch",
        columns: ["Epoch", "Learning rate"],
        rows: history.map((report) => [report.epoch, formatNumber(report.learning_rate, 4)]),
      })}
    >
      <ChartCanvas build={build} label={label} height={HEIGHT} />
    </Figure>
  );
}
