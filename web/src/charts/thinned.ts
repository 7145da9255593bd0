import type { EpochReport } from "../engine/reports.js";

/** More points than this fall on the same pixels. */
const MOST_POINTS = 400;

/** Evenly spaced epochs of a long history, the newest always among them. */
export function thinned(history: readonly EpochReport[]): readonly EpochReport[] {
  const stride = Math.ceil(history.length / MOST_POINTS);
  return stride <= 1 ? history : history.filter((_, index) => (history.length - 1 - index) % stride === 0);
}
