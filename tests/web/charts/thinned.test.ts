import { expect, test } from "vitest";
import { thinned } from "../../../web/src/charts/thinned.js";

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

test("a list that is short enough stays as it is", () => {
  const list = numbers(400);
  expect(thinned(list)).toBe(list);
  expect(thinned([])).toEqual([]);
});

test("of a longer one evenly spaced elements stay, the last one among them", () => {
  expect(thinned(numbers(10), 4)).toEqual([0, 3, 6, 9]);
  expect(thinned(numbers(9), 4)).toEqual([2, 5, 8]);
  for (const count of [401, 1000, 12_345]) {
    const kept = thinned(numbers(count));
    expect(kept.length).toBeLessThanOrEqual(400);
    expect(kept.at(-1)).toBe(count - 1);
    const gaps = new Set(kept.slice(1).map((element, index) => element - (kept[index] ?? 0)));
    expect(gaps.size).toBe(1);
  }
});
