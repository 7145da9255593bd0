import { VitrineError } from "../project/error.js";
import { table } from "./data-state.js";
import { engine } from "./engine.js";
import { type Run, run } from "./run-state.js";

/** The run's network as it stands, and what it was made from: enough for another worker to make its model. */
export interface TrainedNetwork {
  run: Run;
  /** Of the table; null for a toy. */
  bytes: Uint8Array<ArrayBuffer> | null;
  weights: Float32Array<ArrayBuffer>;
}

/** @throws EngineError "no_run" when there is none. */
export async function trainedNetwork(): Promise<TrainedNetwork> {
  const weights = await engine().request("weights", undefined);
  // Looked at after the answer: the worker answers in order, so this is the run that the weights are of.
  if (run.value === null || table.value === null) throw new VitrineError("no_run", "There is no network yet.");
  return { run: run.value, bytes: table.value.bytes, weights };
}
