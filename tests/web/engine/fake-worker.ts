import type { WorkerPort } from "../../../web/src/engine/client.js";
import { EngineClient } from "../../../web/src/engine/client.js";
import type { RequestMessage, ResponseMessage } from "../../../web/src/engine/protocol.js";

/** A worker without an engine: a test says what it answers. For the protocol's rules only. */
export class FakeWorker implements WorkerPort {
  onmessage: WorkerPort["onmessage"] = null;
  onerror: WorkerPort["onerror"] = null;
  onmessageerror: WorkerPort["onmessageerror"] = null;
  terminated = false;
  readonly received: RequestMessage[] = [];

  constructor(readonly answer: (request: RequestMessage, worker: FakeWorker) => void = () => undefined) {}

  postMessage(message: unknown): void {
    const request = structuredClone(message) as RequestMessage;
    this.received.push(request);
    queueMicrotask(() => {
      if (!this.terminated) this.answer(request, this);
    });
  }

  terminate(): void {
    this.terminated = true;
  }

  send(message: ResponseMessage): void {
    if (!this.terminated) this.onmessage?.({ data: structuredClone(message) } as MessageEvent);
  }

  /** As when the script throws outside of any request. */
  fail(message: string): void {
    this.onerror?.({ message, preventDefault: () => undefined } as ErrorEvent);
  }
}

export function fakeClient(answer: (request: RequestMessage, worker: FakeWorker) => void): EngineClient<"whole"> {
  return new EngineClient("whole", new FakeWorker(answer));
}
