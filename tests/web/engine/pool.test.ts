import { describe, expect, test } from "vitest";
import type { EngineClient } from "../../../web/src/engine/client.js";
import { defaultPoolSize, type Task, WorkerPool } from "../../../web/src/engine/pool.js";
import type { RequestMessage } from "../../../web/src/engine/protocol.js";
import { type FakeWorker, fakeClient } from "./fake-worker.js";

/** Runs trial `n` by asking the worker's applyTrial with it; the fakes below answer with what they make of n. */
const askTrial: Task<number, unknown> = (client, trial) =>
  client.request("applyTrial", { project: { vitrine: 1 }, parameters: { trial } });

function trialOf(request: RequestMessage): number {
  return (request as RequestMessage<"applyTrial">).input.parameters.trial as number;
}

/** Answers n with 10 n, a later task after fewer turns, so that answers arrive out of order. */
async function tenfold(request: RequestMessage, worker: FakeWorker): Promise<void> {
  const trial = trialOf(request);
  for (let turn = trial; turn < 8; turn++) await Promise.resolve();
  worker.send({ id: request.id, kind: "result", output: trial * 10 });
}

interface Setup {
  answer?: (request: RequestMessage, worker: FakeWorker, workerNumber: number) => void;
  prepare?: (client: EngineClient<"whole">) => Promise<unknown>;
  size?: number;
}

function makePool({ answer = tenfold, prepare = async () => undefined, size = 3 }: Setup) {
  const clients: EngineClient<"whole">[] = [];
  const create = () => {
    const workerNumber = clients.length;
    const client = fakeClient((request, worker) => answer(request, worker, workerNumber));
    clients.push(client);
    return client;
  };
  return { pool: new WorkerPool({ create, prepare, size }), clients };
}

const values = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes.map((outcome) => (outcome.status === "fulfilled" ? outcome.value : outcome.reason.code));

describe("WorkerPool", () => {
  test.each([1, 2, 3, 8])("answers in the order of the tasks with %i workers", async (size) => {
    const { pool, clients } = makePool({ size });
    const arrivals: number[] = [];
    const outcomes = await pool.map([0, 1, 2, 3, 4, 5, 6], askTrial, {
      onResult: (_result, index) => arrivals.push(index),
    });
    expect(values(outcomes)).toEqual([0, 10, 20, 30, 40, 50, 60]);
    expect(clients.length).toBe(Math.min(size, 7));
    // Of the tasks that start together the last is done first.
    expect(arrivals[0]).toBe(clients.length - 1);
  });

  test("starts no more workers than there are tasks, and uses them again", async () => {
    const prepared: EngineClient[] = [];
    const { pool, clients } = makePool({ size: 8, prepare: async (client) => prepared.push(client) });
    await pool.map([1, 2], askTrial);
    await pool.map([3, 4], askTrial);
    expect(clients.length).toBe(2);
    expect(prepared).toEqual(clients);
  });

  test("no tasks give no outcomes and start no worker", async () => {
    const { pool, clients } = makePool({});
    expect(await pool.map([], askTrial)).toEqual([]);
    expect(clients).toEqual([]);
  });

  test("never has more than 8 workers", () => {
    expect(defaultPoolSize()).toBeGreaterThanOrEqual(1);
    expect(defaultPoolSize()).toBeLessThanOrEqual(8);
  });

  test("reports progress that rises to 1, and every result once", async () => {
    const { pool } = makePool({ size: 2 });
    const shares: number[] = [];
    const results: [number, unknown][] = [];
    const task: Task<number, unknown> = (client, trial, report) => {
      report(0.5);
      report(0.2);
      return askTrial(client, trial, report);
    };
    await pool.map([1, 2, 3, 4], task, {
      onProgress: (share) => shares.push(share),
      onResult: (result, index) => results.push([index, result]),
    });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(new Set(shares).size).toBe(shares.length);
    expect(shares[0]).toBe(0.125);
    expect(shares.at(-1)).toBe(1);
    expect(results.sort((a, b) => a[0] - b[0])).toEqual([
      [0, 10],
      [1, 20],
      [2, 30],
      [3, 40],
    ]);
  });

  test("a task whose worker dies runs again in a new, prepared worker", async () => {
    const prepared: EngineClient[] = [];
    const { pool, clients } = makePool({
      size: 2,
      prepare: async (client) => prepared.push(client),
      answer: (request, worker, workerNumber) =>
        workerNumber === 0 ? worker.fail("out of memory") : tenfold(request, worker),
    });
    let retries = 0;
    const onRetry = () => {
      retries++;
    };
    expect(values(await pool.map([1, 2, 3], askTrial, { onRetry }))).toEqual([10, 20, 30]);
    expect(retries).toBe(1);
    expect(clients.length).toBe(3);
    expect(prepared).toEqual(clients);
    expect(clients[0]?.death?.code).toBe("worker_died");
  });

  test("a task that kills two workers is reported, and the others finish", async () => {
    const { pool, clients } = makePool({
      size: 2,
      answer: (request, worker) => (trialOf(request) === 2 ? worker.fail("trap") : tenfold(request, worker)),
    });
    expect(values(await pool.map([1, 2, 3, 4], askTrial))).toEqual([10, "worker_died", 30, 40]);
    expect(clients.filter((client) => client.death?.code === "worker_died")).toHaveLength(2);
  });

  test("a task that the engine refuses is reported without a second try", async () => {
    let tries = 0;
    const { pool, clients } = makePool({
      size: 1,
      answer: (request, worker) => {
        if (trialOf(request) !== 1) {
          tenfold(request, worker);
          return;
        }
        tries++;
        worker.send({ id: request.id, kind: "error", error: { code: "out_of_range", message: "no" } });
      },
    });
    expect(values(await pool.map([1, 2], askTrial))).toEqual(["out_of_range", 20]);
    expect([tries, clients.length]).toEqual([1, 1]);
  });

  test("when a living worker cannot be prepared, every task says why and no more workers start", async () => {
    const reason = Object.assign(new Error("bad data"), { code: "empty_file" });
    const { pool, clients } = makePool({ size: 1, prepare: () => Promise.reject(reason) });
    expect(values(await pool.map([1, 2, 3], askTrial))).toEqual(["empty_file", "empty_file", "empty_file"]);
    expect(clients.length).toBe(1);
    expect(clients[0]?.death?.code).toBe("terminated");
  });

  test("abort ends busy workers, keeps what was done, and leaves the pool usable", async () => {
    const controller = new AbortController();
    const { pool, clients } = makePool({
      size: 2,
      // Tasks from 2 on never answer; at 3 both workers are busy with one.
      answer: (request, worker) => {
        if (trialOf(request) < 2) tenfold(request, worker);
        if (trialOf(request) === 3) controller.abort(new Error("stopped by the visitor"));
      },
    });
    const results: unknown[] = [];
    const mapped = pool.map([0, 1, 2, 3, 4], askTrial, {
      signal: controller.signal,
      onResult: (result) => results.push(result),
    });
    await expect(mapped).rejects.toThrow("stopped by the visitor");
    expect(results.sort()).toEqual([0, 10]);
    expect(clients.map((client) => client.death?.code)).toEqual(["terminated", "terminated"]);
    expect(values(await pool.map([1], askTrial))).toEqual([10]);
  });

  test("a signal aborted before the start starts nothing", async () => {
    const { pool, clients } = makePool({});
    await expect(pool.map([1], askTrial, { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(clients).toEqual([]);
  });

  test("terminate() ends a map under way", async () => {
    const { pool, clients } = makePool({
      size: 2,
      answer: (request) => {
        if (trialOf(request) === 2) pool.terminate();
      },
    });
    const mapped = pool.map([1, 2, 3], askTrial);
    await expect(mapped).rejects.toMatchObject({ code: "terminated" });
    expect(clients.map((client) => client.death?.code)).toEqual(["terminated", "terminated"]);
  });
});
