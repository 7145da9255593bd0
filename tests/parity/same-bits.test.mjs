// The native program and the WebAssembly module, asked the same, answer with the same bits.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

const root = join(import.meta.dirname, "..", "..");
const vitrine = join(root, "build/native/bin/vitrine");
const folder = mkdtempSync(join(tmpdir(), "vitrine-parity-"));
after(() => rmSync(folder, { recursive: true }));

/** Runs the command line and returns what it prints as JSON. */
function native(...args) {
  return JSON.parse(
    execFileSync(vitrine, [...args, "--json"], { maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "pipe"] }),
  );
}

function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
}

async function load(name) {
  const { default: factory } = await import(join(root, `build/wasm/bin/${name}.mjs`));
  return factory({ wasmBinary: readFileSync(join(root, `build/wasm/bin/${name}.wasm`)) });
}

/** The module with everything, and the one that the page trains with. */
let engine;
let runEngine;
before(async () => {
  engine = await load("vitrine_wasm");
  runEngine = await load("vitrine_wasm_run");
});

const datasetPath = (name) => join(root, "web/public/datasets", `${name}.csv`);

function open(project, module = engine) {
  const name = project.data?.source?.dataset ?? (project.data?.source ? null : "iris");
  const bytes = name === null ? new Uint8Array() : new Uint8Array(readFileSync(datasetPath(name)));
  return module.openData(JSON.stringify(project), bytes);
}

/** Trains in a module and returns the state, scores, and the model that the whole module makes of the weights. */
function wasmTrain(project, module = engine) {
  const data = open(project, module);
  const run = module.createRun(JSON.stringify(project), data);
  while (!run.finished()) run.advance(17);
  const ownData = open(project);
  const threshold = engine.decisionThreshold(JSON.stringify(project), ownData, run.weights()) ?? Number.NaN;
  const result = {
    state: JSON.parse(run.state(0)),
    validation: JSON.parse(run.evaluate("validation", threshold)),
    test: JSON.parse(run.evaluate("test", threshold)),
    model: engine.createModel(JSON.stringify(project), ownData, run.weights()),
  };
  for (const handle of [run, data, ownData]) handle.delete();
  return result;
}

const layers = (activation, ...units) => units.map((width) => ({ units: width, activation }));
const short = { epochs: 7, optimizer: { learning_rate: 0.02 } };

/** Numbers and categories with gaps, outliers and rare values, for everything that preprocessing does. */
const gappy = `age,income,colour,grade,y\n${Array.from({ length: 120 }, (_, i) =>
  [
    i % 7 === 0 ? "" : 18 + ((i * 11) % 60),
    i % 31 === 5 ? 1e7 + i / 3 : 1200.1 + ((i * 37) % 991) / 7,
    i % 9 === 0 ? "" : ["red", "blue", "green", "blue"][i % 4],
    i % 40 === 3 ? "Z" : "AB"[i % 2],
    (i * 11) % 60 > 30 === i % 3 > 0 ? "yes" : "no",
  ].join(","),
).join("\n")}\n`;

const projects = {
  "iris, defaults": { vitrine: 1 },
  "no hidden layer": { vitrine: 1, network: { layers: [] }, training: short },
  "odd widths, short last batch": {
    vitrine: 1,
    data: { source: { dataset: "wine" } },
    network: { layers: layers("tanh", 7, 13, 3), initializer: "xavier_normal" },
    training: { ...short, batch_size: 11, l2: 0.01 },
  },
  "batch of one, sgd": {
    vitrine: 1,
    network: { layers: layers("softsign", 5) },
    training: { epochs: 3, batch_size: 1, optimizer: { name: "sgd", learning_rate: 0.01, momentum: 0.5 } },
  },
  "every preprocessing": {
    vitrine: 1,
    data: {
      source: { csv: gappy },
      preprocessing: {
        scaling: "robust",
        quantile_low: 10,
        quantile_high: 90,
        imputation: "median",
        missing_indicator: true,
        missing_category: "own_category",
        rare_share: 0.1,
      },
    },
    training: short,
  },
  "clipped to a range": {
    vitrine: 1,
    data: {
      source: { csv: gappy },
      preprocessing: {
        scaling: "min_max",
        range_low: -1,
        clip: true,
        imputation: "most_frequent",
        missing_category: "most_frequent",
      },
    },
    training: short,
  },
  "one batch larger than the data": { vitrine: 1, training: { ...short, batch_size: 4096 } },
  "sigmoid on breast cancer": {
    vitrine: 1,
    data: { source: { dataset: "breast_cancer" } },
    network: { layers: layers("sigmoid", 33, 18), initializer: "xavier_uniform" },
    training: short,
  },
  "digits, packed panels": {
    vitrine: 1,
    data: { source: { dataset: "digits" } },
    network: { layers: layers("relu", 128, 64), initializer: "he_uniform" },
    training: { epochs: 2, batch_size: 64 },
  },
  ...Object.fromEntries(
    ["circles", "gaussians", "moons", "spiral", "xor"].map((toy) => [
      `toy ${toy}`,
      {
        vitrine: 1,
        data: { source: { toy, rows: 203, noise: 0.07 } },
        network: { layers: layers("identity", 4) },
        training: short,
        seeds: { data: 5 },
      },
    ]),
  ),
};

const choices = (path) => native("describe").options.find((option) => option.path === path).choices;
for (const activation of choices("network.layers[].activation")) {
  projects[`activation ${activation}`] = { vitrine: 1, network: { layers: layers(activation, 6, 5) }, training: short };
}

/** Eleven rows a batch, so that the last one is short, and widths that fill no vector. */
const odd = { epochs: 5, batch_size: 11, optimizer: { learning_rate: 0.02 } };
const trains = (training, network) => ({
  vitrine: 1,
  data: { source: { dataset: "breast_cancer" } },
  network: { layers: layers("tanh", 7, 5), ...network },
  training: { ...odd, ...training },
});
for (const [name, layer] of Object.entries({
  "batch norm": { batch_norm: true },
  "layer norm": { layer_norm: true },
  dropout: { dropout: 0.3 },
  "residual, batch norm and dropout": { residual: true, batch_norm: true, dropout: 0.2 },
  "residual and layer norm": { residual: true, layer_norm: true },
})) {
  const wide = (units) => ({ units, activation: "silu", ...layer });
  projects[`layers with ${name}`] = trains({}, { layers: [{ units: 7, activation: "tanh" }, wide(7), wide(7)] });
}
for (const name of choices("training.optimizer.name")) {
  projects[`optimizer ${name}`] = trains({ optimizer: { name, learning_rate: 0.01, momentum: 0.8 } });
}
projects["optimizer sgd, Nesterov"] = trains({ optimizer: { name: "sgd", learning_rate: 0.01, nesterov: true } });
projects["optimizer rmsprop, centered"] = trains({ optimizer: { name: "rmsprop", centered: true } });
projects["optimizer adamw, everything decayed"] = trains({ optimizer: { name: "adamw", decay_all: true } });
for (const name of choices("training.schedule.name")) {
  projects[`schedule ${name}`] = trains({ epochs: 9, schedule: { name, patience: 0, threshold: 0.3 } });
}
const lossesOfNumbers = ["mse", "mae", "huber"];
for (const loss of choices("training.loss")) {
  if (loss === "mse" || !lossesOfNumbers.includes(loss)) projects[`loss ${loss}`] = trains({ loss });
}
for (const loss of lossesOfNumbers) {
  const project = trains({ loss });
  projects[`regression by ${loss}`] = {
    ...project,
    data: { ...project.data, task: "regression", target: "mean_radius" },
  };
}
for (const rule of choices("training.decision.rule")) {
  projects[`decision ${rule}`] = trains({ decision: { rule, threshold: 0.3 } });
}
projects["losses' options"] = trains({ label_smoothing: 0.1, class_weights: "balanced" });
projects["hinge, squared"] = trains({ loss: "hinge", hinge_power: 2, class_weights: "balanced" });
projects["every regulariser"] = trains({
  epochs: 40,
  l1: 0.001,
  l2: 0.01,
  max_norm: 0.8,
  input_noise: 0.2,
  gradient_clip: { norm: 0.5, value: 0.1 },
  early_stopping: { patience: 3 },
});
for (const initializer of choices("network.initializer")) {
  projects[`initial weights ${initializer}`] = {
    vitrine: 1,
    network: { layers: layers("tanh", 6, 5), initializer },
    training: short,
  };
}

for (const [name, project] of Object.entries(projects)) {
  test(`training gives the same bits: ${name}`, () => {
    const model = join(folder, "model.json");
    const ours = native("train", file("project.json", project), "--test", "--out", model);
    const wasm = wasmTrain(project);
    assert.match(ours.fingerprint, /^[0-9a-f]{8}$/);
    assert.equal(wasm.state.fingerprint, ours.fingerprint);
    assert.deepEqual(wasm.state.history, ours.epochs);
    for (const metric of Object.keys(wasm.validation)) {
      assert.deepEqual(wasm.validation[metric], ours.metrics.validation[metric]);
      assert.deepEqual(wasm.test[metric], ours.metrics.test[metric]);
    }
    assert.equal(`${wasm.model}\n`, readFileSync(model, "utf8"));
    assert.deepEqual(wasmTrain(project, runEngine), wasm);
  });
}

test("another seed gives other bits", () => {
  const fingerprint = (weights) => wasmTrain({ vitrine: 1, training: short, seeds: { weights } }).state.fingerprint;
  assert.notEqual(fingerprint(1), fingerprint(2));
});

for (const [name, dataset, explain] of [
  ["exact, probability", "iris", {}],
  ["exact, log-odds", "iris", { space: "logodds" }],
  ["kernel", "wine", { coalitions: 300 }],
]) {
  test(`explanations give the same bits: ${name}`, () => {
    const project = {
      vitrine: 1,
      data: { source: { dataset } },
      training: short,
      explain: { ...explain, background: 1000 },
    };
    const modelPath = join(folder, "explained.json");
    native("train", file("project.json", project), "--out", modelPath);
    const data = open(project);
    const run = engine.createRun(JSON.stringify(project), data);
    while (!run.finished()) run.advance(100);
    const training = run.rows("train");
    const explainer = engine.createExplainer(JSON.stringify(project), data, run.weights());
    run.delete();
    const wasm = JSON.parse(explainer.explain(Int32Array.of(0, 70, 140)));
    explainer.delete();
    data.delete();
    // The page's background is every training row here, so the command line is given a file with those.
    const lines = readFileSync(datasetPath(dataset), "utf8").trim().split("\n");
    const csv = (rows) => [lines[0], ...rows.map((row) => lines[row + 1])].join("\n");
    const background = file("background.csv", csv([...training]));
    const ours = native("explain", modelPath, file("rows.csv", csv([0, 70, 140])), "--background", background);
    assert.equal(wasm.method, ours.method);
    assert.deepEqual(wasm.prediction, ours.prediction);
    assert.deepEqual(wasm.base, ours.base);
    assert.deepEqual(wasm.values, ours.values);
    assert.deepEqual(wasm.standard_errors, ours.standard_errors);
  });
}

test("a search gives the same trials", () => {
  const project = { vitrine: 1, training: { epochs: 3 }, search: { trials: 4, folds: 2, metric: "accuracy" } };
  const ours = native("search", file("search.json", project), "--journal", join(folder, "study.jsonl"));
  const data = open(project);
  for (const expected of ours.trials) {
    const trial = engine.createTrial(JSON.stringify(project), data, expected.trial);
    while (!trial.advance(50));
    assert.deepEqual(JSON.parse(trial.result()), expected);
    trial.delete();
  }
  data.delete();
});
