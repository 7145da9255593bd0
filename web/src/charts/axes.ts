import type { ChartOptions, ScaleOptionsByType } from "chart.js";
import { formatNumber } from "../app/format.js";
import { fitName, textMeasure } from "./fit-name.js";
import type { Palette } from "./palette.js";

/** What all charts share: no animation, no legend, tick labels and grid as quiet as they can be. */
export function plainOptions(palette: Palette): ChartOptions {
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    normalized: true,
    font: { family: palette.font, size: 12 },
    color: palette.inkSoft,
    plugins: {
      tooltip: {
        backgroundColor: palette.ink,
        titleColor: palette.surface,
        bodyColor: palette.surface,
        displayColors: false,
        padding: 8,
        cornerRadius: 4,
      },
    },
  };
}

interface AxisChoice {
  title: string;
  /** Grid lines belong to the axis that values are read from. */
  grid?: boolean;
  min?: number;
  max?: number;
  type?: "linear" | "logarithmic";
  /** Tick labels of a linear axis. */
  format?: (value: number) => string;
  integer?: boolean;
}

/** A labelled numeric axis in the style of a journal: a hairline, few ticks, a title with its unit. */
export function valueAxis(palette: Palette, choice: AxisChoice) {
  const format = choice.format ?? ((value: number) => formatNumber(value, 3));
  return {
    type: choice.type ?? "linear",
    ...(choice.min === undefined ? {} : { min: choice.min }),
    ...(choice.max === undefined ? {} : { max: choice.max }),
    title: { display: true, text: choice.title, color: palette.inkSoft, font: { family: palette.font, size: 12 } },
    border: { display: true, color: palette.line },
    grid: { display: choice.grid ?? false, color: palette.line, drawTicks: false, lineWidth: 0.75 },
    ticks: {
      color: palette.inkSoft,
      padding: 6,
      maxTicksLimit: 6,
      includeBounds: false,
      maxRotation: 0,
      font: { family: palette.font, size: 11 },
      ...(choice.integer ? { precision: 0 } : {}),
      callback: (value: string | number) => format(Number(value)),
    },
  } as unknown as ScaleOptionsByType<"linear">;
}

const NAME_FONT = 12;
/** Pixels that a name may take, on a wide chart. */
const MOST_NAME_ROOM = 230;

/** An axis of names, cut to less than half of the chart's width; a value behind a name (`name = value`) stays. */
export function nameAxis(palette: Palette, labels: readonly string[]) {
  const measure = textMeasure(`${NAME_FONT}px ${palette.font}`);
  return {
    type: "category",
    labels: [...labels],
    border: { display: true, color: palette.line },
    grid: { display: false },
    ticks: {
      color: palette.ink,
      autoSkip: false,
      padding: 4,
      font: { family: palette.font, size: NAME_FONT },
      callback(this: { chart: { width: number } }, _value: unknown, index: number) {
        const label = labels[index] ?? "";
        const equals = label.indexOf(" = ");
        const end = equals < 0 ? label.length : equals;
        const room = Math.min(MOST_NAME_ROOM, this.chart.width * 0.45 - 12);
        return fitName(label.slice(0, end), label.slice(end), room, measure);
      },
    },
  } as unknown as ScaleOptionsByType<"category">;
}

/** Of a line drawn over the epochs, with room at its end for the lines' names. */
export function epochOptions(palette: Palette, epochs: number, value: AxisChoice): ChartOptions<"line"> {
  return {
    ...(plainOptions(palette) as ChartOptions<"line">),
    layout: { padding: { right: 76, top: 6 } },
    interaction: { mode: "index", intersect: false },
    scales: {
      x: valueAxis(palette, { title: "epoch", min: 0, max: Math.max(1, epochs), integer: true }),
      y: valueAxis(palette, { grid: true, ...value }),
    },
  };
}
