// The native program and the WebAssembly modules, under Node and in Chromium, asked the same, answer with the same bits.

import assert from "node:assert/strict";
import { join } from "node:path";
import { before, test } from "node:test";
import { firstDifference } from "./difference.mjs";
import { chromiumExecutor, describe, nodeExecutor, programExecutor } from "./executors.mjs";
import { everyRun } from "./runs.mjs";

const vitrine = join(import.meta.dirname, "../../build/native/bin/vitrine");
const whole = await nodeExecutor("vitrine_wasm");
const runs = everyRun(await describe(vitrine), whole.trainingRows);
const native = programExecutor("native", vitrine);
const modules = [whole, await nodeExecutor("vitrine_wasm_run"), chromiumExecutor()];

let expected;
before(async () => {
  expected = await native.answers(runs);
});

for (const executor of modules) {
  let answers;
  // One call for all of them: a page has to be opened for it.
  test(`${executor.name} answers every run`, async () => {
    answers = await executor.answers(runs);
    assert.equal(answers.length, runs.length);
  });
  for (const [i, { name, kind }] of runs.entries()) {
    test(`${executor.name} gives the bits of the native program: ${name}`, () => {
      assert.ok(Object.keys(answers[i]).length > 0);
      if (kind === "train") assert.match(answers[i].fingerprint, /^[0-9a-f]{8}$/);
      assert.equal(firstDifference(expected[i], answers[i]), null);
    });
  }
}

test("another seed gives other bits", async () => {
  const project = (weights) => ({ vitrine: 1, training: { epochs: 2 }, seeds: { weights } });
  const pair = [1, 2].map((seed) => ({ kind: "train", project: project(seed) }));
  const [one, two] = await native.answers(pair);
  assert.notEqual(one.fingerprint, two.fingerprint);
  assert.match(firstDifference(one, two), /^fingerprint/);
});
