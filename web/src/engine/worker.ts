/// <reference path="./vitrine-wasm.d.ts" />
import createEngine from "vitrine-wasm";
import type { Answer } from "./handlers.js";
import { EngineHandlers } from "./handlers.js";
import type { EngineErrorData, RequestMessage, ResponseMessage } from "./protocol.js";

const scope = self as unknown as DedicatedWorkerGlobalScope;

let handlers: Promise<EngineHandlers> | undefined;

function post(message: ResponseMessage, transfer: Transferable[] = []): void {
  scope.postMessage(message, transfer);
}

function describeError(error: unknown): EngineErrorData {
  if (!(error instanceof Error)) return { code: "internal", message: `The engine failed: ${String(error)}` };
  const { code, path, line } = error as Error & Partial<EngineErrorData>;
  return {
    code: typeof code === "string" ? code : "internal",
    message: error.message,
    ...(typeof path === "string" && { path }),
    ...(typeof line === "number" && { line }),
  };
}

/** After a trap the wasm memory is in no known state, so the worker says so and ends. */
function end(code: string, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  post({ id: -1, kind: "error", error: { code, message: `The engine stopped unexpectedly: ${reason}` } });
  scope.close();
}

async function answer({ id, name, input }: RequestMessage): Promise<void> {
  handlers ??= createEngine().then((engine) => new EngineHandlers(engine));
  let ready: EngineHandlers;
  try {
    ready = await handlers;
  } catch (error) {
    end("engine_not_loaded", error);
    return;
  }
  try {
    const { output, transfer }: Answer = await ready.handle(name, input, (progress) =>
      post({ id, kind: "progress", progress }),
    );
    post({ id, kind: "result", output }, transfer);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) end("engine_crashed", error);
    else post({ id, kind: "error", error: describeError(error) });
  }
}

// Set before anything is awaited: messages that arrive during a top-level await are lost.
scope.onmessage = (event: MessageEvent<RequestMessage>) => {
  void answer(event.data);
};
