import { expect, test } from "vitest";
import { type History, record, redo, settle, startHistory, undo } from "../../../web/src/project/history.js";

const states = (history: History<string>) => [history.past, history.present, history.future];

test("undo and redo move through the changes and stop at the ends", () => {
  let history = record(record(startHistory("a"), "b"), "c");
  history = undo(undo(history));
  expect(states(history)).toEqual([[], "a", ["b", "c"]]);
  expect(undo(history)).toBe(history);
  history = redo(redo(history));
  expect(states(history)).toEqual([["a", "b"], "c", []]);
  expect(redo(history)).toBe(history);
});

test("a change after undo forgets what was undone", () => {
  expect(states(record(undo(record(startHistory("a"), "b")), "c"))).toEqual([["a"], "c", []]);
});

test("changes of one topic in a row are one step, until settled", () => {
  let history = record(record(startHistory("a"), "b", "slider"), "c", "slider");
  expect(states(history)).toEqual([["a"], "c", []]);
  history = record(settle(history), "d", "slider");
  expect(states(history)).toEqual([["a", "c"], "d", []]);
  history = record(history, "e", "title");
  expect(states(history)).toEqual([["a", "c", "d"], "e", []]);
});

test("changes without a topic never join", () => {
  expect(record(record(startHistory("a"), "b"), "c").past).toEqual(["a", "b"]);
});

test("a change of topic after undo starts a new step", () => {
  const history = undo(record(record(startHistory("a"), "b"), "c", "slider"));
  expect(states(record(history, "d", "slider"))).toEqual([["a", "b"], "d", []]);
});

test("no change is no step", () => {
  const history = startHistory("a");
  expect(record(history, "a")).toBe(history);
});

test("the past is bounded and keeps the newest steps", () => {
  let history = startHistory(0);
  for (let change = 1; change <= 1000; change++) history = record(history, change);
  expect(history.past.length).toBe(200);
  expect(history.past.at(-1)).toBe(999);
});
