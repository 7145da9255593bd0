import { VitrineError } from "../project/error.js";
import type {
  AnyRequestName,
  EngineErrorData,
  InputOf,
  OutputOf,
  ProgressOf,
  RequestMessage,
  RequestName,
  ResponseMessage,
  WorkerKind,
} from "./protocol.js";

/** What the engine, or the loss of its worker, answers instead of a result. */
export class EngineError extends VitrineError {
  override readonly name = "EngineError";

  static from(data: EngineErrorData): EngineError {
    return new EngineError(data.code, data.message, data);
  }
}

/** The part of Worker that the client needs. */
export interface WorkerPort {
  postMessage(message: unknown, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => unknown) | null;
  onerror: ((event: ErrorEvent) => unknown) | null;
  onmessageerror: ((event: MessageEvent) => unknown) | null;
}

export interface RequestOptions<N extends AnyRequestName> {
  onProgress?: (progress: ProgressOf<N>) => void;
  /** Buffers to move into the worker; the page loses them. */
  transfer?: Transferable[];
}

interface Pending {
  resolve(output: unknown): void;
  reject(error: EngineError): void;
  onProgress: ((progress: unknown) => void) | undefined;
}

/**
 * Talks to one engine worker of a kind, which bounds what it can be asked. Every request settles: when the worker dies,
 * what it owed is rejected.
 */
export class EngineClient<K extends WorkerKind = WorkerKind> {
  readonly kind: K;
  readonly #worker: WorkerPort;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #death: EngineError | undefined;

  /** Called once when the worker is lost by itself, not by terminate(). */
  onDeath: ((error: EngineError) => void) | undefined;

  constructor(kind: K, worker: WorkerPort) {
    this.kind = kind;
    this.#worker = worker;
    worker.onmessage = (event) => this.#receive(event.data as ResponseMessage);
    worker.onerror = (event) => {
      event.preventDefault?.();
      this.#die("worker_died", `The engine's worker stopped: ${event.message || "no reason given"}.`);
    };
    worker.onmessageerror = () => this.#die("worker_died", "The engine's worker sent a message that cannot be read.");
  }

  /** Why no more requests are answered, or undefined while the worker lives. */
  get death(): EngineError | undefined {
    return this.#death;
  }

  request<N extends RequestName<K>>(name: N, input: InputOf<N>, options: RequestOptions<N> = {}): Promise<OutputOf<N>> {
    if (this.#death !== undefined) return Promise.reject(this.#death);
    const message: RequestMessage<N> = { id: this.#nextId++, name, input };
    return new Promise((resolve, reject) => {
      this.#worker.postMessage(message, options.transfer ?? []);
      this.#pending.set(message.id, {
        // The protocol pairs each request with its output; a number cannot carry that pairing.
        resolve: resolve as Pending["resolve"],
        reject,
        onProgress: options.onProgress as Pending["onProgress"],
      });
    });
  }

  /** Ends the worker and rejects what it owes with code "terminated". */
  terminate(): void {
    this.onDeath = undefined;
    this.#die("terminated", "The engine's worker was ended.");
  }

  #receive(message: ResponseMessage): void {
    if (message.kind === "error" && message.id === -1) {
      this.#die(message.error.code, message.error.message);
      return;
    }
    const pending = this.#pending.get(message.id);
    if (pending === undefined) return;
    if (message.kind === "progress") {
      pending.onProgress?.(message.progress);
      return;
    }
    this.#pending.delete(message.id);
    if (message.kind === "result") pending.resolve(message.output);
    else pending.reject(EngineError.from(message.error));
  }

  #die(code: string, text: string): void {
    if (this.#death !== undefined) return;
    const death = new EngineError(code, text);
    this.#death = death;
    this.#worker.terminate();
    const owed = [...this.#pending.values()];
    this.#pending.clear();
    for (const pending of owed) pending.reject(death);
    this.onDeath?.(death);
  }
}
