// Vitrine's engine as a contestant of the contract perflab/1; for a dedicated module worker.

import create from "./bench_vitrine.mjs";
import { entrance } from "./contestant.mjs";
import { poolOf } from "./pool.mjs";
import { version } from "./version.mjs";

export const { info, run } = entrance({
  create,
  info: {
    contestant: "ours-wasm",
    version,
    ops: ["train", "infer", "matmul", "csv", "hpo", "peak", "ping"],
    threads_max: navigator.hardwareConcurrency,
  },
  runTrials: poolOf("./bench_vitrine.mjs"),
});
