import type { ChartConfiguration, TooltipItem } from "chart.js";
import { useCallback } from "preact/hooks";
import { formatNumber } from "../app/format.js";
import type { ClassCurves, ClassMeasures } from "../engine/reports.js";
import { plainOptions, valueAxis } from "./axes.js";
import { ChartCanvas } from "./chart-canvas.js";
import { Figure } from "./figure.js";
import { channels, classColour, type Palette } from "./palette.js";

/** Curves of classes against the others: which classes are drawn, and the one that stands out, if one does. */
export interface ClassCurvesProps {
  classes: readonly ClassMeasures[];
  curves: readonly ClassCurves[];
  /** Positions of the classes. */
  drawn: readonly number[];
  chosen: number | null;
}

/** x rising, the threshold falling. */
export interface CurvePoint {
  x: number;
  y: number;
  threshold: number | null;
}

export interface ClassLine {
  /** Position of the class. */
  index: number;
  name: string;
  points: readonly CurvePoint[];
  /** Ends of the line that guessing would give. */
  reference: readonly { x: number; y: number }[];
  /** What stands behind the name in the legend. */
  note: string;
}

interface ClassCurvesChartProps {
  title: string;
  detail: string;
  label: string;
  /** Of the axes. */
  x: string;
  y: string;
  interpolation: "straight" | "steps";
  lines: readonly ClassLine[];
  chosen: number | null;
  /** Why curves are missing. */
  reasons: readonly string[];
}

const HEIGHT = 272;
/** Pixels outside of the axes' rectangle in which a curve along its edge is still drawn whole. */
const EDGE = 3;
/** By class, where several stand out alike: lines that cannot be told apart by colour. */
const dashes: readonly (readonly number[])[] = [[], [7, 3], [2, 2], [9, 3, 2, 3]];

const dashOf = (index: number): number[] => [...(dashes[index % dashes.length] ?? [])];

export function ClassCurvesChart(props: ClassCurvesChartProps) {
  const { title, detail, label, x, y, interpolation, lines, chosen, reasons } = props;
  const outstanding = chosen === null ? lines : lines.filter(({ index }) => index === chosen);
  const alike = outstanding.length > 1;
  const build = useCallback(
    (palette: Palette): ChartConfiguration => {
      const standsOut = ({ index }: ClassLine) => chosen === null || index === chosen;
      const faint = `rgb(${channels(palette.inkSoft).join(" ")} / 35%)`;
      const curve = (line: ClassLine) => ({
        label: line.name,
        data: line.points,
        borderColor: standsOut(line) ? classColour(palette, line.index) : faint,
        borderWidth: standsOut(line) ? 2.25 : 1.25,
        borderDash: alike ? dashOf(line.index) : [],
        stepped: interpolation === "steps" ? "after" : false,
        pointRadius: 0,
        pointHitRadius: standsOut(line) ? 4 : 0,
        clip: EDGE,
        // In front of the others.
        order: standsOut(line) ? 0 : 1,
      });
      const reference = (line: ClassLine) => ({
        label: "",
        data: line.reference,
        borderColor: palette.inkSoft,
        borderWidth: 1,
        borderDash: [3, 3],
        pointRadius: 0,
        pointHitRadius: 0,
        order: 2,
      });
      const options = plainOptions(palette);
      const config = {
        type: "line",
        data: { datasets: [...lines.map(curve), ...lines.filter(standsOut).map(reference)] },
        options: {
          ...options,
          interaction: { mode: "nearest", intersect: false },
          plugins: {
            tooltip: {
              ...options.plugins?.tooltip,
              filter: ({ datasetIndex }: TooltipItem<"line">) => {
                const line = lines[datasetIndex];
                return line !== undefined && standsOut(line);
              },
              callbacks: {
                title: (items: TooltipItem<"line">[]) => items[0]?.dataset.label ?? "",
                label: ({ raw }: TooltipItem<"line">) => pointWords(raw as CurvePoint, x, y),
              },
            },
          },
          scales: {
            x: valueAxis(palette, { title: x, min: 0, max: 1 }),
            y: valueAxis(palette, { title: y, min: 0, max: 1, grid: true }),
          },
        },
      };
      return config as unknown as ChartConfiguration;
    },
    [lines, chosen, alike, interpolation, x, y],
  );
  return (
    <Figure
      title={title}
      detail={detail}
      table={() => ({
        caption: title,
        columns: ["Class", "From probability", x, y],
        rows: outstanding.flatMap(({ name, points }) =>
          points.map((point) => [
            name,
            point.threshold === null ? "never" : formatNumber(point.threshold, 4),
            formatNumber(point.x),
            formatNumber(point.y),
          ]),
        ),
      })}
    >
      <ChartCanvas build={build} label={label} height={HEIGHT} />
      {lines.length > 1 ? <LineLegend lines={outstanding} dashed={alike} /> : null}
      {reasons.map((reason) => (
        <p key={reason} class="small soft">
          {reason}
        </p>
      ))}
    </Figure>
  );
}

function pointWords({ x, y, threshold }: CurvePoint, xName: string, yName: string): string[] {
  return [
    threshold === null ? "predicted never" : `predicted from ${formatNumber(threshold)} on`,
    `${xName} ${formatNumber(x)}`,
    `${yName} ${formatNumber(y)}`,
  ];
}

function LineLegend({ lines, dashed }: { lines: readonly ClassLine[]; dashed: boolean }) {
  return (
    <ul class="legend">
      {lines.map(({ index, name, note }) => (
        <li key={name}>
          <svg class="line-swatch" viewBox="0 0 26 4" aria-hidden="true">
            <line
              x1="0"
              x2="26"
              y1="2"
              y2="2"
              style={{ stroke: `var(--class-${index % 10})` }}
              stroke-dasharray={dashed ? dashOf(index).join(" ") : ""}
            />
          </svg>
          <span>
            {name} <span class="soft">{note}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
