import type { EngineClient } from "../engine/client.js";
import type { ProjectDocument } from "../project/document.js";
import { VitrineError } from "../project/error.js";
import { table } from "./data-state.js";
import { engine, withWholeEngine } from "./engine.js";
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

/** Asks, about the run's network as it stands, what the main worker's module cannot answer. */
export async function askOfNetwork<T>(
  ask: (
    worker: EngineClient<"whole">,
    network: { project: ProjectDocument; weights: Float32Array<ArrayBuffer> },
  ) => Promise<T>,
): Promise<T> {
  const { run, bytes, weights } = await trainedNetwork();
  const { project } = run;
  return withWholeEngine(async (worker) => {
    await worker.request("open", { project, bytes, previewRows: 0 });
    return ask(worker, { project, weights });
  });
}
