import { type EngineClient, EngineError } from "./client.js";

/** Pool workers have the whole engine. */
type WholeClient = EngineClient<"whole">;

/** More workers than this bring memory use rather than speed. */
const largestPool = 8;

export interface PoolOptions {
  /** Starts a worker. */
  create: () => WholeClient;
  /** Brings a fresh worker to where tasks can run, for instance opens the data. Runs once per worker. */
  prepare: (client: WholeClient) => Promise<unknown>;
  /** At most so many workers; the machine's processor count when left out. Results do not depend on it. */
  size?: number;
}

export interface MapOptions<R> {
  signal?: AbortSignal;
  /** Share of all tasks done, 0 to 1, never falling. */
  onProgress?: (share: number) => void;
  /** A task's worker has died, and the task begins again in a new one. */
  onRetry?: () => void;
  /** Each result as it arrives, in any order. */
  onResult?: (result: R, index: number) => void;
}

/** Runs one task; `report` takes its share done, 0 to 1. */
export type Task<T, R> = (client: WholeClient, task: T, report: (share: number) => void) => Promise<R>;

export function defaultPoolSize(): number {
  const processors = globalThis.navigator?.hardwareConcurrency ?? 2;
  return Math.max(1, Math.min(processors, largestPool));
}

interface PoolClient {
  engine: WholeClient;
  prepared: boolean;
}

/** Some workers that share a list of tasks. They start when the first task needs them and stay until terminate(). */
export class WorkerPool {
  readonly #options: PoolOptions;
  readonly #size: number;
  readonly #clients = new Set<PoolClient>();
  #idle: PoolClient[] = [];
  #unprepared: PromiseRejectedResult | undefined;
  #terminated = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#size = Math.max(1, Math.min(options.size ?? defaultPoolSize(), largestPool));
  }

  /**
   * Runs every task and answers in the order of the tasks.
   *
   * A task whose worker dies runs once more in a new worker; if that one dies too, or the task itself fails, its
   * outcome is "rejected" and the other tasks go on. When `signal` aborts, busy workers are ended at once and
   * the promise rejects with the signal's reason; results until then have gone to `onResult`.
   */
  async map<T, R>(
    tasks: readonly T[],
    run: Task<T, R>,
    options: MapOptions<R> = {},
  ): Promise<PromiseSettledResult<R>[]> {
    const { signal, onProgress, onRetry, onResult } = options;
    const stopped = () => this.#terminated || signal?.aborted === true;
    signal?.throwIfAborted();
    const outcomes = new Array<PromiseSettledResult<R>>(tasks.length);
    const shares = new Array<number>(tasks.length).fill(0);
    const busy = new Set<WholeClient>();
    let reported = 0;
    const report = (index: number, share: number) => {
      shares[index] = Math.max(shares[index] ?? 0, Math.min(share, 1));
      const all = shares.reduce((sum, one) => sum + one, 0) / tasks.length;
      if (all > reported) {
        reported = all;
        onProgress?.(all);
      }
    };
    let next = 0;
    const lane = async () => {
      while (next < tasks.length && !stopped()) {
        const index = next++;
        // In range by the loop's condition.
        const task = tasks[index] as T;
        const outcome = await this.#attempt(
          busy,
          (client) => run(client, task, (share) => report(index, share)),
          stopped,
          onRetry,
        );
        if (stopped()) return;
        outcomes[index] = outcome;
        report(index, 1);
        if (outcome.status === "fulfilled") onResult?.(outcome.value, index);
      }
    };
    const stop = () => {
      for (const client of busy) client.terminate();
    };
    signal?.addEventListener("abort", stop);
    try {
      await Promise.all(Array.from({ length: Math.min(this.#size, tasks.length) }, lane));
    } finally {
      signal?.removeEventListener("abort", stop);
    }
    signal?.throwIfAborted();
    if (this.#terminated) throw new EngineError("terminated", "The workers were ended.");
    return outcomes;
  }

  /** Ends all workers; a map() under way is rejected. */
  terminate(): void {
    this.#terminated = true;
    for (const client of [...this.#clients]) this.#drop(client);
    this.#idle = [];
  }

  async #attempt<R>(
    busy: Set<WholeClient>,
    run: (client: WholeClient) => Promise<R>,
    stopped: () => boolean,
    onRetry?: () => void,
  ) {
    for (let attempt = 1; ; attempt++) {
      if (this.#unprepared !== undefined) return this.#unprepared;
      const client = this.#takeIdle() ?? this.#start();
      busy.add(client.engine);
      try {
        if (!client.prepared) await this.#options.prepare(client.engine);
        client.prepared = true;
        const value = await run(client.engine);
        return { status: "fulfilled", value } as const;
      } catch (reason) {
        const died = client.engine.death !== undefined;
        if (died && attempt === 1 && !stopped()) {
          onRetry?.();
          continue;
        }
        const rejected = { status: "rejected", reason } as const;
        // What one living worker cannot prepare, none can: the remaining tasks need not try.
        if (!died && !client.prepared) this.#unprepared = rejected;
        return rejected;
      } finally {
        busy.delete(client.engine);
        if (client.prepared && client.engine.death === undefined) this.#idle.push(client);
        else this.#drop(client);
      }
    }
  }

  #start(): PoolClient {
    const client = { engine: this.#options.create(), prepared: false };
    this.#clients.add(client);
    return client;
  }

  #takeIdle(): PoolClient | undefined {
    let client = this.#idle.pop();
    while (client !== undefined && client.engine.death !== undefined) {
      this.#drop(client);
      client = this.#idle.pop();
    }
    return client;
  }

  #drop(client: PoolClient): void {
    this.#clients.delete(client);
    client.engine.terminate();
  }
}
