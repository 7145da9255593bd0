import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { Folder, json, program, refusal, run } from "./vitrine.mjs";

const folder = new Folder();
after(() => folder.remove());

const moons = (training, network = { layers: [{ units: 6, activation: "tanh" }] }) => ({
  vitrine: 1,
  data: { source: { toy: "moons", rows: 120, noise: 0.2 } },
  network,
  training,
});

let project;
before(() => {
  project = folder.write("project.json", moons({ epochs: 12, batch_size: 16 }));
});

test("a run kept in a checkpoint is the run, and asked again it is there at once", () => {
  const checkpoint = folder.path("kept.json");
  const plain = json("train", project);
  assert.deepEqual(json("train", project, "--checkpoint", checkpoint), plain);
  const written = readFileSync(checkpoint, "utf8");
  assert.equal(JSON.parse(written).epoch, 12);
  assert.deepEqual(json("train", project, "--checkpoint", checkpoint), plain);
  assert.equal(readFileSync(checkpoint, "utf8"), written);
});

test("a run that was killed goes on from its checkpoint to the same bits", async () => {
  // Written after every few steps, the run takes far longer than its first checkpoint.
  const long = folder.write("long.json", moons({ epochs: 3000, batch_size: 8, optimizer: { name: "nadam" } }));
  const checkpoint = folder.path("killed.json");
  const child = spawn(program, ["train", long, "--checkpoint", checkpoint, "--checkpoint-every", "0"], {
    stdio: "ignore",
  });
  const ended = new Promise((resolve) => child.on("exit", resolve));
  while (!existsSync(checkpoint) && child.exitCode === null) await wait(10);
  child.kill("SIGKILL");
  await ended;
  const { epoch } = JSON.parse(readFileSync(checkpoint, "utf8"));
  assert.ok(epoch > 0 && epoch < 3000, `killed in epoch ${epoch}`);
  assert.deepEqual(json("train", long, "--checkpoint", checkpoint), json("train", long));
});

test("a file that cannot be written is refused before the training begins", () => {
  // So many epochs take far longer than a test may.
  const endless = ["train", project, "--set", "training.epochs=100000", "--set", "training.batch_size=1"];
  for (const option of ["--out", "--checkpoint"]) {
    const error = refusal(...endless, option, folder.path("missing/model.json"));
    assert.equal(error.code, "unwritable_file");
    assert.match(error.message, /missing\/model\.json: No such file or directory/);
    assert.match(refusal(...endless, option, folder.path(".")).message, /it is a folder/);
  }
});

test("a model that is there stays as it is when nothing is trained", () => {
  const checkpoint = folder.path("of-another-run.json");
  json("train", project, "--checkpoint", checkpoint);
  const model = folder.write("before.json", "before");
  const another = ["--set", "training.l2=0.5", "--checkpoint", checkpoint];
  assert.equal(refusal("train", project, ...another, "--out", model).code, "other_run");
  assert.equal(readFileSync(model, "utf8"), "before");
  assert.equal(existsSync(`${model}.part`), false);
});

test("another run's checkpoint is refused and left alone", () => {
  const checkpoint = folder.path("mine.json");
  json("train", project, "--checkpoint", checkpoint);
  const written = readFileSync(checkpoint, "utf8");
  const error = refusal("train", project, "--set", "training.l2=0.5", "--checkpoint", checkpoint);
  assert.equal(error.code, "other_run");
  assert.match(error.message, /training\.l2/);
  assert.equal(refusal("train", project, "--checkpoint", project).code, "not_a_checkpoint");
  assert.equal(readFileSync(checkpoint, "utf8"), written);
  assert.equal(JSON.parse(readFileSync(project, "utf8")).vitrine, 1);
});

test("early stopping says where it stopped and whose weights it kept", () => {
  const early = json("train", project, "--set", "training.early_stopping.patience=1", "--set", "training.epochs=3000");
  const losses = early.epochs.map(({ validation_loss: loss }) => loss);
  assert.ok(losses.length < 3000);
  assert.equal(early.stopped_early, true);
  assert.equal(early.best_epoch, losses.indexOf(Math.min(...losses)) + 1);
  assert.equal(early.best_epoch, losses.length - 1);
  assert.equal(early.metrics.validation.log_loss, losses[early.best_epoch - 1]);
  const whole = json("train", project);
  assert.equal(whole.stopped_early, false);
  assert.equal(whole.best_epoch, null);
});

test("training that fails names the epoch, the batch, the layer and what helps", () => {
  const error = refusal(
    "train",
    project,
    "--set",
    "training.optimizer.name=sgd",
    "--set",
    "training.optimizer.learning_rate=10",
    "--set",
    "training.l2=10",
    "--set",
    "training.epochs=500",
  );
  assert.equal(error.code, "training_failed");
  assert.match(error.message, /epoch \d+/);
  assert.match(error.message, /learning rate/);
});

test("rate-range trains at rates that grow and suggests one that learns", () => {
  const { points, suggestion } = json("rate-range", project, "--lowest", "1e-4", "--highest", "10", "--steps", "60");
  assert.equal(points[0].learning_rate, 1e-4);
  for (const [i, point] of points.entries()) {
    assert.ok(Math.abs(Math.log10(point.learning_rate) - (-4 + (5 * i) / 59)) < 1e-12);
    assert.ok(Number.isFinite(point.loss) && Number.isFinite(point.smoothed_loss));
  }
  assert.equal(points[0].smoothed_loss, points[0].loss);
  assert.ok(points.some(({ learning_rate: rate }) => rate === suggestion));
  const losses = (rate) => json("train", project, "--set", `training.optimizer.learning_rate=${rate}`).epochs;
  assert.ok(losses(suggestion).at(-1).train_loss < losses(1e-4).at(-1).train_loss);
  assert.match(run("rate-range", project).stdout, /falls fastest at the learning rate/);
  assert.equal(refusal("rate-range", project, "--lowest", "1", "--highest", "0.1").code, "usage");
});

test("rate-range ends where the loss explodes", () => {
  const { points, failure } = json("rate-range", project, "--set", "training.optimizer.name=sgd", "--highest", "1000");
  assert.ok(points.length < 100);
  assert.equal(failure, null);
});

test("check-gradient agrees with finite differences for every loss and kind of layer", () => {
  const layers = [
    { units: 5, activation: "tanh", batch_norm: true, dropout: 0.3 },
    { units: 5, activation: "gelu", layer_norm: true, residual: true },
  ];
  for (const loss of ["cross_entropy", "binary_cross_entropy", "focal", "mse"]) {
    const path = folder.write("checked.json", moons({ loss, l2: 0.01, l1: 0.001 }, { layers }));
    const check = json("check-gradient", path, "--rows", "9", "--steps", "20");
    // Central differences in float64 with step 1e-5 are good to about 1e-9.
    assert.ok(check.worst < 1e-7, `${loss}: ${check.worst} at ${check.parameter}`);
    assert.equal(check.verdict, "agree", check.explanation);
    assert.match(check.parameter, /^layer \d+ \((dense|batch_norm|layer_norm)\): /);
    assert.equal(check.checked, 2 * 5 + 5 + 10 + (25 + 5 + 10) + (loss === "binary_cross_entropy" ? 6 : 12));
  }
  const { stdout } = run("check-gradient", project);
  assert.match(stdout, /Largest relative error/);
  assert.match(stdout, /Backpropagation and the differences agree/);
});

test("shares of the split that do not add up are refused, whoever sets them", () => {
  const { code, path, message } = refusal("train", project, "--set", "data.split.train=0.3");
  assert.deepEqual([code, path], ["out_of_range", "data.split"]);
  assert.match(message, /add up to 0\.7;/);
  const moved = ["--set", "data.split.train=0.3", "--set", "data.split.validation=0.5"];
  assert.equal(json("train", project, ...moved).metrics.validation.rows, 60);
});

test("weights that explode behind a bounded loss are no success", () => {
  const options = ["training.loss=mse", "training.optimizer.name=sgd", "training.optimizer.learning_rate=10"];
  const set = [...options, "training.l2=1"].flatMap((option) => ["--set", option]);
  const { code, message } = refusal("train", project, ...set);
  assert.equal(code, "training_failed");
  assert.match(message, /Training exploded in epoch \d+: .* grew to /);
});
