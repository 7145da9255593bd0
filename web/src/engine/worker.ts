import { handle, type WorkerHandlers } from "./handlers/handlers.js";
import type { EngineErrorData, RequestMessage, ResponseMessage, WorkerKind } from "./protocol.js";

const scope = self as unknown as DedicatedWorkerGlobalScope;

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

/** Answers messages with the handlers that are made around an engine module. */
export function serve<K extends WorkerKind>(handlers: Promise<WorkerHandlers<K>>): void {
  // Told to whoever asks first.
  handlers.catch(() => undefined);

  async function answer({ id, name, input }: RequestMessage): Promise<void> {
    let ready: WorkerHandlers<K>;
    try {
      ready = await handlers;
    } catch (error) {
      end("engine_not_loaded", error);
      return;
    }
    try {
      const { output, transfer } = await handle(ready, name, input, (progress) =>
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
}
