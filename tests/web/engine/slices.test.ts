import { expect, test } from "vitest";
import { breathe, SliceClock } from "../../../web/src/engine/slices.js";

/** Milliseconds of each slice on a machine whose steps take so long. */
function slices(stepMs: number, count: number): number[] {
  const clock = new SliceClock();
  return Array.from({ length: count }, () => {
    const steps = clock.steps;
    clock.measured(steps, steps * stepMs);
    return steps * stepMs;
  });
}

test.each([0.001, 0.02, 1, 7])("slices of steps of %d ms grow to about 50 ms and never beyond", (stepMs) => {
  const all = slices(stepMs, 30);
  expect(Math.max(...all)).toBeLessThanOrEqual(50);
  expect(all.at(-1)).toBeGreaterThan(40);
  expect(all[0]).toBe(stepMs);
});

test("a step longer than a slice is a slice of its own", () => {
  expect(slices(300, 3)).toEqual([300, 300, 300]);
});

test("a machine that becomes slow gets short slices at once", () => {
  const clock = new SliceClock();
  for (let time = 0; time < 20; time++) clock.measured(clock.steps, clock.steps * 0.1);
  const before = clock.steps;
  clock.measured(before, 500);
  expect(clock.steps).toBe(before / 10);
});

test("a clock too coarse to see a slice lets it double", () => {
  const clock = new SliceClock();
  clock.measured(1, 0);
  clock.measured(2, 0);
  expect(clock.steps).toBe(4);
});

test("breathe lets waiting messages in", async () => {
  const { port1, port2 } = new MessageChannel();
  const received = new Promise((resolve) => {
    port1.onmessage = resolve;
  });
  let arrived = false;
  void received.then(() => {
    arrived = true;
  });
  port2.postMessage("waiting");
  for (let time = 0; time < 3 && !arrived; time++) await breathe();
  expect(arrived).toBe(true);
  port1.close();
});
