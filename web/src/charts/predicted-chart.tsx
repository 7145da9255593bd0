import type { ChartConfiguration, TooltipItem } from "chart.js";
import { useCallback } from "preact/hooks";
import { formatNumber, formatSigned, plural } from "../app/format.js";
import { predictedWords } from "../app/measure-words.js";
import type { MetricsReport } from "../engine/reports.js";
import { plainOptions, valueAxis } from "./axes.js";
import { ChartCanvas } from "./chart-canvas.js";
import { Figure } from "./figure.js";
import { channels, type Palette } from "./palette.js";
import { thinned } from "./thinned.js";

interface Point {
  x: number;
  y: number;
}

const HEIGHT = 320;
const MOST_ROWS = 1000;

function points({ actual = [], predicted = [] }: MetricsReport): Point[] {
  return actual.map((x, row) => ({ x, y: predicted[row] ?? Number.NaN }));
}

/** Lowest and highest number on either axis. */
function range(rows: readonly Point[]): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { x, y } of rows) {
    low = Math.min(low, x, y);
    high = Math.max(high, x, y);
  }
  const margin = (high - low || 1) * 0.03;
  return [low - margin, high + margin];
}

/** What was predicted for each row against what it is; on the diagonal a prediction is right. */
export function PredictedChart({ report, target }: { report: MetricsReport; target: string }) {
  const build = useCallback(
    (palette: Palette): ChartConfiguration => {
      const all = points(report);
      const [min, max] = range(all);
      const options = plainOptions(palette);
      const config = {
        type: "scatter",
        data: {
          datasets: [
            {
              label: "rows",
              data: thinned(all, MOST_ROWS),
              pointRadius: 3.5,
              pointBackgroundColor: `rgb(${channels(palette.accent).join(" ")} / 45%)`,
              pointBorderColor: palette.accent,
              pointBorderWidth: 1,
              order: 0,
            },
            {
              type: "line",
              label: "",
              data: [
                { x: min, y: min },
                { x: max, y: max },
              ],
              borderColor: palette.inkSoft,
              borderWidth: 1,
              borderDash: [3, 3],
              pointRadius: 0,
              pointHitRadius: 0,
              order: 1,
            },
          ],
        },
        options: {
          ...options,
          plugins: {
            tooltip: {
              ...options.plugins?.tooltip,
              callbacks: {
                label: ({ raw }: TooltipItem<"scatter">) => {
                  const { x, y } = raw as Point;
                  return [`actual ${formatNumber(x, 4)}`, `predicted ${formatNumber(y, 4)}`];
                },
              },
            },
          },
          scales: {
            x: valueAxis(palette, { title: `actual ${target}`, min, max }),
            y: valueAxis(palette, { title: `predicted ${target}`, min, max, grid: true }),
          },
        },
      };
      return config as unknown as ChartConfiguration;
    },
    [report, target],
  );
  const rows = report.actual?.length ?? 0;
  if (rows === 0) return null;
  return (
    <Figure
      title="Predicted against actual"
      detail={`${target}, ${plural(Math.min(rows, MOST_ROWS), "row")}${rows > MOST_ROWS ? ` of ${rows}` : ""}; on the diagonal a prediction is right`}
      table={() => ({
        caption: `Predicted and actual ${target}, row by row`,
        columns: ["Row", "Actual", "Predicted", "Predicted − actual"],
        rows: points(report).map(({ x, y }, row) => [
          row + 1,
          formatNumber(x, 4),
          formatNumber(y, 4),
          formatSigned(y - x),
        ]),
      })}
    >
      <ChartCanvas build={build} label={predictedWords(report, target)} height={HEIGHT} />
    </Figure>
  );
}
