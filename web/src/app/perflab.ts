import { WorkerPool } from "../engine/pool.js";
import type { TrialReport } from "../engine/reports.js";
import type { ProjectDocument } from "../project/document.js";
import { optionAt } from "../project/options.js";
import { openFile } from "./data-controller.js";
import { dataProblem, ownTable, table } from "./data-state.js";
import { engine, startClient } from "./engine.js";
import { editProject, project } from "./project-state.js";
import { pause, train } from "./run-controller.js";
import { run, runState, setupProblem } from "./run-state.js";
import { synchronise } from "./synchronise.js";

/**
 * The page as it is used, measured from within: the contract perflab/1. A request trains in the worker, searches in the
 * pool and draws the charts that a visitor's training does. Fetched only when the address asks for it.
 */

const CONTRACT = "perflab/1";
const LABEL = "class";

interface Request {
  contract: string;
  op: string;
  net: { inputs: number; hidden: number[]; outputs: number; activation?: string; loss?: string };
  optimizer: { name?: string; lr: number; beta1: number; beta2: number; eps: number };
  batch: number;
  rows: number;
  shuffle?: boolean;
  seed?: number;
  min_seconds: number;
  warmup_seconds: number;
  max_steps?: number | null;
  data: { x: string; y: string; csv: string; hpo: string };
  folds: number;
  epochs: number;
  workers: number;
}

type Reply = Record<string, unknown>;

const hidden = (layers: readonly number[]) => layers.map((units) => ({ units, activation: "relu" }));
const optimizerOf = ({ optimizer }: Request, learning_rate: number) => ({
  name: "adam",
  learning_rate,
  beta1: optimizer.beta1,
  beta2: optimizer.beta2,
  epsilon: optimizer.eps,
});

/** @throws Error where something is missing, or asks for something else than what is measured. */
function checkMeasured({ net, optimizer, shuffle }: Request): void {
  for (const [field, given] of Object.entries({ net, optimizer })) {
    if (typeof given !== "object" || given === null) throw new Error(`${field} must be an object: {...}.`);
  }
  for (const [field, given, measured] of [
    ["net.activation", net.activation, "relu"],
    ["net.loss", net.loss, "softmax_cross_entropy"],
    ["optimizer.name", optimizer.name, "adam"],
    ["shuffle", shuffle, true],
  ]) {
    if ((given ?? measured) !== measured) throw new Error(`Of ${field} only ${JSON.stringify(measured)} is measured.`);
  }
}

/** A clock that all of a page's workers share, in milliseconds. */
const now = () => performance.timeOrigin + performance.now();

async function fetched(address: string): Promise<ArrayBuffer> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.arrayBuffer();
}

/** The rows as the file that a visitor would bring. */
async function fileOf({ data, rows, net }: Request): Promise<File> {
  const [x, y] = await Promise.all([fetched(data.x), fetched(data.y)]);
  const inputs = new Float32Array(x);
  const labels = new Int32Array(y);
  if (inputs.length !== rows * net.inputs) {
    const needed = `${rows} rows of ${net.inputs} need ${rows * net.inputs}`;
    throw new Error(`data.x holds ${inputs.length} numbers; ${needed}.`);
  }
  if (labels.length !== rows) throw new Error(`data.y holds ${labels.length} classes for ${rows} rows.`);
  const wrong = labels.find((label) => label < 0 || label >= net.outputs);
  if (wrong !== undefined) throw new Error(`data.y holds class ${wrong}; it must be from 0 to ${net.outputs - 1}.`);
  const lines = [[...Array.from({ length: net.inputs }, (_, i) => `x${i + 1}`), LABEL].join(",")];
  for (let row = 0; row < rows; row++) {
    lines.push(`${inputs.subarray(row * net.inputs, (row + 1) * net.inputs).join(",")},c${labels[row]}`);
  }
  return new File([`${lines.join("\n")}\n`], "rows.csv");
}

/** Opens the rows and everything that the request says of network and training. */
async function open(request: Request, more: Partial<ProjectDocument>): Promise<void> {
  await openFile(await fileOf(request), true);
  const own = ownTable.value;
  if (dataProblem.value !== null || own === null) throw new Error(dataProblem.value?.message ?? "no table");
  editProject(() => ({
    vitrine: 1,
    data: {
      source: { file: { name: own.name, sha256: own.sha256 } },
      target: LABEL,
      preprocessing: { scaling: "none" },
      split: { train: 1, validation: 0, test: 0 },
    },
    seeds: { weights: request.seed ?? 1, shuffle: request.seed ?? 1 },
    ...more,
  }));
  await synchronise();
  if (setupProblem.value !== null) throw new Error(setupProblem.value.message);
}

/** Resolves at the first message of the running training for which the condition holds, and rejects if it ends before. */
function progress(training: Promise<void>, holds: () => boolean): Promise<void> {
  let stop: () => void;
  const held = new Promise<void>((resolve) => {
    stop = runState.subscribe(() => {
      if (holds()) resolve();
    });
  });
  const ended = training.then(() => {
    const epochs = `The training ended before its time, after ${runState.value?.epoch} epochs.`;
    throw new Error(runState.value?.failure ?? epochs);
  });
  return Promise.race([held, ended]).finally(() => stop());
}

async function measureTraining(request: Request): Promise<Reply> {
  checkMeasured(request);
  const option = optionAt("training.epochs");
  const epochs = option.type === "integer" ? option.max : 1;
  await open(request, {
    network: { layers: hidden(request.net.hidden) },
    training: { optimizer: optimizerOf(request, request.optimizer.lr), batch_size: request.batch, epochs },
  });
  const training = train();
  const done = () => runState.value?.steps ?? 0;
  const asked = now();
  if (request.warmup_seconds > 0)
    await progress(training, () => done() > 0 && now() - asked >= request.warmup_seconds * 1000);
  const [start, first] = [now(), done()];
  const taken = () => done() - first;
  const enough = () => now() - start >= request.min_seconds * 1000 || taken() >= (request.max_steps ?? Infinity);
  await progress(training, () => taken() > 0 && enough());
  const [end, steps] = [now(), taken()];
  pause();
  await training;
  const seconds = (end - start) / 1000;
  const info = run.value?.info;
  const perEpoch = info?.steps_per_epoch ?? 1;
  const rowsUntil = (step: number) => Math.floor(step / perEpoch) * request.rows + (step % perEpoch) * request.batch;
  const rows = rowsUntil(first + steps) - rowsUntil(first);
  const scores = await engine().request("evaluate", { split: "train", threshold: null });
  const fewer = request.net.inputs - (info?.inputs.length ?? 0);
  return {
    seconds,
    t_start_ms: start,
    t_end_ms: end,
    steps,
    rows,
    steps_per_s: steps / seconds,
    rows_per_s: rows / seconds,
    ...("accuracy" in scores && { loss_last: scores.log_loss, accuracy: scores.accuracy }),
    equivalent: fewer === 0 && info?.classes.length === request.net.outputs,
    notes: `${fewer} constant columns are no inputs, ${info?.classes.length} classes outputs; loss_last is that of all training rows after the run, and the steps are those of the page's messages, the last of which may have more than max_steps`,
  };
}

interface Configuration {
  hidden: number[];
  lr: number;
  batch: number;
  l2: number;
}

/** Each configuration is the only trial of a search that has one value to choose. */
async function measureSearch(request: Request): Promise<Reply> {
  checkMeasured(request);
  const { configs } = JSON.parse(new TextDecoder().decode(await fetched(request.data.hpo))) as {
    configs: Configuration[];
  };
  await open(request, {});
  const opened = table.value;
  if (opened === null) throw new Error("no table");
  const base = run.value?.project ?? { vitrine: 1 as const };
  const documents = configs.map(
    (configuration): ProjectDocument => ({
      ...base,
      network: { layers: hidden(configuration.hidden) },
      training: {
        optimizer: optimizerOf(request, configuration.lr),
        batch_size: configuration.batch,
        epochs: request.epochs,
        l2: configuration.l2,
      },
      search: {
        space: { "training.batch_size": { choices: [configuration.batch] } },
        trials: 1,
        folds: request.folds,
        metric: "accuracy",
      },
    }),
  );
  const pool = new WorkerPool({
    create: () => startClient("whole"),
    prepare: (client) => client.request("open", { project: base, bytes: opened.bytes, previewRows: 0 }),
    size: request.workers,
  });
  try {
    const start = now();
    const outcomes = await pool.map(documents, (client, document) =>
      client.request("trial", { project: document, trial: 0 }),
    );
    const end = now();
    const reports = outcomes.map((outcome): TrialReport => {
      if (outcome.status === "rejected") throw outcome.reason;
      return outcome.value;
    });
    const scores = reports.map(({ value }) => value ?? 0);
    const score = Math.max(...scores);
    const seconds = (end - start) / 1000;
    return {
      seconds,
      t_start_ms: start,
      t_end_ms: end,
      trials: reports.length,
      workers: request.workers,
      trials_per_s: reports.length / seconds,
      best: { score, config: scores.indexOf(score) },
      equivalent: false,
      notes: "folds of its own, stratified, instead of test_folds; the pool's start is part of the time",
    };
  } finally {
    pool.terminate();
  }
}

/** From a Blob to the open table. */
async function measureCsv(request: Request): Promise<Reply> {
  const blob = new Blob([await fetched(request.data.csv)]);
  const start = now();
  await openFile(new File([blob], "rows.csv"), true);
  const end = now();
  if (dataProblem.value !== null) throw new Error(dataProblem.value.message);
  const seconds = (end - start) / 1000;
  return {
    seconds,
    t_start_ms: start,
    t_end_ms: end,
    bytes: blob.size,
    rows: table.value?.inspection.rows,
    mb_per_s: blob.size / 1e6 / seconds,
    held: "float64 columns, categories as codes, and the text of every cell",
    notes: "read twice: once by a probe, so that a bad file changes nothing",
  };
}

const ops: Readonly<Record<string, (request: Request) => Promise<Reply>>> = {
  train: measureTraining,
  hpo: measureSearch,
  csv: measureCsv,
  ping: async () => ({}),
};

const info = {
  contestant: "ours-page",
  version: new URLSearchParams(location.search).get("perflab") ?? "",
  ops: Object.keys(ops),
  simd: "simd128",
  threads_max: navigator.hardwareConcurrency,
};

async function answer(request: Request): Promise<Reply> {
  const head = { contract: CONTRACT, contestant: info.contestant, version: info.version, op: request.op };
  const body = { ok: true, threads: 1, simd: info.simd, dtype: "float32" };
  const before = project.peek();
  try {
    if (request.contract !== CONTRACT) throw new Error(`this answers contract ${CONTRACT}`);
    const measure = Object.hasOwn(ops, request.op) ? ops[request.op] : undefined;
    if (measure === undefined) throw new Error("unsupported op");
    return { ...head, ...body, ...(await measure(request)) };
  } catch (error) {
    // What made it fail must not be left in the way of the next request.
    editProject(() => before);
    return { ...head, ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

// Once the first data set is open: from then on the page is the caller's.
void synchronise().then(() =>
  Object.assign(window, { perflab: { contract: CONTRACT, info, ready: true, run: answer } }),
);
