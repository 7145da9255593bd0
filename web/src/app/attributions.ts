import type { ExplanationReport } from "../engine/reports.js";

/** Sums and orders of Shapley values, for charts and tables. */

const finite = (value: number | null | undefined) => value ?? 0;

export function playerName(columns: readonly string[]): string {
  return columns.join(" + ");
}

/** Mean |value| over the rows: [player][class]. */
export function meanSizes(report: ExplanationReport): number[][] {
  return report.players.map((_, player) =>
    report.classes.map((_, label) => {
      const sum = report.values.reduce((total, row) => total + Math.abs(finite(row[label]?.[player])), 0);
      return report.values.length === 0 ? 0 : sum / report.values.length;
    }),
  );
}

/** Positions of the players, the most important first. */
export function byImportance(sizes: readonly number[][]): number[] {
  const totals = sizes.map((perClass) => perClass.reduce((sum, size) => sum + size, 0));
  return totals.map((_, player) => player).sort((a, b) => (totals[b] ?? 0) - (totals[a] ?? 0) || a - b);
}

/** Position of the class that a row is given; 0 where it is given none, and for a predicted number. */
export function predictedClass(report: ExplanationReport, row: number): number {
  return Math.max(0, report.classes.indexOf(report.decided?.[row] ?? ""));
}

/** One bar of a waterfall. */
export interface Step {
  name: string;
  /** Where the sum stands before and after this bar. */
  from: number;
  to: number;
  value: number;
  error: number | null;
  kind: "base" | "player" | "rest" | "prediction";
}

export interface Waterfall {
  steps: Step[];
  base: number;
  sum: number;
  prediction: number;
  /** base + sum - prediction */
  gap: number;
}

/** From the base to a row's prediction for one class, the largest values first, small ones put together. */
export function waterfall(report: ExplanationReport, row: number, label: number, most: number): Waterfall {
  const values = (report.values[row]?.[label] ?? []).map(finite);
  const errors = report.standard_errors?.[row]?.[label] ?? null;
  const order = values
    .map((_, player) => player)
    .sort((a, b) => Math.abs(values[b] ?? 0) - Math.abs(values[a] ?? 0) || a - b);
  const shown = order.length > most ? order.slice(0, most - 1) : order;
  const rest = order.slice(shown.length);
  const base = finite(report.base[label]);
  const prediction = finite(report.prediction[row]?.[label]);
  const steps: Step[] = [{ name: "base", from: 0, to: base, value: base, error: null, kind: "base" }];
  let at = base;
  const add = (name: string, value: number, error: number | null, kind: "player" | "rest") => {
    steps.push({ name, from: at, to: at + value, value, error, kind });
    at += value;
  };
  for (const player of shown) {
    add(
      playerName(report.players[player] ?? []),
      values[player] ?? 0,
      errors === null ? null : finite(errors[player]),
      "player",
    );
  }
  if (rest.length > 0) {
    add(
      `${rest.length} other columns`,
      rest.reduce((sum, player) => sum + (values[player] ?? 0), 0),
      null,
      "rest",
    );
  }
  steps.push({ name: "prediction", from: 0, to: prediction, value: prediction, error: null, kind: "prediction" });
  const sum = at - base;
  return { steps, base, sum, prediction, gap: base + sum - prediction };
}

/** The output that is explained, as an axis names it. */
export function spaceTitle(space: ExplanationReport["space"], className: string): string {
  switch (space) {
    case "probability":
      return `probability of ${className}`;
    case "margin":
      return `margin of ${className} (before the softmax)`;
    case "logodds":
      return `log-odds of ${className} (nats)`;
    case "value":
      return className;
  }
}

export function spaceUnit(space: ExplanationReport["space"]): string {
  return space === "logodds" ? "log-odds" : space;
}

/** "exact Shapley values" or how they were sampled. */
export function methodWords(report: ExplanationReport): string {
  return report.method === "exact" ? "exact Shapley values" : "KernelSHAP, sampled, with standard errors";
}
