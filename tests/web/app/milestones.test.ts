import { describe, expect, test } from "vitest";
import { parseMilestones } from "../../../web/src/app/milestones.js";

describe("parseMilestones", () => {
  test.each<[string, number[]]>([
    ["", []],
    ["  ", []],
    ["30", [30]],
    ["30, 60,80", [30, 60, 80]],
    ["30 60; 80,", [30, 60, 80]],
  ])("%j is read", (text, value) => {
    expect(parseMilestones(text)).toEqual({ value });
  });

  test.each<[string, RegExp]>([
    ["30, many", /“many” is none/],
    ["1.5", /“1.5” is none/],
    ["-3", /“-3” is none/],
    ["60, 30", /each later than the one before/],
    ["30, 30", /each later than the one before/],
    ["0", /from 1 to/],
    ["100001", /from 1 to/],
    [Array.from({ length: 101 }, (_, index) => index + 1).join(), /at most 100 epochs/],
  ])("%j is refused in words", (text, problem) => {
    expect(parseMilestones(text)).toEqual({ problem: expect.stringMatching(problem) });
  });
});
