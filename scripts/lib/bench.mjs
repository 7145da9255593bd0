// Throughput of the engine beside others, by turns in one run.
//
// usage: node bench.mjs [--native] [--rounds N] [--seconds S] [--only WORK,...] [--json]

import { spawn } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { serveFolder } from "./static-server.mjs";

const root = join(import.meta.dirname, "..", "..");
const folder = join(root, "build/wasm/bench");
const fromWeb = createRequire(join(root, "web/package.json"));

// Data

/** Uniform in [0, 1), mulberry32. */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Two rings with noise. */
function rings(rows) {
  const random = randomNumbers(1);
  const x = [];
  const y = [];
  for (let row = 0; row < rows; ++row) {
    const angle = 2 * Math.PI * random();
    const radius = (row % 2 ? 1 : 0.5) + 0.2 * (random() - 0.5);
    x.push(radius * Math.cos(angle), radius * Math.sin(angle));
    y.push(row % 2);
  }
  return { x, y };
}

/** A prototype per class, with noise; `share` of the inputs are not zero. */
function prototypes(rows, inputs, classes, share) {
  const random = randomNumbers(2);
  const shapes = Array.from({ length: classes }, () =>
    Array.from({ length: inputs }, () => (random() < share ? random() : 0)),
  );
  const x = [];
  const y = [];
  for (let row = 0; row < rows; ++row) {
    const shape = shapes[row % classes];
    for (const value of shape) x.push(value === 0 ? 0 : value + 0.3 * (random() - 0.5));
    y.push(row % classes);
  }
  return { x, y };
}

/** A sample data set, its classes in order of appearance. */
function sample(name, scale) {
  const [, ...lines] = readFileSync(join(root, "web/public/datasets", `${name}.csv`), "utf8")
    .trim()
    .split(/\r?\n/);
  const cells = lines.map((line) => line.split(","));
  const classes = [...new Set(cells.map((row) => row.at(-1)))];
  const rows = cells.map((row) => row.slice(0, -1).map(Number));
  return { x: scale(rows).flat(), y: cells.map((row) => classes.indexOf(row.at(-1))) };
}

function standardised(rows) {
  const columns = rows[0].map((_, column) => {
    const values = rows.map((row) => row[column]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    return { mean, deviation: Math.sqrt(variance) || 1 };
  });
  return rows.map((row) => row.map((value, column) => (value - columns[column].mean) / columns[column].deviation));
}

const repeated = (values, length) => Array.from({ length }, (_, i) => values[i % values.length]);

const t2 = { inputs: 30, hidden: [64, 32], outputs: 2 };
const t3 = { inputs: 64, hidden: [128, 64], outputs: 10 };
const cancer = () => sample("breast_cancer", standardised);
const digits = () => sample("digits", (rows) => rows.map((row) => row.map((value) => value / 16)));
const many = (data, inputs) => ({ x: repeated(data.x, 100_000 * inputs), y: [] });

/** What is measured: the workloads of the contract. `net` runs inputs-[hidden]-outputs. */
const workloads = [
  {
    work: "T1",
    op: "train",
    net: { inputs: 2, hidden: [8, 8], outputs: 2 },
    batch: 10,
    rows: 500,
    make: () => rings(500),
  },
  { work: "T2", op: "train", net: t2, batch: 32, rows: 569, make: cancer },
  { work: "T3", op: "train", net: t3, batch: 64, rows: 1797, make: digits },
  {
    work: "T4",
    op: "train",
    net: { inputs: 784, hidden: [256, 128], outputs: 10 },
    batch: 128,
    rows: 2000,
    make: () => prototypes(2000, 784, 10, 0.2),
  },
  {
    work: "T5",
    op: "train",
    net: { inputs: 1024, hidden: [1024, 1024], outputs: 10 },
    batch: 256,
    rows: 2560,
    max_steps: 20,
    make: () => prototypes(2560, 1024, 10, 1),
  },
  { work: "I2", op: "infer", net: t2, batch: 1024, rows: 100_000, make: () => many(cancer(), 30) },
  { work: "I3", op: "infer", net: t3, batch: 1024, rows: 100_000, make: () => many(digits(), 64) },
  ...[8, 16, 32, 64, 128, 256, 512].map((n) => ({ work: `M${n}`, op: "matmul", n })),
  { work: "peak", op: "peak" },
  ...[1, 2].map((workers) => ({
    work: `search, ${workers} worker${workers > 1 ? "s" : ""}`,
    op: "hpo",
    net: t3,
    batch: 64,
    rows: 1797,
    folds: 3,
    epochs: 20,
    workers,
    make: digits,
    hpo: searchSpace,
  })),
];

/** 24 configurations, and three folds of the rows. */
function searchSpace() {
  const random = randomNumbers(3);
  const one = (values) => values[Math.floor(random() * values.length)];
  const configs = Array.from({ length: 24 }, () => ({
    hidden: one([[32], [64], [128], [64, 32], [128, 64]]),
    lr: 10 ** (-3.5 + 2 * random()),
    batch: one([16, 32, 64, 128]),
    l2: 10 ** (-6 + 3 * random()),
  }));
  const test_folds = [0, 1, 2].map((fold) =>
    Array.from({ length: 1797 }, (_, row) => row).filter((row) => row % 3 === fold),
  );
  return { configs, test_folds };
}

/** Writes a workload's data below the served folder. @returns the request, with addresses relative to it */
function requestOf({ make, hpo, work, ...request }, seconds) {
  const data = {};
  const write = (name, contents) => {
    const path = `data/${work.replaceAll(/\W+/g, "-")}.${name}`;
    mkdirSync(join(folder, "data"), { recursive: true });
    writeFileSync(join(folder, path), contents);
    return path;
  };
  if (make !== undefined) {
    const { x, y } = make();
    data.x = write("x.f32", new Float32Array(x));
    data.y = write("y.i32", new Int32Array(y));
  }
  if (hpo !== undefined) data.hpo = write("hpo.json", JSON.stringify(hpo()));
  return {
    contract: "perflab/1",
    work,
    ...request,
    optimizer: { name: "adam", lr: 0.001, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
    shuffle: true,
    threads: 1,
    dtype: "float32",
    min_seconds: seconds,
    warmup_seconds: Math.max(0.3, seconds / 2),
    data,
  };
}

// Contestants: {name, run(request), close()}

/** A program that answers a line for a line. */
function program(name, command, args = []) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const run = async (request) => {
    const data = Object.fromEntries(Object.entries(request.data).map(([key, path]) => [key, join(folder, path)]));
    child.stdin.write(`${JSON.stringify({ ...request, data })}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`${name} ended`);
    return JSON.parse(value);
  };
  return { name, run, close: () => child.stdin.end() };
}

function natively() {
  const presets = ["native", "native-fast"].filter((preset) => existsSync(join(root, `build/${preset}/bin/vitrine`)));
  const contestants = presets.flatMap((preset) => [
    program(preset, join(root, `build/${preset}/bin/vitrine`), ["bench", "--requests"]),
    program(`plain Eigen, ${preset}`, join(root, `build/${preset}/bench/bench_naive`)),
  ]);
  return { where: "native", contestants, close: () => contestants.map(({ close }) => close()) };
}

/** As one module, with its WebAssembly beside it. */
async function bundleTensorFlow() {
  const { build } = await import(pathToFileURL(fromWeb.resolve("vite")));
  const out = join(folder, "tfjs");
  await build({
    configFile: false,
    logLevel: "warn",
    build: {
      outDir: out,
      emptyOutDir: true,
      target: "es2022",
      lib: { entry: join(root, "tests/bench/tfjs.mjs"), formats: ["es"], fileName: () => "tfjs.mjs" },
    },
  });
  const backend = join(fromWeb.resolve("@tensorflow/tfjs-backend-wasm/package.json"), "..", "dist");
  for (const file of ["tfjs-backend-wasm-simd.wasm", "tfjs-backend-wasm.wasm"])
    copyFileSync(join(backend, file), join(out, file));
}

async function inChromium() {
  const { chromium } = fromWeb("playwright-core");
  await bundleTensorFlow();
  const { server, url } = await serveFolder({ folder, port: 0 });
  const browser = await chromium.launch({
    executablePath: process.env.VITRINE_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
    ],
  });
  const page = await browser.newPage();
  await page.goto(url);
  await page.evaluate(() => {
    globalThis.worker = new Worker("worker.mjs", { type: "module" });
    globalThis.ask = (message) =>
      new Promise((done, failed) => {
        worker.onmessage = ({ data }) => done(data);
        worker.onerror = (event) => failed(new Error(event.message));
        worker.postMessage(message);
      });
  });
  const inWorker = (name, contestant) => ({
    name,
    run: (request) => page.evaluate((message) => ask(message), { contestant, request }),
  });
  return {
    where: `Chromium ${browser.version()}, one worker`,
    contestants: [
      inWorker("Vitrine", "./vitrine.mjs"),
      inWorker("TensorFlow.js", "./tfjs/tfjs.mjs"),
      inWorker("plain Eigen", "./naive.mjs"),
    ],
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

// Results

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const figures = ["steps_per_s", "rows_per_s", "gflops", "trials_per_s"];
const units = { steps_per_s: "steps/s", rows_per_s: "rows/s", gflops: "GFLOP/s", trials_per_s: "trials/s" };

/** @throws Error where training did not learn: then it is not training, however fast. */
function figureOf(reply, { op, net }, name) {
  if (op === "train" && !(reply.loss_last < Math.log(net.outputs)))
    throw new Error(`${name}: loss ${reply.loss_last} is no better than guessing`);
  const figure = figures.find((key) => key in reply);
  return { unit: units[figure], value: reply[figure] };
}

const { values } = parseArgs({
  options: {
    native: { type: "boolean" },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "0.5" },
    only: { type: "string" },
    json: { type: "boolean" },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
if (!(Number.isInteger(rounds) && rounds >= 1 && seconds > 0))
  throw new Error("--rounds is a whole number from 1, --seconds a number above 0");
const chosen = workloads.filter(({ work }) => values.only === undefined || values.only.split(",").includes(work));
if (chosen.length === 0) throw new Error(`--only is a list of ${workloads.map(({ work }) => `"${work}"`).join(", ")}`);

const { where, contestants, close } = values.native ? natively() : await inChromium();
const results = [];
try {
  for (const workload of chosen) {
    const request = requestOf(workload, seconds);
    const measured = new Map();
    let unit;
    for (let round = 0; round < rounds; ++round) {
      // By turns and in turned order, so that a machine that slows down slows all.
      for (const { name, run } of round % 2 ? [...contestants].reverse() : contestants) {
        const reply = await run({ ...request, seed: round + 1 });
        if (reply.error === "unsupported op") continue;
        if (!reply.ok) throw new Error(`${name} on ${workload.work}: ${reply.error}`);
        const figure = figureOf(reply, workload, `${name} on ${workload.work}`);
        unit = figure.unit;
        measured.set(name, [...(measured.get(name) ?? []), figure.value]);
      }
    }
    const [ours] = measured.values();
    results.push({
      work: workload.work,
      unit,
      contestants: [...measured].map(([name, list]) => ({
        name,
        median: median(list),
        // Of the same round: both had the same machine.
        ratio: median(ours.map((value, round) => value / list[round])),
      })),
    });
  }
} finally {
  await close();
}

function shown(value) {
  return value < 1000 ? value.toPrecision(3) : Math.round(value).toLocaleString("en");
}

if (values.json) {
  console.log(JSON.stringify({ where, rounds, seconds, results }, null, 2));
} else {
  const names = contestants.map(({ name }) => name);
  console.log(`${where}; medians of ${rounds} rounds of ${seconds} s; in brackets ${names[0]} to the other.\n`);
  console.log(`${"".padEnd(20)}${names.map((name) => name.padStart(26)).join("")}`);
  for (const { work, unit, contestants: list } of results) {
    const cells = names.map((name, index) => {
      const found = list.find((contestant) => contestant.name === name);
      if (found === undefined) return "-".padStart(26);
      return (index === 0 ? shown(found.median) : `${shown(found.median)} (${found.ratio.toFixed(2)})`).padStart(26);
    });
    console.log(`${work.padEnd(20)}${cells.join("")}  ${unit}`);
  }
}
