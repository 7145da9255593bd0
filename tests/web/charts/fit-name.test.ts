import { expect, test } from "vitest";
import { fitName } from "../../../web/src/charts/fit-name.js";

const letters = (text: string) => text.length;

test.each([
  ["radius", " = 1", 10, "radius = 1"],
  ["compactness_error", " = 0.013", 20, "compactness\u2026 = 0.013"],
  ["compactness_error", "", 8, "compact\u2026"],
  // A value longer than half the room is cut at its own end.
  ["note", " = a very long text", 12, "note = a ve\u2026"],
  ["wide", "", 0, "\u2026"],
])("%s%s in %d letters", (name, rest, room, text) => {
  expect(fitName(name, rest, room, letters)).toBe(text);
});
