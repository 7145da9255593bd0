import { describe, expect, test } from "vitest";
import { aroundThreshold } from "../../../web/src/app/boundary.js";
import type { Boundary } from "../../../web/src/app/boundary-state.js";

/** A plane of two by two cells with these probabilities of the second class. */
function planeOf(second: number[]): Boundary {
  return {
    columns: ["x", "y"],
    classes: ["no", "yes"],
    x: [0, 1],
    y: [0, 1],
    resolution: 2,
    grid: Float32Array.from([...second.map((probability) => 1 - probability), ...second]),
    points: [],
  };
}

function secondOf(plane: Boundary): number[] {
  return [...plane.grid.slice(4)];
}

describe("aroundThreshold", () => {
  test("moves the threshold to one half, the ends stay, and between them it is linear", () => {
    expect(secondOf(aroundThreshold(planeOf([0, 0.125, 0.25, 1]), 0.25))).toEqual([0, 0.25, 0.5, 1]);
    expect(secondOf(aroundThreshold(planeOf([0.625, 0.25, 0.75, 0.875]), 0.75))).toEqual([
      Math.fround(0.3125 / 0.75),
      Math.fround(0.125 / 0.75),
      0.5,
      0.75,
    ]);
  });

  test("both classes still add up to 1, and the plane that was given is left alone", () => {
    const plane = planeOf([0.1, 0.2, 0.3, 0.9]);
    const before = [...plane.grid];
    const { grid } = aroundThreshold(plane, 0.3);
    for (let cell = 0; cell < 4; cell++) expect((grid[cell] ?? 0) + (grid[4 + cell] ?? 0)).toBeCloseTo(1, 6);
    expect([...plane.grid]).toEqual(before);
  });

  test("a threshold above 1 gives the whole plane to the first class, one of 0 to the second", () => {
    expect(secondOf(aroundThreshold(planeOf([0, 0.5, 0.9, 1]), 1 + 2 ** -52)).every((p) => p <= 0.5)).toBe(true);
    expect(secondOf(aroundThreshold(planeOf([0, 0.5, 0.9, 1]), 0)).every((p) => p >= 0.5)).toBe(true);
  });
});
