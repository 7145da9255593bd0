import { describe, expect, test } from "vitest";
import { layerWords } from "../../../web/src/app/option-words.js";
import { settingWords } from "../../../web/src/app/setting-words.js";
import type { ProjectDocument } from "../../../web/src/project/document.js";
import { layerDefaults } from "../../../web/src/project/options.js";

const schedule = [
  "training.schedule.name",
  "training.schedule.factor",
  "training.schedule.warmup_epochs",
  "training.schedule.minimum_rate",
];

function training(training: NonNullable<ProjectDocument["training"]>): ProjectDocument {
  return { vitrine: 1, training };
}

describe("settingWords", () => {
  test("says nothing where everything is at its default", () => {
    expect(settingWords({ vitrine: 1 }, schedule)).toEqual([]);
  });

  test("names the leading choice by its value, and the numbers that differ by their label", () => {
    const document = training({ schedule: { name: "warmup_cosine", warmup_epochs: 10 } });
    expect(settingWords(document, schedule)).toEqual(["warm-up, then cosine", "warm-up 10"]);
  });

  test("leaves out what the choice in force does not read", () => {
    expect(settingWords(training({ schedule: { name: "cosine", warmup_epochs: 10 } }), schedule)).toEqual(["cosine"]);
    expect(settingWords(training({ schedule: { warmup_epochs: 10 } }), schedule)).toEqual([]);
  });

  test("tells the milestones of a multi-step schedule, and of no other", () => {
    const milestones = [30, 60];
    expect(settingWords(training({ schedule: { name: "multi_step", milestones } }), schedule)).toEqual([
      "multi-step",
      "after epochs 30, 60",
    ]);
    expect(settingWords(training({ schedule: { name: "step", milestones } }), schedule)).toEqual(["step"]);
  });

  test("says yes by the label, no in words, and takes a group's own label", () => {
    const paths = ["training.early_stopping.patience", "training.early_stopping.restore_best"];
    const document = training({ early_stopping: { patience: 5, restore_best: false } });
    const labels = { "training.early_stopping.patience": "Patience" };
    expect(settingWords(document, paths, labels)).toEqual(["patience 5", "restore the best: no"]);
    const sgd = training({ optimizer: { name: "sgd", nesterov: true } });
    expect(settingWords(sgd, ["training.optimizer.nesterov"])).toEqual(["Nesterov"]);
  });
});

describe("settingWords of a decision", () => {
  const paths = ["training.loss", "training.decision.rule", "training.decision.threshold"];

  test("say the goal, or the threshold where it is given", () => {
    expect(settingWords(training({ decision: { rule: "f1", threshold: 0.3 } }), paths)).toEqual(["decision best F1"]);
    expect(settingWords(training({ decision: { rule: "given", threshold: 0.3 } }), paths)).toEqual([
      "decision from a given probability",
      "decision threshold 0.3",
    ]);
  });
});

describe("layerWords", () => {
  test("lists what a layer has in the order in which it computes", () => {
    expect(layerWords(layerDefaults)).toEqual([]);
    expect(layerWords({ ...layerDefaults, dropout: 0.2, batch_norm: true, residual: true })).toEqual([
      "batch norm",
      "residual",
      "dropout 0.2",
    ]);
  });
});
