// The decision between two classes from the command line: malignant and benign growths.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { cells, datasets, Folder, json, refusal, run } from "./vitrine.mjs";

const folder = new Folder();
after(() => folder.remove());

const growths = join(datasets, "breast_cancer.csv");
const truth = cells(readFileSync(growths, "utf8"))
  .slice(1)
  .map((row) => row.at(-1));

let project;
before(() => {
  project = folder.write("growths.json", {
    vitrine: 1,
    data: { source: { dataset: "breast_cancer" } },
    network: { layers: [{ units: 6 }] },
    training: { epochs: 4, optimizer: { learning_rate: 0.003 } },
  });
});

/** Trains with a decision; all rows are training, validation or test rows, so the splits' matrices add up to all. */
function decided(...options) {
  const model = folder.path("model.json");
  const trained = json("train", project, "--test", "--out", model, ...options);
  return { trained, model: JSON.parse(folder.read("model.json")), predicted: json("predict", model, growths) };
}

test("predict and the scores of train decide at the model's threshold", () => {
  for (const options of [
    ["--set", "training.decision.rule=f1"],
    ["--set", "training.decision.rule=given", "--set", "training.decision.threshold=0.2"],
  ]) {
    const { trained, model, predicted } = decided(...options);
    assert.ok(model.threshold > 0 && model.threshold < 1);
    assert.equal(predicted.threshold, model.threshold);
    const counts = [
      [0, 0],
      [0, 0],
    ];
    for (const [row, { class: name, probabilities }] of predicted.predictions.entries()) {
      const second = probabilities[1] >= model.threshold ? 1 : 0;
      assert.equal(name, predicted.classes[second]);
      counts[predicted.classes.indexOf(truth[row])][second] += 1;
    }
    const splits = Object.values(trained.metrics);
    const sum = (k, j) => splits.reduce((total, { confusion }) => total + confusion[k][j], 0);
    assert.deepEqual(
      counts.map((line, k) => line.map((_, j) => sum(k, j))),
      counts,
    );
    for (const { threshold } of splits) assert.equal(threshold, model.threshold);
  }
});

test("a goal is reached on the validation rows, and the network is the one without it", () => {
  const plain = decided();
  assert.equal(plain.model.threshold, undefined);
  assert.equal(plain.predicted.threshold, null);
  for (const goal of ["accuracy", "f1", "balanced_accuracy", "youden"]) {
    const { trained } = decided("--set", `training.decision.rule=${goal}`);
    assert.equal(trained.fingerprint, plain.trained.fingerprint);
    const { thresholds, accuracy, balanced_accuracy, per_class } = trained.metrics.validation;
    const recalls = per_class[0].recall + per_class[1].recall;
    const reached = { accuracy, f1: per_class[1].f1, balanced_accuracy, youden: recalls - 1 }[goal];
    assert.ok(Math.abs(reached - thresholds[goal].value) < 1e-12);
    assert.ok(trained.metrics.validation[goal] === undefined || reached >= plain.trained.metrics.validation[goal]);
    assert.equal(trained.metrics.validation.roc_auc, plain.trained.metrics.validation.roc_auc);
  }
});

test("validate and search score at a threshold", () => {
  const rule = ["--set", "training.decision.rule=given", "--set", "training.decision.threshold=1"];
  const validate = (...options) => json("validate", project, "--folds", "2", "--repeats", "1", ...options);
  const plain = validate();
  const never = validate(...rule);
  // Nothing reaches probability 1 after four epochs, so all rows are given the first class.
  for (const share of never.accuracy.folds) assert.ok(Math.abs(share - 357 / 569) < 0.01);
  assert.deepEqual(never.log_loss, plain.log_loss);
  assert.ok(validate("--set", "training.decision.rule=f1").accuracy.mean > 0.7);
  const searched = json("search", project, ...rule, "--set", "search.trials=1", "--set", "search.metric=accuracy");
  assert.ok(Math.abs(searched.best.value - 357 / 569) < 0.01);
  assert.equal(searched.test.recall_macro, 0.5);
});

test("without --json, train says from which probability on a class is predicted", () => {
  const { stdout } = run("train", project, "--set", "training.decision.rule=f1");
  assert.match(stdout, /validation rows by class, malignant from probability 0\.\d{4} on/);
  assert.doesNotMatch(run("train", project).stdout, /from probability/);
});

test("three classes, and a goal without validation rows, are refused", () => {
  const three = folder.write("iris.json", { vitrine: 1, training: { decision: { rule: "f1" } } });
  assert.equal(refusal("train", three).code, "wrong_decision");
  assert.equal(refusal("validate", three).path, "training.decision.rule");
  const split = ["data.split.train=0.8", "data.split.validation=0", "data.split.test=0.2"];
  const set = split.flatMap((option) => ["--set", option]);
  const { code, path, message } = refusal("train", project, ...set, "--set", "training.decision.rule=f1");
  assert.deepEqual([code, path], ["wrong_decision", "training.decision.rule"]);
  assert.match(message, /raise data\.split\.validation/);
});

test("predict refuses a model whose threshold is damaged", () => {
  const { sha256, ...model } = decided("--set", "training.decision.rule=f1").model;
  const damaged = folder.write("damaged.json", { ...model, threshold: 2 });
  const { code, path } = refusal("predict", damaged, growths);
  assert.deepEqual([code, path], ["damaged_model", "threshold"]);
});
