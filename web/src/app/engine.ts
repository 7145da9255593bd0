import { EngineClient, type EngineError } from "../engine/client.js";
import type { WorkerKind } from "../engine/protocol.js";
import { startWorker } from "../engine/start.js";

/** The worker that owns the open data and the run. The pool's workers come and go with their work. */
let client: EngineClient<"run"> | null = null;
let onDeath: (error: EngineError) => void = () => undefined;

/** Starts a worker that nothing else uses yet. */
export function startClient<K extends WorkerKind>(kind: K): EngineClient<K> {
  return new EngineClient(kind, startWorker(kind));
}

/** The main worker; a new one when there is none, or when the last one died. */
export function engine(): EngineClient<"run"> {
  if (client === null || client.death !== undefined) {
    client = startClient("run");
    client.onDeath = (error) => onDeath(error);
  }
  return client;
}

/** Asks, in a worker of its own, what the main worker's module cannot answer. */
export async function withWholeEngine<T>(ask: (worker: EngineClient<"whole">) => Promise<T>): Promise<T> {
  const worker = startClient("whole");
  try {
    return await ask(worker);
  } finally {
    worker.terminate();
  }
}

/** What to do when the main worker is lost by itself. */
export function whenEngineDies(action: (error: EngineError) => void): void {
  onDeath = action;
}

export interface Problem {
  code: string;
  message: string;
  path?: string | undefined;
}

/** Any failure as a sentence for people. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Error) {
    const { code, path } = error as Error & { code?: unknown; path?: unknown };
    return {
      code: typeof code === "string" ? code : "internal",
      message: error.message,
      path: typeof path === "string" ? path : undefined,
    };
  }
  return { code: "internal", message: String(error) };
}

/** Whether a failure only says that the worker is gone, which whoever ended or lost it tells. */
export function isLoss(code: string): boolean {
  return code === "terminated" || code === "worker_died" || code === "engine_crashed" || code === "engine_not_loaded";
}
