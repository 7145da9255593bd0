// A numeric target from the command line: iris' petal width from its other columns.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { datasets, Folder, json, refusal, run } from "./vitrine.mjs";

const folder = new Folder();
after(() => folder.remove());

const iris = join(datasets, "iris.csv");
let project;
let model;
let trained;

before(() => {
  project = folder.write("width.json", {
    vitrine: 1,
    data: { task: "regression", target: "petal_width_cm" },
    network: { layers: [{ units: 8 }] },
    training: { epochs: 60, optimizer: { learning_rate: 0.01 } },
  });
  model = folder.path("model.json");
  trained = json("train", project, "--out", model, "--test");
});

test("train scores a numeric target in its own unit", () => {
  const { r2, rmse, mae, actual, predicted, not_available } = trained.metrics.test;
  assert.deepEqual(not_available, {});
  const errors = actual.map((value, row) => value - predicted[row]);
  const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const centre = mean(actual);
  assert.ok(Math.abs(rmse - Math.sqrt(mean(errors.map((e) => e * e)))) < 1e-12);
  assert.ok(Math.abs(mae - mean(errors.map(Math.abs))) < 1e-12);
  const unexplained = mean(errors.map((e) => e * e)) / mean(actual.map((y) => (y - centre) ** 2));
  assert.ok(Math.abs(r2 - (1 - unexplained)) < 1e-12);
  assert.ok(r2 > 0.85);
  assert.ok(trained.epochs.every((epoch) => epoch.train_accuracy === null));
});

test("predict gives numbers, explain adds up to them", () => {
  const { classes, predictions } = json("predict", model, iris);
  assert.deepEqual(classes, []);
  const { base, prediction, values } = json("explain", model, iris, "--background", iris);
  for (const row of [0, 75, 149]) {
    const sum = values[row][0].reduce((total, value) => total + value, base[0]);
    assert.ok(Math.abs(sum - predictions[row].value) < 1e-9);
    assert.ok(Math.abs(prediction[row][0] - predictions[row].value) < 1e-9);
  }
});

test("validate and search know the metrics of numbers, and refuse those of classes", () => {
  const spread = json("validate", project, "--folds", "3", "--repeats", "1");
  assert.equal(spread.r2.folds.length, 3);
  assert.equal(spread.accuracy, undefined);
  const searched = json("search", project, "--set", "search.trials=2", "--set", "search.metric=mae");
  assert.ok(searched.best.value > 0);
  assert.ok(searched.test.mae > 0);
  assert.equal(refusal("search", project, "--set", "search.metric=accuracy").path, "search.metric");
});

test("without --json, the scores are said in words", () => {
  assert.match(run("train", project).stdout, /validation, 30 rows: R squared 0\.\d+, RMSE 0\.\d+, MAE 0\.\d+/);
});

test("a number as a target of classes is told of regression, and text as a number of classification", () => {
  const numbers = folder.write("n.csv", `x,y\n${Array.from({ length: 40 }, (_, i) => `${i},${i * 1.5}`).join("\n")}\n`);
  assert.match(refusal("train", folder.write("p.json", { vitrine: 1 }), "--data", numbers).message, /regression/);
  const named = refusal("train", project, "--set", "data.target=species");
  assert.equal(named.code, "not_numeric");
  assert.match(named.message, /classification/);
});
