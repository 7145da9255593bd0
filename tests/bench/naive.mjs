// The plain Eigen loop as a contestant of the contract perflab/1.

import create from "./bench_naive.mjs";
import { entrance } from "./contestant.mjs";
import { poolOf } from "./pool.mjs";

export const { info, run } = entrance({
  create,
  info: {
    contestant: "naive-wasm",
    version: "",
    ops: ["train", "hpo", "ping"],
    threads_max: navigator.hardwareConcurrency,
  },
  runTrials: poolOf("./bench_naive.mjs"),
});
