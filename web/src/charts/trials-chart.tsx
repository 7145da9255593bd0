import type { ChartConfiguration } from "chart.js";
import { useCallback } from "preact/hooks";
import { formatNumber } from "../app/format.js";
import { metricLabel, metricTitle } from "../app/metric-words.js";
import type { TrialReport } from "../engine/reports.js";
import { plainOptions, valueAxis } from "./axes.js";
import { ChartCanvas } from "./chart-canvas.js";
import { Figure } from "./figure.js";
import type { Palette } from "./palette.js";

interface TrialsChartProps {
  trials: readonly TrialReport[];
  best: TrialReport | null;
  metric: string;
  lowerIsBetter: boolean;
  /** Trials in all, for an axis that stays. */
  planned: number;
}

const HEIGHT = 240;

/** The best value up to each trial, in the order of the trials. */
function bestSoFar(trials: readonly TrialReport[], lowerIsBetter: boolean): { x: number; y: number }[] {
  let best: number | null = null;
  return trials.flatMap(({ trial, value }) => {
    if (value === null) return [];
    if (best === null || (lowerIsBetter ? value < best : value > best)) best = value;
    return [{ x: trial, y: best }];
  });
}

/** What each trial scored. */
export function TrialsChart({ trials, best, metric, lowerIsBetter, planned }: TrialsChartProps) {
  const name = metricLabel(metric);
  const build = useCallback(
    (palette: Palette): ChartConfiguration => {
      const complete = trials.filter((trial) => trial.value !== null);
      const isBest = (trial: TrialReport) => trial.trial === best?.trial;
      const config = {
        type: "line",
        data: {
          datasets: [
            {
              label: "best so far",
              data: bestSoFar(complete, lowerIsBetter),
              borderColor: palette.accent,
              borderWidth: 1.5,
              stepped: "before",
              pointRadius: 0,
            },
            {
              label: "trial",
              data: complete.map(({ trial, value }) => ({ x: trial, y: value })),
              showLine: false,
              pointRadius: complete.map((trial) => (isBest(trial) ? 7 : 4)),
              pointHoverRadius: 7,
              pointStyle: complete.map((trial) => (isBest(trial) ? "rectRot" : "circle")),
              pointBackgroundColor: complete.map((trial) => (isBest(trial) ? palette.accent : palette.surface)),
              pointBorderColor: complete.map((trial) => (isBest(trial) ? palette.accent : palette.inkSoft)),
              pointBorderWidth: 1.5,
              borderColor: palette.inkSoft,
            },
          ],
        },
        options: {
          ...plainOptions(palette),
          scales: {
            x: valueAxis(palette, { title: "trial", min: -0.5, max: planned - 0.5, integer: true }),
            y: valueAxis(palette, {
              title: `${metricTitle(metric)} over the folds`,
              grid: true,
            }),
          },
        },
      };
      return config as unknown as ChartConfiguration;
    },
    [trials, best, metric, lowerIsBetter, planned],
  );
  const label =
    best === null
      ? `Value of each trial: none is complete yet.`
      : `The ${name} of ${trials.length} trials. The best is trial ${best.trial} with ${formatNumber(best.value)}.`;
  return (
    <Figure
      title="Value of each trial"
      detail={`mean ${name} over the folds, ${lowerIsBetter ? "lower" : "higher"} is better; line: the best so far, diamond: the best`}
      table={() => ({
        caption: `Mean ${name} of each trial`,
        columns: ["Trial", "Value", "State"],
        rows: trials.map((trial) => [
          trial.trial,
          trial.value === null ? "none" : formatNumber(trial.value, 4),
          trial.state,
        ]),
      })}
    >
      <ChartCanvas build={build} label={label} height={HEIGHT} />
    </Figure>
  );
}
