import type { ColumnReport, ColumnType, Warning } from "../engine/reports.js";
import { formatCount, formatNumber } from "./format.js";

/** Columns of a table in words. */

/** As many digits as tables usually have, so that a minimum or maximum stands as it does in the data. */
const RANGE_DIGITS = 6;

export function valuesInWords(column: ColumnReport): string {
  if (column.type === "number")
    return `${formatNumber(column.min, RANGE_DIGITS)} to ${formatNumber(column.max, RANGE_DIGITS)}`;
  if (column.type === "empty") return "none";
  return `${formatCount(column.distinct)} distinct`;
}

/** A name cut where a line may end: after underscores and other marks between its words. */
export function nameParts(name: string): string[] {
  return name.split(/(?<=[_.\-/])(?![_.\-/])/).filter((part) => part !== "");
}

/** Columns that the run leaves out although nobody asked it to. */
export function unusedColumns(warnings: readonly Warning[]): ReadonlySet<string> {
  return new Set(warnings.filter(({ code }) => code === "unused_column").flatMap(({ names }) => names));
}

/** Why the run leaves a column out. */
export function unusedReason(column: ColumnReport, chosen: ColumnType | undefined): string {
  if (column.type === "empty") return "empty";
  if (column.distinct <= 1) return "one value only";
  if (chosen === undefined && column.type === "text") return "free text";
  if (chosen === undefined && column.type === "date") return "a date";
  return "nothing to learn from as this type";
}

/**
 * Each finding once. A table and its run may report the same; the run's list of columns left out says nothing new when
 * the table's own findings name them all, with the reason.
 */
export function distinctMessages(table: readonly Warning[], run: readonly Warning[]): string[] {
  const named = new Set(
    table
      .filter(({ code }) =>
        ["constant_column", "all_missing_column", "date_column", "too_many_categories"].includes(code),
      )
      .flatMap(({ names }) => names),
  );
  const news = run.filter(({ code, names }) => code !== "unused_column" || !names.every((name) => named.has(name)));
  return [...new Set([...table, ...news].map(({ message }) => message))];
}
