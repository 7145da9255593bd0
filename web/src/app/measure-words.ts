import type { ClassCurves, ClassMeasures, MetricsReport, ReliabilityBin } from "../engine/reports.js";
import { formatNumber, formatPercent, plural } from "./format.js";

/** What the page says of measures, and of which classes it draws the curves. */

/** More curves than this are told apart by choosing one of them. */
const MOST_EQUAL_CURVES = 4;

/** One metric of a report; null where it is not available. */
export function metricValue(report: MetricsReport, name: string): number | null {
  const value = (report as unknown as Record<string, unknown>)[name];
  return typeof value === "number" ? value : null;
}

/** Positions of the classes whose curves are drawn. Of two classes the second: the first one's say the same. */
export function drawnClasses(classes: readonly unknown[]): number[] {
  return classes.length === 2 ? [1] : classes.map((_, index) => index);
}

/** Which class stands out at first: of many the one that is ranked worst; null for all alike. */
export function firstChosen(classes: readonly ClassMeasures[]): number | null {
  if (classes.length <= MOST_EQUAL_CURVES) return null;
  const areas = classes.map(({ roc_auc }) => roc_auc ?? Number.POSITIVE_INFINITY);
  return areas.indexOf(Math.min(...areas));
}

interface Scored {
  name: string;
  value: number;
}

/** "0.9 (b) to 1 (a)", or only "0.9" where there is one class to speak of. */
function rangeWords(scored: readonly Scored[]): string {
  const sorted = [...scored].sort((a, b) => a.value - b.value);
  const [lowest, highest] = [sorted[0], sorted.at(-1)];
  if (lowest === undefined || highest === undefined) return "not available";
  if (sorted.length === 1) return formatNumber(lowest.value);
  if (lowest.value === highest.value) return `${formatNumber(lowest.value)} for each`;
  return `${formatNumber(lowest.value)} (${lowest.name}) to ${formatNumber(highest.value)} (${highest.name})`;
}

function scoredBy(
  classes: readonly ClassMeasures[],
  drawn: readonly number[],
  score: "roc_auc" | "average_precision",
): Scored[] {
  return drawn.flatMap((index) => {
    const measures = classes[index];
    const value = measures?.[score];
    return measures === undefined || typeof value !== "number" ? [] : [{ name: measures.class, value }];
  });
}

/** "of malignant", or of every class. */
function subject(classes: readonly ClassMeasures[], drawn: readonly number[]): string {
  const [only] = drawn;
  return drawn.length === 1 && only !== undefined ? ` of ${classes[only]?.class}` : ", each class against the others";
}

export function rocWords(classes: readonly ClassMeasures[], drawn: readonly number[]): string {
  const areas = rangeWords(scoredBy(classes, drawn, "roc_auc"));
  return `ROC curve${subject(classes, drawn)}. Area: ${areas}. Guessing would give 0.5, the diagonal.`;
}

export function precisionRecallWords(
  classes: readonly ClassMeasures[],
  curves: readonly ClassCurves[],
  drawn: readonly number[],
): string {
  const precisions = rangeWords(scoredBy(classes, drawn, "average_precision"));
  const shares = drawn.flatMap((index) => {
    const curve = curves[index];
    return curve === undefined ? [] : [{ name: curve.class, value: curve.share }];
  });
  const guess = `Guessing would give a class's share of the rows: ${rangeWords(shares)}.`;
  return `Precision-recall curve${subject(classes, drawn)}. Average precision: ${precisions}. ${guess}`;
}

/** Mean confidence and share right over all rows. */
function overall(bins: readonly ReliabilityBin[]): { confidence: number; right: number } {
  const rows = bins.reduce((sum, bin) => sum + bin.rows, 0);
  const mean = (value: (bin: ReliabilityBin) => number | null) =>
    bins.reduce((sum, bin) => sum + bin.rows * (value(bin) ?? 0), 0) / rows;
  return { confidence: mean((bin) => bin.mean_probability), right: mean((bin) => bin.frequency) };
}

/** Closer than this is as good as equal. */
const ABOUT_EQUAL = 0.005;

export function reliabilityWords(bins: readonly ReliabilityBin[], ece: number | null): string {
  const { confidence, right } = overall(bins);
  const more = confidence - right;
  const verdict =
    Math.abs(more) < ABOUT_EQUAL
      ? "as sure as it is right"
      : more > 0
        ? "surer than it is right"
        : "righter than it is sure";
  return (
    `Confidence against the share of rows that are right. On the whole the network is ${verdict}: ` +
    `mean confidence ${formatPercent(confidence)}, right ${formatPercent(right)}. ` +
    `Calibration error over the bins: ${formatNumber(ece)}.`
  );
}

export function predictedWords(report: MetricsReport, target: string): string {
  const off = metricValue(report, "median_absolute_error");
  const share = metricValue(report, "r2");
  return (
    `Predicted against actual ${target} of ${plural(report.rows, "row")}.` +
    (share === null ? "" : ` R squared: ${formatNumber(share)}.`) +
    (off === null ? "" : ` Half of the rows are off by no more than ${formatNumber(off)}.`)
  );
}
