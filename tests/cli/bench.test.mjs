// Throughput from the command line: figures that fit together, and the line protocol of the contract perflab/1.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, test } from "node:test";
import { Folder, json, program, refusal } from "./vitrine.mjs";

const folder = new Folder();
after(() => folder.remove());

/** The replies to requests, or to lines that are none. */
function answered(...requests) {
  const input = requests.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n");
  const { status, stdout } = spawnSync(program, ["bench", "--requests"], {
    input: `${input}\n`,
    encoding: "utf8",
    env: { ...process.env, VITRINE_COMMIT: "abc123" },
  });
  assert.equal(status, 0);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

const rows = 40;
const x = new Float32Array(rows * 2).map((_, i) => Math.cos(i * 1.7));
const y = new Int32Array(rows).map((_, row) => (x[row * 2] > 0 ? 1 : 0));
const training = {
  contract: "perflab/1",
  op: "train",
  net: { inputs: 2, hidden: [6], outputs: 2, activation: "relu", loss: "softmax_cross_entropy" },
  optimizer: { name: "adam", lr: 0.01, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  batch: 10,
  rows,
  seed: 1,
  min_seconds: 0.05,
  warmup_seconds: 0.01,
  max_steps: null,
  data: {
    x: folder.write("x.f32", new Uint8Array(x.buffer)),
    y: folder.write("y.i32", new Uint8Array(y.buffer)),
    csv: folder.write("rows.csv", "f1,f2\n1,0.25\n2,0.5\n"),
    hpo: folder.write("hpo.json", {
      configs: [
        { hidden: [3], lr: 0.01, batch: 10, l2: 0 },
        { hidden: [5, 4], lr: 0.05, batch: 8, l2: 0.001 },
        { hidden: [8], lr: 0.05, batch: 20, l2: 0 },
      ],
      test_folds: [
        [0, 2, 4],
        [1, 3, 5],
      ],
    }),
  },
};

test("bench tells the speed of the work that is asked for", () => {
  const { results } = json("bench", "--seconds", "0.01", "--work", "T1,M8,I2");
  assert.deepEqual(
    results.map(({ work, op }) => `${work} ${op}`),
    ["T1 train", "I2 infer", "M8 matmul"],
  );
  const [t1] = results;
  assert.ok(t1.seconds >= 0.01);
  assert.ok(Math.abs(t1.steps_per_s - t1.steps / t1.seconds) < 1e-6 * t1.steps_per_s);
  // Of all rows, a tenth of which are random: the loss of a single batch may be anything.
  assert.ok(t1.accuracy > 0.7, `${t1.accuracy}`);
});

test("unknown work is refused with what there is", () => {
  const { code, message } = refusal("bench", "--work", "T9");
  assert.equal(code, "unknown_choice");
  assert.match(message, /"T9".*T1, T2/);
});

test("a request a line, a reply a line", () => {
  const [ping, trained, limited, read, searched] = answered(
    { contract: "perflab/1", op: "ping" },
    training,
    { ...training, max_steps: 7 },
    { ...training, op: "csv" },
    { ...training, op: "hpo", folds: 2, epochs: 20, workers: 2 },
  );
  assert.deepEqual(ping, { contract: "perflab/1", op: "ping", ok: true, contestant: "ours-native", version: "abc123" });
  assert.ok(trained.ok && trained.seconds >= 0.05 && trained.cpu_s > 0);
  assert.equal(trained.dtype, "float32");
  assert.ok(Math.abs(trained.rows_per_s - trained.steps_per_s * 10) < 1e-6 * trained.rows_per_s);
  assert.equal(limited.steps, 7);
  assert.deepEqual([read.rows, read.bytes, read.checksum_f2], [2, 19, 0.75]);
  assert.deepEqual([searched.trials, searched.workers], [3, 2]);
  assert.ok(searched.best.score > 0.5 && searched.best.score <= 1);
});

test("the processor's time is that of the whole timed part, even of a single piece", () => {
  const csv = folder.write("long.csv", `f1,f2\n${"1.25,2.5\n".repeat(200_000)}`);
  const [read] = answered({ ...training, op: "csv", min_seconds: 0, warmup_seconds: 0, data: { csv } });
  assert.equal(read.rows, 200_000);
  assert.ok(read.cpu_s > 0.001, `${read.cpu_s} s`);
});

test("what cannot be answered says why, and the next line is answered", () => {
  const allHeldOut = folder.write("held-out.json", {
    configs: Array(4).fill({ hidden: [3], lr: 0.01, batch: 10, l2: 0 }),
    test_folds: [Array.from({ length: rows }, (_, row) => row)],
  });
  const replies = answered(
    "no JSON",
    { contract: "perflab/2", op: "ping" },
    { contract: "perflab/1", op: "dance" },
    { ...training, rows: 39 },
    { ...training, data: { x: folder.path("missing.f32") } },
    { ...training, op: "hpo", epochs: 1, workers: 100_000 },
    { ...training, op: "hpo", epochs: 1, workers: 2, data: { ...training.data, hpo: allHeldOut } },
    { ...training, optimizer: { ...training.optimizer, lr: 1e8 } },
    { ...training, data: { x: 5 } },
    { ...training, data: { ...training.data, x: folder.write("cut.f32", new Uint8Array(x.buffer).subarray(2)) } },
    { ...training, op: "csv", data: {} },
    { contract: "perflab/1", op: "ping" },
  );
  assert.deepEqual(
    replies.map(({ ok }) => ok),
    [...Array(11).fill(false), true],
  );
  assert.deepEqual(
    replies.map(({ op }) => op),
    [undefined, "ping", "dance", "train", "train", "hpo", "hpo", "train", "train", "train", "csv", "ping"],
  );
  assert.equal(replies[2].error, "unsupported op");
  assert.match(replies[3].error, /80 numbers; 39 rows of 2 need 78/);
  assert.match(replies[4].error, /missing\.f32/);
  assert.match(replies[5].error, /workers is 100000; it must be from 1 to 1024/);
  assert.match(replies[6].error, /test_folds names no row, or every row/);
  assert.match(replies[7].error, /exploded|not a number/);
  assert.match(replies[8].error, /data\.x must be a path/);
  assert.match(replies[9].error, /cut\.f32 has 318 bytes, no whole number of values of 4 bytes each/);
  assert.match(replies[10].error, /data\.csv names no file/);
});
