import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { cells, datasets, Folder, json, refusal, run } from "./vitrine.mjs";

const folder = new Folder();
after(() => folder.remove());

const irisCsv = readFileSync(join(datasets, "iris.csv"), "utf8");
const [names, ...rows] = cells(irisCsv);
const target = names.length - 1;
const csv = (lines) => `${lines.map((line) => line.join(",")).join("\n")}\n`;

let project;
let model;
let trained;

before(() => {
  project = folder.write("iris.json", {
    vitrine: 1,
    network: { layers: [{ units: 8 }] },
    training: { epochs: 30, optimizer: { learning_rate: 0.01 } },
  });
  model = folder.path("model.json");
  trained = json("train", project, "--out", model);
});

test("train reports every epoch and scores that agree with their confusion matrix", () => {
  assert.match(trained.fingerprint, /^[0-9a-f]{8}$/);
  assert.deepEqual(
    trained.epochs.map(({ epoch }) => epoch),
    Array.from({ length: 30 }, (_, i) => i + 1),
  );
  assert.ok(trained.epochs[29].train_loss < trained.epochs[0].train_loss);
  for (const split of ["train", "validation"]) {
    const { rows: count, accuracy, confusion } = trained.metrics[split];
    const total = confusion.flat().reduce((a, b) => a + b);
    assert.equal(total, count);
    assert.equal(accuracy, confusion.reduce((sum, line, k) => sum + line[k], 0) / count);
  }
  // The last epoch's validation figures are those of the finished network.
  assert.equal(trained.epochs[29].validation_loss, trained.metrics.validation.log_loss);
  assert.equal(trained.metrics.train.rows + trained.metrics.validation.rows, 120);
});

test("test rows are scored on request only", () => {
  assert.equal(trained.metrics.test, null);
  assert.equal(json("train", project, "--test").metrics.test.rows, 30);
});

test("the same project trains to the same bits, another seed to others", () => {
  assert.deepEqual(json("train", project), trained);
  assert.notEqual(json("train", project, "--set", "seeds.weights=2").fingerprint, trained.fingerprint);
});

test("--set overrides the project, once per option", () => {
  const { epochs } = json("train", "--set", "training.epochs=3", "--set", "training.optimizer.name=sgd", project);
  assert.equal(epochs.length, 3);
  assert.equal(refusal("train", project, "--set", "training.epochs=0").path, "training.epochs");
  assert.equal(refusal("train", project, "--set", "training.speed=3").path, "training.speed");
  assert.equal(refusal("train", project, "--set", "epochs").code, "usage");
});

test("without --json, train prints a table with the scores", () => {
  const { status, stdout } = run("train", project);
  assert.equal(status, 0);
  assert.match(stdout, /epoch +train loss/);
  assert.match(stdout, new RegExp(`fingerprint ${trained.fingerprint}`));
});

test("predict gives each row its class and probabilities, as the scores have them", () => {
  const { classes, predictions } = json("predict", model, join(datasets, "iris.csv"));
  assert.equal(predictions.length, rows.length);
  let right = 0;
  for (const [i, { class: predicted, probabilities }] of predictions.entries()) {
    assert.ok(Math.abs(probabilities.reduce((a, b) => a + b) - 1) < 1e-12);
    assert.equal(predicted, classes[probabilities.indexOf(Math.max(...probabilities))]);
    if (predicted === rows[i][target]) right += 1;
  }
  const { metrics } = json("train", project, "--test");
  const expected = Object.values(metrics).reduce((sum, { accuracy, rows: count }) => sum + accuracy * count, 0);
  assert.equal(right, Math.round(expected));
});

test("predict finds columns by name: one row is enough, the target may be missing, the order is free", () => {
  const whole = json("predict", model, join(datasets, "iris.csv")).predictions;
  const order = [2, 0, 3, 1];
  const pick = (line) => order.map((i) => line[i]);
  const data = folder.write("one.csv", csv([pick(names), pick(rows[77])]));
  const { predictions, warnings } = json("predict", model, data);
  assert.deepEqual(predictions, [whole[77]]);
  assert.deepEqual(warnings, []);
  assert.match(run("predict", model, data).stdout, new RegExp(whole[77].class));
});

test("predict reads cells by the model's types and says which it could not read", () => {
  const line = [...rows[0]];
  line[1] = "many";
  const data = folder.write("text.csv", csv([names, line, rows[1]]));
  const { predictions, warnings } = json("predict", model, data);
  assert.equal(predictions.length, 2);
  assert.deepEqual(predictions[1], json("predict", model, join(datasets, "iris.csv")).predictions[1]);
  assert.ok(warnings.some(({ names: about }) => about.includes(names[1])));
});

test("predict names no class for a row whose numbers are too large, and says which row and column", () => {
  const line = [...rows[0]];
  line[1] = "1e308";
  const data = folder.write("large.csv", csv([names, rows[1], line]));
  const { predictions, warnings } = json("predict", model, data);
  assert.notEqual(predictions[0].class, null);
  assert.equal(predictions[1].class, null);
  assert.ok(predictions[1].probabilities.every((probability) => probability === null));
  const warning = warnings.find(({ code }) => code === "no_prediction");
  assert.deepEqual([warning.lines, warning.names, warning.count], [[3], [names[1]], 1]);
});

test("predict refuses data without the model's columns, and files that are no models", () => {
  const data = folder.write("narrow.csv", csv([names.slice(0, 3), rows[0].slice(0, 3)]));
  const error = refusal("predict", model, data);
  assert.equal(error.code, "missing_column");
  assert.match(error.message, new RegExp(names[3]));
  assert.equal(refusal("predict", project, data).code, "not_a_model");
  const broken = refusal("predict", folder.write("broken.json", '{"a": 1,\n"b": }\n'), data);
  assert.equal(broken.code, "not_json");
  assert.equal(broken.line, 2);
  const cut = refusal("predict", folder.write("cut.json", '{"a": [1,\n'), data);
  assert.equal(cut.code, "not_json");
  assert.equal(cut.line, 1);
  assert.equal(refusal("predict", folder.write("huge.json", "[1e999]"), data).code, "not_json");
});

test("a model without preprocessing refuses a missing number, in the rows or the background, by line and column", () => {
  const { project: ignored, preprocessing, ...rest } = JSON.parse(readFileSync(model, "utf8"));
  const plain = folder.write("plain.json", rest);
  const whole = folder.write("whole.csv", csv([names, rows[0], rows[60]]));
  const gap = folder.write("gap.csv", csv([names, rows[0], ["", ...rows[60].slice(1)]]));
  const words = `Line 3 has no value in column "${names[0]}"`;
  for (const [start, ...command] of [
    [words, "predict", plain, gap],
    [words, "explain", plain, gap, "--background", whole],
    [`Background: ${words}`, "explain", plain, whole, "--background", gap],
  ]) {
    const { code, line, message } = refusal(...command);
    assert.deepEqual([code, line, message.slice(0, start.length)], ["missing_value", 3, start]);
  }
  assert.equal(json("predict", plain, whole).predictions.length, 2);
  // The model as it was trained fills the gap.
  assert.equal(json("predict", model, gap).predictions.length, 2);
});

test("explain: base plus values is the prediction, and both are what predict says", () => {
  const data = folder.write("rows.csv", csv([names, rows[3], rows[70], rows[120]]));
  const background = folder.write("background.csv", csv([names, ...rows.filter((_, i) => i % 15 === 0)]));
  const explanation = json("explain", model, data, "--background", background);
  assert.equal(explanation.space, "probability");
  assert.equal(explanation.method, "exact");
  assert.deepEqual(explanation.columns, names.slice(0, target));
  assert.deepEqual(
    explanation.players,
    explanation.columns.map((name) => [name]),
  );
  assert.equal(explanation.standard_errors, null);
  const predicted = json("predict", model, data).predictions;
  const mean = json("predict", model, background).predictions.map(({ probabilities }) => probabilities);
  for (const k of explanation.classes.keys()) {
    const base = mean.reduce((sum, line) => sum + line[k], 0) / mean.length;
    assert.ok(Math.abs(explanation.base[k] - base) < 1e-12);
    for (const row of [0, 1, 2]) {
      assert.ok(Math.abs(explanation.prediction[row][k] - predicted[row].probabilities[k]) < 1e-12);
      const sum = explanation.values[row][k].reduce((a, b) => a + b, explanation.base[k]);
      assert.ok(Math.abs(sum - explanation.prediction[row][k]) < 1e-12);
    }
  }
  assert.ok(explanation.additivity_gap < 1e-12);
});

test("explain: a group of columns is one player, columns left out are players of their own", () => {
  const data = folder.write("rows.csv", csv([names, rows[3], rows[70]]));
  const background = folder.write("background.csv", csv([names, ...rows.filter((_, i) => i % 15 === 0)]));
  const players = folder.write("players.json", [[names[2], names[3]]]);
  const explanation = json(
    "explain",
    model,
    data,
    "--background",
    background,
    "--players",
    players,
    "--space",
    "margin",
  );
  assert.deepEqual(explanation.players, [[names[2], names[3]], [names[0]], [names[1]]]);
  assert.deepEqual(explanation.columns, names.slice(0, target));
  assert.equal(explanation.values[0][0].length, 3);
  assert.equal(explanation.space, "margin");
  const twice = folder.write("twice.json", [[names[2]], [names[2]]]);
  assert.equal(refusal("explain", model, data, "--background", background, "--players", twice).code, "unknown_column");
});

test("explain: choices that do not exist are refused", () => {
  const data = folder.write("rows.csv", csv([names, rows[3]]));
  assert.equal(refusal("explain", model, data).code, "usage");
  assert.equal(refusal("explain", model, data, "--background", data, "--method", "magic").code, "unknown_choice");
  assert.equal(refusal("explain", model, data, "--background", data, "--space", "logit").code, "unknown_choice");
  assert.match(run("explain", model, data, "--background", data).stdout, /mean \|value\|/);
});

test("validate: one score per fold and repetition, with mean and standard deviation", () => {
  const result = json("validate", project, "--folds", "3", "--repeats", "2", "--set", "training.epochs=5");
  for (const metric of ["accuracy", "log_loss"]) {
    const { mean, standard_deviation: deviation, folds } = result[metric];
    assert.equal(folds.length, 6);
    const average = folds.reduce((a, b) => a + b) / 6;
    assert.ok(Math.abs(mean - average) < 1e-12);
    const variance = folds.reduce((sum, fold) => sum + (fold - average) ** 2, 0) / 5;
    assert.ok(Math.abs(deviation - Math.sqrt(variance)) < 1e-12);
  }
  // 150 rows in 3 folds: accuracies are 50ths.
  for (const fold of result.accuracy.folds) assert.ok(Math.abs(fold * 50 - Math.round(fold * 50)) < 1e-9);
  assert.equal(refusal("validate", project, "--folds", "1").code, "usage");
});

test("validate --search: each fold is scored by what a search over the other rows finds best", () => {
  const search = {
    trials: 3,
    folds: 2,
    space: { "training.optimizer.learning_rate": { low: 0.0001, high: 0.1, log: true } },
  };
  const data = { source: { dataset: "iris" } };
  const searched = folder.write("searched.json", { vitrine: 1, data, training: { epochs: 5 }, search });
  const folds = ["--folds", "3", "--repeats", "1"];
  const result = json("validate", searched, ...folds, "--search");
  assert.equal(result.chosen.length, 3);
  assert.equal(result.log_loss.folds.length, 3);
  for (const [fold, { parameters }] of result.chosen.entries()) {
    const rate = parameters["training.optimizer.learning_rate"];
    const plain = json("validate", searched, ...folds, "--set", `training.optimizer.learning_rate=${rate}`);
    assert.equal(result.log_loss.folds[fold], plain.log_loss.folds[fold]);
  }
  assert.deepEqual(json("validate", searched, ...folds, "--search", "--workers", "2"), result);
  assert.match(
    run("validate", searched, ...folds, "--search").stderr,
    /fold 3 of 3: trial \d+, log_loss 0\.\d+ within/,
  );
  assert.equal(refusal("validate", searched, ...folds, "--workers", "2").code, "usage");
  const single = ["--set", "search.folds=1"];
  assert.equal(refusal("validate", searched, ...folds, "--search", ...single).path, "search.folds");
});

test("--data replaces the data, and the model remembers which file that was", () => {
  const data = folder.write("mine.csv", csv([names, ...rows.filter((_, i) => i % 2 === 0)]));
  const out = folder.path("mine.json");
  const { metrics } = json("train", project, "--data", data, "--out", out);
  assert.equal(metrics.train.rows + metrics.validation.rows, 60);
  const sha256 = createHash("sha256").update(readFileSync(data)).digest("hex");
  assert.deepEqual(JSON.parse(folder.read("mine.json")).project.data.source, { file: { name: "mine.csv", sha256 } });
});

test("a project made with a file asks for it and knows it by its bytes", () => {
  const sha256 = createHash("sha256").update(irisCsv).digest("hex");
  const file = folder.write("file.json", {
    vitrine: 1,
    data: { source: { file: { name: "iris.csv", sha256 } } },
    network: { layers: [{ units: 8 }] },
    training: { epochs: 30, optimizer: { learning_rate: 0.01 } },
  });
  assert.equal(refusal("train", file).code, "needs_data");
  const other = folder.write("other.csv", csv([names, ...rows.slice(1)]));
  assert.equal(refusal("train", file, "--data", other).code, "wrong_file");
  assert.equal(json("train", file, "--data", join(datasets, "iris.csv")).fingerprint, trained.fingerprint);
});

test("toys and inline CSVs need no file", () => {
  const training = { epochs: 2 };
  const toy = folder.write("toy.json", { vitrine: 1, data: { source: { toy: "spiral", rows: 100 } }, training });
  assert.equal(json("train", toy).metrics.train.rows, 60);
  const inline = folder.write("inline.json", { vitrine: 1, data: { source: { csv: irisCsv } }, training });
  assert.equal(json("train", inline).metrics.train.rows, 90);
  const missing = folder.write("missing.json", { vitrine: 1, data: { source: { dataset: "roses" } } });
  assert.equal(refusal("train", missing).code, "unknown_dataset");
});

test("a project's mistakes are named by path or line", () => {
  const wrong = (name, content) => refusal("train", folder.write(name, content));
  assert.equal(wrong("a.json", { vitrine: 1, training: { epochs: -3 } }).path, "training.epochs");
  assert.equal(wrong("b.json", { vitrine: 1, trainign: {} }).path, "trainign");
  assert.equal(wrong("d.json", { vitrine: 1, data: { target: "zzz" } }).path, "data.target");
  assert.equal(refusal("validate", project, "--folds", "200").path, "search.folds");
  assert.equal(wrong("c.json", '{"vitrine": 1,\n\n oops}').line, 3);
  const single = folder.write("single.csv", "x,y\n1,a\n2,a\n3,a\n4,a\n5,a\n6,a\n");
  assert.equal(refusal("train", project, "--data", single).code, "single_class_label");
});

test("training that diverges, or that no network can be trained on, is refused with the reason, and writes no model", () => {
  const out = folder.path("diverged.json");
  const refused = (exponent) => {
    const rows = Array.from({ length: 40 }, (_, i) => [`${i}e${exponent}`, i % 2 ? "a" : "b"]);
    const data = folder.write("huge.csv", csv([["x", "y"], ...rows]));
    const options = ["optimizer.name=sgd", "optimizer.learning_rate=10"].flatMap((set) => ["--set", `training.${set}`]);
    return refusal(
      "train",
      project,
      "--data",
      data,
      "--out",
      out,
      ...options,
      "--set",
      "data.preprocessing.scaling=none",
    );
  };
  const diverged = refused(4);
  assert.equal(diverged.code, "training_failed");
  assert.match(diverged.message, /layer \d \(dense\) grew to .* smaller learning rate/);
  const tooLarge = refused(30);
  assert.equal(tooLarge.code, "input_too_large");
  assert.equal(tooLarge.path, "data.preprocessing.scaling");
  assert.match(tooLarge.message, /^Line \d+ has .* in column "x"/);
  assert.equal(existsSync(out), false);
});
