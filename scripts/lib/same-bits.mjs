// Compares what every build of the engine answers with what the native one does.
//
// usage: node same-bits.mjs BUILD_TREE...

import { basename, join } from "node:path";
import { firstDifference } from "../../tests/parity/difference.mjs";
import { chromiumExecutor, describe, nodeExecutor, programExecutor } from "../../tests/parity/executors.mjs";
import { everyRun } from "../../tests/parity/runs.mjs";

const root = join(import.meta.dirname, "..", "..");
const program = (tree) => join(tree, "bin/vitrine");
const native = program(join(root, "build/native"));

const whole = await nodeExecutor("vitrine_wasm");
const executors = [
  ...process.argv.slice(2).map((tree) => programExecutor(basename(tree), program(tree))),
  whole,
  await nodeExecutor("vitrine_wasm_run"),
  chromiumExecutor(),
];
const runs = everyRun(await describe(native), whole.trainingRows);
const expected = await programExecutor("native", native).answers(runs);

console.log(`${runs.length} runs, compared with ${native}\n`);
console.log(`${"executor".padEnd(32)}${"same".padStart(6)}${"different".padStart(11)}${"time".padStart(10)}`);
let anyDiffers = false;
for (const executor of executors) {
  const from = performance.now();
  const answers = await executor.answers(runs);
  const differences = runs
    .map(({ name }, i) => ({ name, found: firstDifference(expected[i], answers[i]) }))
    .filter(({ found }) => found !== null);
  const same = String(runs.length - differences.length);
  const seconds = `${((performance.now() - from) / 1000).toFixed(1)} s`;
  console.log(
    `${executor.name.padEnd(32)}${same.padStart(6)}${String(differences.length).padStart(11)}${seconds.padStart(10)}`,
  );
  for (const { name, found } of differences) console.log(`    ${name}: ${found}`);
  anyDiffers ||= differences.length > 0;
}
process.exitCode = anyDiffers ? 1 : 0;
