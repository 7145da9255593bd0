import { describe, expect, test } from "vitest";
import { EngineClient, EngineError } from "../../../web/src/engine/client.js";
import { FakeWorker } from "./fake-worker.js";

const bytes = new Uint8Array([1]);

describe("EngineClient", () => {
  test("gives every request its own answer, whatever the order of the answers", async () => {
    const worker = new FakeWorker();
    const client = new EngineClient("whole", worker);
    const first = client.request("sha256", { bytes });
    const second = client.request("weights", undefined);
    const [one, two] = worker.received;
    worker.send({ id: two?.id ?? 0, kind: "result", output: "second" });
    worker.send({ id: one?.id ?? 0, kind: "result", output: "first" });
    expect(await Promise.all([first, second])).toEqual(["first", "second"]);
    expect([one?.name, two?.name]).toEqual(["sha256", "weights"]);
  });

  test("hands on progress until the answer, and none after it", async () => {
    const worker = new FakeWorker(({ id }, self) => {
      self.send({ id, kind: "progress", progress: 0.5 });
      self.send({ id, kind: "result", output: "done" });
      self.send({ id, kind: "progress", progress: 0.9 });
    });
    const seen: number[] = [];
    const input = { project: { vitrine: 1 } as const, trial: 0 };
    await new EngineClient("whole", worker).request("trial", input, { onProgress: (share) => seen.push(share) });
    expect(seen).toEqual([0.5]);
  });

  test("turns an engine's refusal into an EngineError with code, path and line", async () => {
    const worker = new FakeWorker(({ id }, self) =>
      self.send({
        id,
        kind: "error",
        error: { code: "out_of_range", message: "too much", path: "training.epochs", line: 3 },
      }),
    );
    const error = await new EngineClient("whole", worker)
      .request("weights", undefined)
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({ code: "out_of_range", message: "too much", path: "training.epochs", line: 3 });
  });

  test("a request that fails leaves the worker usable", async () => {
    const worker = new FakeWorker(({ id, name }, self) =>
      name === "weights"
        ? self.send({ id, kind: "error", error: { code: "no_run", message: "no" } })
        : self.send({ id, kind: "result", output: "abc" }),
    );
    const client = new EngineClient("whole", worker);
    await expect(client.request("weights", undefined)).rejects.toMatchObject({ code: "no_run" });
    await expect(client.request("sha256", { bytes })).resolves.toBe("abc");
  });

  describe.each([
    ["an error event", "worker_died", (worker: FakeWorker) => worker.fail("out of memory")],
    ["an unreadable message", "worker_died", (worker: FakeWorker) => worker.onmessageerror?.({} as MessageEvent)],
    [
      "its own last word",
      "engine_crashed",
      (worker: FakeWorker) =>
        worker.send({ id: -1, kind: "error", error: { code: "engine_crashed", message: "unreachable" } }),
    ],
  ])("a worker that dies by %s", (_name, code, kill) => {
    test("rejects everything in flight and everything later", async () => {
      const worker = new FakeWorker();
      const client = new EngineClient("whole", worker);
      const deaths: EngineError[] = [];
      client.onDeath = (error) => deaths.push(error);
      const owed = [client.request("weights", undefined), client.request("step", { steps: 1 })];
      kill(worker);
      for (const promise of owed) await expect(promise).rejects.toMatchObject({ name: "EngineError", code });
      await expect(client.request("weights", undefined)).rejects.toMatchObject({ code });
      expect(deaths.map((death) => death.code)).toEqual([code]);
      expect(client.death).toBe(deaths[0]);
      expect(worker.terminated).toBe(true);
      expect(worker.received).toHaveLength(2);
    });
  });

  test("terminate() rejects what is owed and is no death to report", async () => {
    const worker = new FakeWorker();
    const client = new EngineClient("whole", worker);
    let reported = false;
    client.onDeath = () => {
      reported = true;
    };
    const owed = client.request("weights", undefined);
    client.terminate();
    await expect(owed).rejects.toMatchObject({ code: "terminated" });
    expect(worker.terminated).toBe(true);
    expect(reported).toBe(false);
  });

  test("a message that cannot be copied rejects its own request only", async () => {
    const worker = new FakeWorker(({ id }, self) => self.send({ id, kind: "result", output: "abc" }));
    const client = new EngineClient("whole", worker);
    const uncopyable = { project: { vitrine: 1 } as const, parameters: { rate: () => 1 } };
    await expect(client.request("applyTrial", uncopyable)).rejects.toThrow();
    await expect(client.request("sha256", { bytes })).resolves.toBe("abc");
  });

  test("can be asked only what its kind of worker answers", () => {
    const run = new EngineClient("run", new FakeWorker());
    const whole = new EngineClient("whole", new FakeWorker());
    const opensData = (client: EngineClient) => client.request("sha256", { bytes });
    const asked = () => {
      // @ts-expect-error: a worker with the run module knows no trials.
      void run.request("trial", { project: { vitrine: 1 }, trial: 0 });
      // @ts-expect-error: and does not pass for one that does.
      const passed: EngineClient<"whole"> = run;
      // @ts-expect-error: what not every kind answers cannot be asked without knowing the kind.
      void (passed as EngineClient).request("explain", { rows: new Int32Array() });
      void whole.request("trial", { project: { vitrine: 1 }, trial: 0 });
      void Promise.all([opensData(run), opensData(whole)]);
    };
    // The compiler is the test: an unused @ts-expect-error is an error of the suite "types".
    expect(asked).toBeTypeOf("function");
  });
});
