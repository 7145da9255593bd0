// Vitrine's engine as a contestant of the contract perflab/1; for a dedicated module worker.

import create from "./bench_vitrine.mjs";
import { entrance } from "./contestant.mjs";
import { version } from "./version.mjs";

/** All trials, one at a time to whichever worker of the pool is free. */
async function runTrials(request) {
  const { workers: count = 1 } = request;
  if (!(Number.isInteger(count) && count >= 1 && count <= 1024))
    throw new Error(`workers is ${count}; it must be from 1 to 1024.`);
  for (const name of ["x", "y", "hpo"])
    if (typeof request.data?.[name] !== "string") throw new Error(`data.${name} must be an address in quotes.`);
  const address = new URL("trials.mjs", import.meta.url);
  const workers = Array.from({ length: count }, () => new Worker(address, { type: "module" }));
  const ask = (worker, message) =>
    new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => ("error" in data ? reject(new Error(data.error)) : resolve(data));
      worker.onerror = ({ message }) => reject(new Error(message));
      worker.postMessage(message);
    });
  try {
    const data = Object.fromEntries(
      Object.entries(request.data).map(([name, address]) => [name, new URL(address, self.location.href).href]),
    );
    const [{ count: trials }] = await Promise.all(
      workers.map((worker) => ask(worker, { request: { ...request, data } })),
    );
    const scores = [];
    let next = 0;
    const start = performance.now();
    await Promise.all(
      workers.map(async (worker) => {
        while (next < trials) {
          const trial = next++;
          scores[trial] = (await ask(worker, { trial })).score;
        }
      }),
    );
    const end = performance.now();
    const seconds = (end - start) / 1000;
    const score = Math.max(...scores);
    return {
      ok: true,
      threads: 1,
      simd: "simd128",
      dtype: "float32",
      seconds,
      t_start_ms: performance.timeOrigin + start,
      t_end_ms: performance.timeOrigin + end,
      trials,
      workers: count,
      trials_per_s: trials / seconds,
      best: { score, config: scores.indexOf(score) },
    };
  } finally {
    for (const worker of workers) worker.terminate();
  }
}

export const { info, run } = entrance({
  create,
  info: {
    contestant: "ours-wasm",
    version,
    ops: ["train", "infer", "matmul", "csv", "hpo", "peak", "ping"],
    threads_max: navigator.hardwareConcurrency,
  },
  runTrials,
});
