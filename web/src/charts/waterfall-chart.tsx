import type { ChartConfiguration, Plugin } from "chart.js";
import { useCallback, useMemo } from "preact/hooks";
import { type Step, spaceTitle, type Waterfall, waterfall } from "../app/attributions.js";
import { formatNumber, formatSigned } from "../app/format.js";
import type { ExplanationReport } from "../engine/reports.js";
import { nameAxis, plainOptions, valueAxis } from "./axes.js";
import { barNotes } from "./bar-notes.js";
import { ChartCanvas } from "./chart-canvas.js";
import { Figure } from "./figure.js";
import { classColour, type Palette } from "./palette.js";

const MOST_STEPS = 12;
const ROW_HEIGHT = 26;

interface WaterfallChartProps {
  report: ExplanationReport;
  row: number;
  label: number;
  /** The row's own values, by column name. */
  cellOf: (column: string) => string | null;
  title: string;
  detail: string;
}

/** Room on both sides of everything that is drawn, whiskers and notes included. */
function bounds(falls: Waterfall, space: ExplanationReport["space"]): [number, number] {
  const ends = falls.steps.flatMap(({ from, to, error, kind }) =>
    kind === "base" || kind === "prediction" ? [to] : [from, to - (error ?? 0), to + (error ?? 0)],
  );
  // A probability is a length from 0; a margin or log-odds has no natural beginning.
  if (space === "probability") ends.push(0);
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const room = (high - low || 1) * 0.16;
  return [low === 0 ? 0 : low - room, high + room];
}

/** One row's way from the base, what is predicted when nothing is known, to its prediction. */
export function WaterfallChart({ report, row, label, cellOf, title, detail }: WaterfallChartProps) {
  const falls = useMemo(() => waterfall(report, row, label, MOST_STEPS), [report, row, label]);
  const className = report.classes[label] ?? "";
  const nameOf = (step: Step) => {
    const value = step.kind === "player" ? cellOf(step.name) : null;
    return value === null ? step.name : `${step.name} = ${value}`;
  };
  const names = falls.steps.map(nameOf);
  const joined = names.join("\n");
  const build = useCallback(
    (palette: Palette): ChartConfiguration => {
      const [low, high] = bounds(falls, report.space);
      const colour = (step: Step) => {
        if (step.kind === "base") return palette.inkSoft;
        if (step.kind === "prediction") return classColour(palette, label);
        return step.value >= 0 ? palette.positive : palette.negative;
      };
      const start = Math.max(low, Math.min(0, high));
      const config = {
        type: "bar",
        data: {
          labels: joined.split("\n"),
          datasets: [
            {
              data: falls.steps.map(({ from, to, kind }) =>
                kind === "base" || kind === "prediction" ? [start, to] : [from, to],
              ),
              backgroundColor: falls.steps.map(colour),
              minBarLength: 2,
              barPercentage: 0.72,
              categoryPercentage: 0.95,
            },
          ],
        },
        options: {
          ...plainOptions(palette),
          indexAxis: "y",
          plugins: { tooltip: { enabled: false } },
          scales: {
            x: valueAxis(palette, { title: spaceTitle(report.space, className), grid: true, min: low, max: high }),
            y: nameAxis(palette, joined.split("\n")),
          },
        },
        plugins: [
          barNotes(
            palette,
            falls.steps.map(({ value, kind, error }) => ({
              text: kind === "base" || kind === "prediction" ? formatNumber(value) : formatSigned(value),
              error,
            })),
          ) as Plugin,
        ],
      };
      return config as unknown as ChartConfiguration;
    },
    [falls, joined, report, label, className],
  );
  const [strongest] = falls.steps.filter((step) => step.kind === "player");
  const canvasLabel =
    `From the base ${formatNumber(falls.base)} to the prediction ${formatNumber(falls.prediction)} for ${className}. ` +
    (strongest === undefined ? "" : `The largest step is ${nameOf(strongest)} with ${formatSigned(strongest.value)}.`);
  return (
    <Figure
      title={title}
      detail={detail}
      table={() => ({
        caption: `Contributions to the ${spaceTitle(report.space, className)}`,
        columns: [
          "Column",
          "Contribution",
          ...(report.standard_errors === null ? [] : ["Standard error"]),
          "Sum so far",
        ],
        rows: falls.steps.map((step, index) => [
          names[index] ?? "",
          step.kind === "base" || step.kind === "prediction"
            ? formatNumber(step.value, 4)
            : formatSigned(step.value, 4),
          ...(report.standard_errors === null ? [] : [step.error === null ? "" : formatNumber(step.error)]),
          formatNumber(step.to, 4),
        ]),
      })}
    >
      <ChartCanvas build={build} label={canvasLabel} height={falls.steps.length * ROW_HEIGHT + 56} />
    </Figure>
  );
}
