import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";

const runner = join(import.meta.dirname, "../../scripts/lib/run-suites.mjs");

test("an unknown suite is refused with the names that exist", () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [runner, "engine"], { encoding: "utf8" });
  assert.equal(status, 2);
  assert.match(stderr, /unknown suite "engine"; there are .*engine-native.*e2e/);
  assert.equal(stdout, "0 passed, 1 failed\n");
});

test("a run that is interrupted says so and ends with a count that has failed", async () => {
  const child = spawn(process.execPath, [runner, "types"], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (chunk) => {
    output += chunk;
  });
  await new Promise((started) => child.stdout.once("data", started));
  child.kill("SIGTERM");
  const code = await new Promise((done) => child.on("close", done));
  assert.equal(code, 1);
  assert.match(output, /Interrupted by SIGTERM\n\n0 passed, 1 failed\n$/);
});
