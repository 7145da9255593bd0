import { describe, expect, test } from "vitest";
import { byImportance, meanSizes, methodWords, predictedClass, waterfall } from "../../../web/src/app/attributions.js";
import { joinReports } from "../../../web/src/app/join-reports.js";
import type { ExplanationReport } from "../../../web/src/engine/reports.js";

/** Two rows, two classes, three columns; each row adds up: 0.4 + values = prediction for the first class. */
const report: ExplanationReport = {
  classes: ["no", "yes"],
  columns: ["a", "b", "c"],
  players: [["a"], ["b"], ["c"]],
  space: "probability",
  method: "exact",
  base: [0.4, 0.6],
  prediction: [
    [0.75, 0.25],
    [0.25, 0.75],
  ],
  values: [
    [
      [0.25, -0.0625, 0.1625],
      [-0.25, 0.0625, -0.1625],
    ],
    [
      [-0.125, 0.0625, -0.0875],
      [0.125, -0.0625, 0.0875],
    ],
  ],
  standard_errors: null,
  additivity_gap: 1e-16,
  decided: ["no", "yes"],
};

describe("attributions", () => {
  test("mean sizes ignore signs, and order the columns", () => {
    expect(meanSizes(report)).toEqual([
      [0.1875, 0.1875],
      [0.0625, 0.0625],
      [0.125, 0.125],
    ]);
    expect(byImportance(meanSizes(report))).toEqual([0, 2, 1]);
  });

  test("the predicted class is the decided one, whatever the outputs; the first where none is decided", () => {
    expect([0, 1].map((row) => predictedClass(report, row))).toEqual([0, 1]);
    expect(predictedClass({ ...report, decided: ["yes", null] }, 0)).toBe(1);
    expect(predictedClass({ ...report, decided: ["yes", null] }, 1)).toBe(0);
    const { decided: _, ...numbers } = report;
    expect(predictedClass(numbers, 1)).toBe(0);
  });

  test("a waterfall goes from the base to the prediction, the largest step first", () => {
    const falls = waterfall(report, 0, 0, 10);
    expect(falls.steps.map(({ name }) => name)).toEqual(["base", "a", "c", "b", "prediction"]);
    expect(falls.steps.at(-2)?.to).toBeCloseTo(falls.prediction, 12);
    expect(Math.abs(falls.gap)).toBeLessThan(1e-12);
  });

  test("columns that have no room are put together and still add up", () => {
    const falls = waterfall(report, 0, 0, 2);
    expect(falls.steps.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      "base base",
      "player a",
      "rest 2 other columns",
      "prediction prediction",
    ]);
    expect(falls.steps.at(-2)?.to).toBeCloseTo(0.75, 12);
  });

  test("pieces of an explanation join in their order; the worst gap and missing errors are kept", () => {
    const worse = {
      ...report,
      additivity_gap: 0.5,
      prediction: [[0.1, 0.9]],
      values: [report.values[1] ?? []],
      decided: ["no"],
    };
    const joined = joinReports([report, worse]);
    expect(joined?.prediction).toEqual([...report.prediction, [0.1, 0.9]]);
    expect(joined?.values).toHaveLength(3);
    expect(joined?.decided).toEqual(["no", "yes", "no"]);
    expect(joined?.additivity_gap).toBe(0.5);
    expect(joined?.standard_errors).toBeNull();
    expect(joinReports([])).toBeNull();
  });

  test("how the values came about is said with them", () => {
    expect(methodWords(report)).toContain("exact");
    expect(methodWords({ ...report, method: "kernel" })).toContain("sampled");
  });
});
