import { describe, expect, test } from "vitest";
import {
  drawnClasses,
  firstChosen,
  metricValue,
  precisionRecallWords,
  predictedWords,
  reliabilityWords,
  rocWords,
} from "../../../web/src/app/measure-words.js";
import type { ClassCurves, ClassMeasures, MetricsReport } from "../../../web/src/engine/reports.js";
import { metricHelp } from "../../../web/src/project/metric-help.generated.js";
import { metrics } from "../../../web/src/project/metrics.generated.js";

function measuresOf(name: string, roc_auc: number | null, average_precision: number | null): ClassMeasures {
  return { class: name, precision: 1, recall: 1, f1: 1, support: 10, roc_auc, average_precision };
}
function curvesOf(name: string, share: number): ClassCurves {
  return { class: name, share, roc: null, precision_recall: null, not_available: {} };
}
function bin(rows: number, mean_probability: number | null, frequency: number | null) {
  return { lower: 0, upper: 0.1, rows, mean_probability, frequency };
}

describe("which curves are drawn", () => {
  test("of two classes the second, of more all", () => {
    expect(drawnClasses(["no", "yes"])).toEqual([1]);
    expect(drawnClasses(["a", "b", "c"])).toEqual([0, 1, 2]);
  });

  test("of many classes the one that is ranked worst stands out, of few none", () => {
    const few = [measuresOf("a", 0.9, 1), measuresOf("b", 0.5, 1)];
    expect(firstChosen(few)).toBeNull();
    const many = [...few, measuresOf("c", null, null), measuresOf("d", 0.4, 1), measuresOf("e", 0.8, 1)];
    expect(firstChosen(many)).toBe(3);
  });
});

describe("the sentences say what a chart shows", () => {
  const three = [measuresOf("a", 1, 0.75), measuresOf("b", 0.5, null), measuresOf("c", null, 0.25)];

  test("ROC: the lowest and the highest area, without the classes that have none", () => {
    expect(rocWords(three, [0, 1, 2])).toBe(
      "ROC curve, each class against the others. Area: 0.5 (b) to 1 (a). Guessing would give 0.5, the diagonal.",
    );
    expect(rocWords(three, [1])).toBe("ROC curve of b. Area: 0.5. Guessing would give 0.5, the diagonal.");
    expect(rocWords(three, [2])).toContain("Area: not available.");
  });

  test("precision and recall: beside the share of the rows", () => {
    const curves = [curvesOf("a", 0.25), curvesOf("b", 0.25), curvesOf("c", 0.5)];
    expect(precisionRecallWords(three, curves, [0, 1, 2])).toBe(
      "Precision-recall curve, each class against the others. Average precision: 0.25 (c) to 0.75 (a). " +
        "Guessing would give a class's share of the rows: 0.25 (a) to 0.5 (c).",
    );
    expect(precisionRecallWords(three, curves.slice(0, 2), [0, 1])).toContain("share of the rows: 0.25 for each.");
  });

  test.each([
    [
      [bin(0, null, null), bin(10, 0.5, 0.5), bin(30, 0.9, 0.7)],
      "surer than it is right",
      "80.0\u00a0%",
      "65.0\u00a0%",
    ],
    [[bin(10, 0.5, 0.8)], "righter than it is sure", "50.0\u00a0%", "80.0\u00a0%"],
    [[bin(10, 0.5, 0.5)], "as sure as it is right", "50.0\u00a0%", "50.0\u00a0%"],
  ])("reliability: %j is %s", (bins, verdict, confidence, right) => {
    const words = reliabilityWords(bins, 0.125);
    expect(words).toContain(`the network is ${verdict}: mean confidence ${confidence}`);
    expect(words).toContain(`right ${right}. Calibration error over the bins: 0.125.`);
  });

  test("numbers: what is available, in the target's unit", () => {
    const report = { rows: 24, not_available: {}, r2: 0.987, median_absolute_error: 12.34 } as MetricsReport;
    expect(predictedWords(report, "price")).toBe(
      "Predicted against actual price of 24 rows. R squared: 0.987. Half of the rows are off by no more than 12.3.",
    );
    expect(predictedWords({ rows: 1, not_available: {} }, "price")).toBe("Predicted against actual price of 1 row.");
  });
});

test("a metric's value is a number or null, whatever else the report holds", () => {
  const report = { rows: 3, not_available: {}, mcc: 0, ece: null } as MetricsReport;
  expect(metricValue(report, "mcc")).toBe(0);
  expect(metricValue(report, "ece")).toBeNull();
  expect(metricValue(report, "not_available")).toBeNull();
});

test("every metric has a sentence that says what it means", () => {
  expect(Object.keys(metricHelp)).toEqual(metrics.map(({ name }) => name));
  for (const sentence of Object.values(metricHelp)) expect(sentence).toMatch(/^[A-Z].*\.$/);
});
