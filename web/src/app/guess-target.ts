import type { ColumnReport, Inspection } from "../engine/reports.js";

const usualNames = /^(class|classes|target|label|labels|species|diagnosis|outcome|category)$/i;
/** What a plane's second axis is called as well, so that it counts only where no words follow it. */
const oftenTarget = /^y$/i;
/** A number column with more values than this is rather a measurement than a label. */
const MOST_LABELS = 20;

function couldBeLabel(column: ColumnReport): boolean {
  if (column.type === "category") return true;
  return column.type === "number" && column.distinct > 1 && column.distinct <= MOST_LABELS;
}

/**
 * The column that a person would most likely predict in a table just opened: one with a usual name, else the last
 * one, unless that one holds no labels and another does: rather one of words than one of a few numbers.
 */
export function guessTarget({ columns }: Inspection): string {
  const lastWords = columns.findLastIndex((column) => column.type === "category");
  const named = columns.findLast(
    ({ name }, place) => usualNames.test(name) || (oftenTarget.test(name) && place >= lastWords),
  );
  const likely = named ?? columns.at(-1);
  if (likely !== undefined && couldBeLabel(likely)) return likely.name;
  const labels = columns.filter((column) => couldBeLabel(column) && column.distinct > 1);
  return (labels.findLast((column) => column.type === "category") ?? labels.at(-1) ?? likely)?.name ?? "";
}
