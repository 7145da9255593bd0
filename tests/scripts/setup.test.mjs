import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, before, test } from "node:test";

const setup = join(import.meta.dirname, "../../scripts/setup");
let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "vitrine-setup-"));
});
after(() => rmSync(folder, { recursive: true }));

/** Runs scripts/setup under a Node that says it has another version. */
function setupUnder(version) {
  writeFileSync(
    join(folder, "version.cjs"),
    `
    Object.defineProperty(process.versions, "node", { value: "${version}" });
    Object.defineProperty(process, "version", { value: "v${version}" });
  `,
  );
  writeFileSync(join(folder, "node"), `#!/bin/sh\nexec "${process.execPath}" --require "${folder}/version.cjs" "$@"\n`);
  chmodSync(join(folder, "node"), 0o755);
  // Up to date already: the tests are run after it.
  const { status, stdout, stderr } = spawnSync(setup, {
    encoding: "utf8",
    env: { ...process.env, PATH: folder + delimiter + process.env.PATH },
  });
  rmSync(join(folder, "node"));
  return { status, stdout, stderr };
}

for (const version of ["18.20.4", "20.18.3", "21.7.3", "22.11.0"]) {
  test(`Node ${version} gets a sentence that says what is needed`, () => {
    const { status, stderr } = setupUnder(version);
    assert.equal(status, 1);
    assert.equal(
      stderr,
      `setup: Node 20.19 or newer (of the 22s: 22.12 or newer) is needed and ${folder}/node is v${version}: https://nodejs.org/en/download\n`,
    );
  });
}

for (const version of ["20.19.0", "22.12.0", "24.1.0"]) {
  test(`Node ${version} fits, and a setup with nothing to do says nothing`, () => {
    assert.deepEqual(setupUnder(version), { status: 0, stdout: "", stderr: "" });
  });
}

test("a machine without Node gets a sentence that says what is needed", () => {
  const tools = join(folder, "tools");
  spawnSync("mkdir", [tools]);
  for (const tool of ["bash", "dirname", "basename", "uname", "env"])
    symlinkSync(spawnSync("which", [tool], { encoding: "utf8" }).stdout.trim(), join(tools, tool));
  const { status, stderr } = spawnSync(setup, { encoding: "utf8", env: { PATH: tools } });
  assert.equal(status, 1);
  assert.equal(
    stderr,
    "setup: Node 20.19 or newer with npm is needed and there is none on PATH: https://nodejs.org/en/download\n",
  );
});

test("an unknown scope is refused", () => {
  const { status, stderr } = spawnSync(setup, ["everything"], { encoding: "utf8" });
  assert.equal(status, 1);
  assert.match(stderr, /unknown scope "everything"; page or nothing is allowed/);
});
