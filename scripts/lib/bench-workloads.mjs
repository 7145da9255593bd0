// What scripts/bench measures: the workloads of the contract perflab/1, and their data.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");

/** Served, or read from, while measuring: requests name files in it. */
export const folder = join(root, "build/wasm/bench");

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
  // The page leaves out columns of a single value, and would have less to do than the module.
  for (let input = 0; input < inputs; ++input) shapes[input % classes][input] ||= random();
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
export const workloads = [
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
    work: `search-${workers}`,
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
export function requestOf({ make, hpo, work, ...request }, seconds) {
  const data = {};
  const write = (name, contents) => {
    const path = `data/${work}.${name}`;
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
