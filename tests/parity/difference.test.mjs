import assert from "node:assert/strict";
import { test } from "node:test";
import { firstDifference } from "./difference.mjs";

const reference = { fingerprint: "0123abcd", history: [{ loss: 0.5 }, { loss: 0 }], extra: 1 };

for (const [name, answer, expected] of [
  ["equal answers do not", { fingerprint: "0123abcd", history: [{ loss: 0.5 }, { loss: 0 }] }, null],
  [
    "a last bit does",
    { history: [{ loss: 0.5000000000000001 }, { loss: 0 }] },
    /^history\[0\]\.loss: 0\.5000000000000001 is not 0\.5$/,
  ],
  ["the sign of zero does", { history: [{ loss: 0.5 }, { loss: -0 }] }, /^history\[1\]\.loss: -0 is not 0$/],
  ["a number for a list does", { history: 1 }, /^history: 1 is not/],
  ["a shorter list does", { history: [{ loss: 0.5 }] }, /^history: 1 entries are not 2$/],
  ["an empty list for an object does", { history: [[], { loss: 0 }] }, /^history\[0\]/],
  ["null for a number does", { history: [{ loss: null }, { loss: 0 }] }, /^history\[0\]\.loss: null is not 0\.5$/],
  ["what the reference has not does", { other: 1 }, /^other: 1 is not missing$/],
]) {
  test(`two answers differ: ${name}`, () => {
    const found = firstDifference(reference, answer);
    if (expected === null) assert.equal(found, null);
    else assert.match(found, expected);
  });
}
