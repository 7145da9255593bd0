// TensorFlow.js with its WebAssembly backend as a contestant of the contract perflab/1: its variables and its optimizer, one
// thread, no layers library between. Bundled by scripts/lib/bench.mjs.

import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients.js";
import { getThreadsCount, setThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";

async function ready() {
  setWasmPaths(new URL(/* @vite-ignore */ "./", import.meta.url).href);
  setThreadsCount(1);
  await tf.setBackend("wasm");
  await tf.ready();
}

/** What Philox does for ours need not be matched: any shuffle will do. */
function shuffle(order) {
  for (let i = order.length - 1; i > 0; --i) {
    const j = Math.floor(Math.random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
}

/** He, uniform. */
function layersOf({ inputs, hidden, outputs }) {
  const widths = [inputs, ...hidden, outputs];
  return widths.slice(1).map((units, layer) => {
    const limit = Math.sqrt(6 / widths[layer]);
    return {
      weights: tf.variable(tf.randomUniform([widths[layer], units], -limit, limit)),
      bias: tf.variable(tf.zeros([units])),
    };
  });
}

function logitsOf(layers, x) {
  return layers.reduce((a, { weights, bias }, layer) => {
    const activation = layer + 1 < layers.length ? "relu" : "linear";
    return tf.fused.matMul({ a, b: weights, bias, activation });
  }, x);
}

async function numbersOf(address, Numbers) {
  return new Numbers(await (await fetch(address)).arrayBuffer());
}

async function training({ net, optimizer, batch, rows, data }) {
  const [x, y] = await Promise.all([numbersOf(data.x, Float32Array), numbersOf(data.y, Int32Array)]);
  const layers = layersOf(net);
  const adam = tf.train.adam(optimizer.lr, optimizer.beta1, optimizer.beta2, optimizer.eps);
  const order = Array.from({ length: rows }, (_, row) => row);
  const gathered = new Float32Array(batch * net.inputs);
  let position = rows;
  let loss = Number.NaN;
  return {
    step() {
      if (position === rows) {
        shuffle(order);
        position = 0;
      }
      const count = Math.min(batch, rows - position);
      const labels = new Int32Array(count);
      for (let i = 0; i < count; ++i) {
        const row = order[position + i];
        gathered.set(x.subarray(row * net.inputs, (row + 1) * net.inputs), i * net.inputs);
        labels[i] = y[row];
      }
      position += count;
      loss = tf.tidy(() => {
        const inputs = tf.tensor2d(gathered.slice(0, count * net.inputs), [count, net.inputs]);
        const targets = tf.oneHot(tf.tensor1d(labels, "int32"), net.outputs);
        const cost = () => tf.losses.softmaxCrossEntropy(targets, logitsOf(layers, inputs));
        return adam.minimize(cost, true).dataSync()[0];
      });
    },
    reply: (steps, seconds) => ({ steps, steps_per_s: steps / seconds, loss_last: loss }),
  };
}

async function inference({ net, batch, rows, data }) {
  const x = await numbersOf(data.x, Float32Array);
  const layers = layersOf(net);
  let row = 0;
  let done = 0;
  let check;
  return {
    step() {
      const count = Math.min(batch, rows - row);
      const probabilities = tf.tidy(() => {
        const inputs = tf.tensor2d(x.subarray(row * net.inputs, (row + count) * net.inputs), [count, net.inputs]);
        return tf.softmax(logitsOf(layers, inputs)).dataSync();
      });
      check = probabilities[0];
      row = (row + count) % rows;
      done += count;
    },
    start: () => {
      done = 0;
    },
    reply: (_, seconds) => ({ rows: done, rows_per_s: done / seconds, check }),
  };
}

async function product({ n }) {
  const a = tf.randomUniform([n, n], -1, 1);
  const b = tf.randomUniform([n, n], -1, 1);
  return {
    step: () => tf.matMul(a, b).dispose(),
    reply: (calls, seconds) => ({ calls, gflops: (2e-9 * n ** 3 * calls) / seconds }),
  };
}

function runFor(work, seconds) {
  const start = performance.now();
  let units = 0;
  let elapsed;
  do {
    work.step();
    ++units;
    elapsed = (performance.now() - start) / 1000;
  } while (elapsed < seconds);
  return { units, elapsed };
}

const ops = { train: training, infer: inference, matmul: product };

async function answer(request) {
  if (ops[request.op] === undefined) throw new Error("unsupported op");
  await ready();
  const work = await ops[request.op](request);
  if (request.warmup_seconds > 0) runFor(work, request.warmup_seconds);
  work.start?.();
  const { units, elapsed } = runFor(work, request.min_seconds);
  const reply = work.reply(units, elapsed);
  tf.disposeVariables();
  return { ok: true, ...reply, seconds: elapsed, threads: getThreadsCount(), dtype: "float32" };
}

export const info = { contestant: "tfjs-wasm", version: tf.version_core, ops: Object.keys(ops), threads_max: 1 };

export async function run(request) {
  const head = { contract: "perflab/1", contestant: info.contestant, version: info.version, op: request.op };
  try {
    return { ...head, ...(await answer(request)) };
  } catch (error) {
    return { ...head, ok: false, error: String(error?.message ?? error) };
  }
}
