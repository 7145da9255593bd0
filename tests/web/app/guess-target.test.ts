import { describe, expect, test } from "vitest";
import { guessTarget } from "../../../web/src/app/guess-target.js";
import type { ColumnReport, Inspection } from "../../../web/src/engine/reports.js";

function table(...columns: Partial<ColumnReport>[]): Inspection {
  return {
    encoding: "utf-8",
    delimiter: ",",
    decimal: ".",
    thousands: null,
    header: true,
    rows: 100,
    columns: columns.map((column) => ({ name: "", type: "number", missing: 0, distinct: 90, ...column })),
    warnings: [],
  };
}

describe("the column that a person would predict", () => {
  test.each([
    ["the last one", table({ name: "a" }, { name: "kind", type: "category", distinct: 3 }), "kind"],
    ["one with a usual name, wherever it is", table({ name: "Class", distinct: 3 }, { name: "z" }), "Class"],
    ["y, wherever it is", table({ name: "y", distinct: 3 }, { name: "x1", distinct: 2 }), "y"],
    [
      "not y when a column of words follows it: then it is a coordinate",
      table({ name: "x" }, { name: "y", distinct: 20 }, { name: "colour", type: "category", distinct: 2 }),
      "colour",
    ],
    [
      "y when words come before it",
      table({ name: "town", type: "category", distinct: 9 }, { name: "y", distinct: 2 }, { name: "age" }),
      "y",
    ],
    [
      "not a measurement at the end when there are labels",
      table({ name: "colour", type: "category", distinct: 4 }, { name: "weight" }),
      "colour",
    ],
    [
      "a column of few numbers when no column holds words",
      table({ name: "sex", distinct: 2 }, { name: "bmi" }, { name: "progression" }),
      "sex",
    ],
    [
      "no column of a single value",
      table({ name: "a", distinct: 3 }, { name: "unit", type: "category", distinct: 1 }, { name: "z" }),
      "a",
    ],
    ["the last one when nothing looks like a label", table({ name: "a" }, { name: "b" }), "b"],
    [
      "a label column of one class: the refusal must be about it",
      table({ name: "a" }, { name: "class", type: "category", distinct: 1 }),
      "class",
    ],
  ])("is %s", (_name, inspection, target) => {
    expect(guessTarget(inspection)).toBe(target);
  });
});
