import type { RunModule, WholeModule } from "../wasm-module.js";
import { dataHandlers, dataSlot } from "./data.js";
import { explainHandlers } from "./explain.js";
import type { WorkerHandlers } from "./handlers.js";
import { measuresHandlers } from "./measures.js";
import { modelHandlers } from "./model.js";
import { runHandlers } from "./run.js";
import { trialHandlers } from "./trial.js";

/** Each kind of worker, put together from the groups of requests that it answers. */

export function runWorkerHandlers(engine: RunModule): WorkerHandlers<"run"> {
  const data = dataSlot();
  return { ...dataHandlers(engine, data), ...runHandlers(engine, data) };
}

export function wholeWorkerHandlers(engine: WholeModule): WorkerHandlers<"whole"> {
  const data = dataSlot();
  return {
    ...dataHandlers(engine, data),
    ...runHandlers(engine, data),
    ...trialHandlers(engine, data),
    ...modelHandlers(engine, data),
    ...measuresHandlers(engine, data),
    ...explainHandlers(engine, data),
  };
}
