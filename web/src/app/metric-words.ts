import { type MetricInfo, metrics } from "../project/metrics.generated.js";
import type { Task } from "../project/task.js";
import { formatNumber, formatPercent } from "./format.js";

/** What the page says of the engine's metrics. */

const byName = new Map(metrics.map((metric) => [metric.name, metric]));

function metricAt(name: string): MetricInfo {
  const metric = byName.get(name);
  if (metric === undefined) throw new Error(`There is no metric ${name}`);
  return metric;
}

export function metricsOf(task: Task): string[] {
  return metrics.filter((metric) => metric.task === task).map(({ name }) => name);
}

export function lowerIsBetter(name: string): boolean {
  return !metricAt(name).larger_is_better;
}

/** "Log loss (nats)" */
export function metricTitle(name: string): string {
  return name === "log_loss" ? "Log loss (nats)" : metricAt(name).label;
}

/** "log loss", within a sentence. */
export function metricLabel(name: string): string {
  const { label } = metricAt(name);
  // Abbreviations keep their capitals.
  return /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

export function formatMetric(name: string, value: number | null): string {
  if (name === "accuracy") return formatPercent(value);
  return formatNumber(value, 4) + (name === "log_loss" ? " nats" : "");
}
