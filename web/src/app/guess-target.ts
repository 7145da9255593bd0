import type { ColumnReport, Inspection } from "../engine/reports.js";

const usualNames = /^(class|classes|target|label|labels|species|diagnosis|outcome|category|y)$/i;
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
  const named = columns.filter((column) => usualNames.test(column.name)).at(-1);
  const likely = named ?? columns.at(-1);
  if (likely !== undefined && couldBeLabel(likely)) return likely.name;
  const labels = columns.filter((column) => couldBeLabel(column) && column.distinct > 1);
  return (labels.findLast((column) => column.type === "category") ?? labels.at(-1) ?? likely)?.name ?? "";
}
