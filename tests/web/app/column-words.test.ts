import { expect, test } from "vitest";
import {
  distinctMessages,
  nameParts,
  unusedColumns,
  unusedReason,
  valuesInWords,
} from "../../../web/src/app/column-words.js";
import type { ColumnReport, Warning } from "../../../web/src/engine/reports.js";

function column(part: Partial<ColumnReport>): ColumnReport {
  return { name: "a", type: "number", missing: 0, distinct: 5, ...part };
}

function warning(code: string, message: string, names: string[]): Warning {
  return { code, message, names, lines: [], count: names.length };
}

test("a range stands as in the data, to six digits", () => {
  expect(valuesInWords(column({ min: 11.03, max: 14.83 }))).toBe("11.03 to 14.83");
  expect(valuesInWords(column({ min: 0.0008948, max: 2501 }))).toBe("0.0008948 to 2501");
  expect(valuesInWords(column({ min: -1.23456789, max: 0 }))).toBe("\u22121.23457 to 0");
});

test("other columns say how many values they have", () => {
  expect(valuesInWords(column({ type: "category", distinct: 3 }))).toBe("3 distinct");
  expect(valuesInWords(column({ type: "empty", distinct: 0 }))).toBe("none");
});

test.each([
  ["sepal_length_cm", ["sepal_", "length_", "cm"]],
  ["od280/od315", ["od280/", "od315"]],
  ["__a__b", ["__", "a__", "b"]],
  ["plain", ["plain"]],
])("%s may break after its marks only", (name, parts) => {
  expect(nameParts(name)).toEqual(parts);
});

test("the run's list of columns left out is dropped when the table has named them all", () => {
  const constant = warning("constant_column", "p0, p1 have the same value.", ["p0", "p1"]);
  const unused = warning("unused_column", "Not used: p0, p1.", ["p0", "p1"]);
  expect(distinctMessages([constant], [unused])).toEqual([constant.message]);
  const more = warning("unused_column", "Not used: p0, note.", ["p0", "note"]);
  expect(distinctMessages([constant], [more])).toEqual([constant.message, more.message]);
  expect(distinctMessages([constant], [constant])).toEqual([constant.message]);
});

test("columns left out have a reason", () => {
  expect([...unusedColumns([warning("unused_column", "", ["p0"]), warning("other", "", ["p1"])])]).toEqual(["p0"]);
  expect(unusedReason(column({ distinct: 1 }), undefined)).toBe("one value only");
  expect(unusedReason(column({ type: "text" }), undefined)).toBe("free text");
  expect(unusedReason(column({ type: "text" }), "number")).toBe("nothing to learn from as this type");
});
