import { describe, expect, test } from "vitest";
import { formatPercent } from "../../../web/src/app/format.js";
import { formatMetric, lowerIsBetter, metricLabel, metricsOf, metricTitle } from "../../../web/src/app/metric-words.js";
import type { ProjectDocument } from "../../../web/src/project/document.js";
import { getChoice, isSet, setOption, setTask, taskOf } from "../../../web/src/project/edit.js";
import { optionAt } from "../../../web/src/project/options.js";
import { suitsTask } from "../../../web/src/project/task.js";

const regression: ProjectDocument = { vitrine: 1, data: { task: "regression" } };

describe("the task", () => {
  test("decides what a document means that leaves loss and metric out", () => {
    expect(getChoice({ vitrine: 1 }, "training.loss")).toBe("cross_entropy");
    expect(getChoice(regression, "training.loss")).toBe("mse");
    expect(getChoice(regression, "search.metric")).toBe("rmse");
    expect(isSet(regression, "training.loss")).toBe(false);
    expect(isSet(setOption(regression, "training.loss", "huber"), "training.loss")).toBe(true);
  });

  test("when changed, drops the loss, class weights, decision and metric of the other, and nothing else", () => {
    const document: ProjectDocument = {
      vitrine: 1,
      data: { target: "y" },
      training: { loss: "focal", class_weights: "balanced", decision: { rule: "f1" }, epochs: 7 },
      search: { metric: "f1_macro", trials: 5 },
    };
    const changed = setTask(document, "regression");
    expect(changed).toEqual({
      vitrine: 1,
      data: { target: "y", task: "regression" },
      training: { epochs: 7 },
      search: { trials: 5 },
    });
    expect(taskOf(setTask(changed, "classification"))).toBe("classification");
  });

  test("has losses of its own: every loss suits one, the squared error both", () => {
    const option = optionAt("training.loss");
    const losses = option.type === "choice" ? option.choices : [];
    const both = losses.filter((loss) => suitsTask("regression", loss) && suitsTask("classification", loss));
    expect(both).toEqual(["mse"]);
    expect(losses.every((loss) => suitsTask("regression", loss) || suitsTask("classification", loss))).toBe(true);
  });
});

describe("metrics", () => {
  test("are those of the task", () => {
    expect(metricsOf("regression")).toContain("rmse");
    expect(metricsOf("classification")).toContain("roc_auc");
    const option = optionAt("search.metric");
    const choices = option.type === "choice" ? option.choices : [];
    expect([...metricsOf("classification"), ...metricsOf("regression")]).toEqual(choices);
  });

  test("say which way is better", () => {
    expect(["log_loss", "brier", "ece", "rmse", "mae"].filter(lowerIsBetter)).toHaveLength(5);
    expect(["accuracy", "f1_macro", "mcc", "r2"].some(lowerIsBetter)).toBe(false);
  });

  test("are written with their unit", () => {
    expect(metricTitle("log_loss")).toBe("Log loss (nats)");
    expect(metricLabel("log_loss")).toBe("log loss");
    expect(metricLabel("rmse")).toBe("RMSE");
    expect(formatMetric("accuracy", 0.5)).toBe(formatPercent(0.5));
    expect(formatMetric("log_loss", 0.25)).toBe("0.25 nats");
  });
});
