import type { ExplanationReport } from "../engine/reports.js";

/** Puts the reports of some pieces together, in their order. */
export function joinReports(parts: readonly ExplanationReport[]): ExplanationReport | null {
  const [first, ...others] = parts;
  if (first === undefined) return null;
  const joined = { ...first };
  for (const part of others) {
    joined.prediction = [...joined.prediction, ...part.prediction];
    joined.values = [...joined.values, ...part.values];
    joined.standard_errors =
      joined.standard_errors === null || part.standard_errors === null
        ? null
        : [...joined.standard_errors, ...part.standard_errors];
    if (joined.decided && part.decided) joined.decided = [...joined.decided, ...part.decided];
    joined.additivity_gap = Math.max(joined.additivity_gap, part.additivity_gap);
  }
  return joined;
}
