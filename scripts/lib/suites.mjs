// Every test suite: what it is called, which builds it needs, how it is run, and how its tests are counted.

import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fromDoctest, fromPlaywright, fromTap, fromVitest } from "./counts.mjs";

export const root = join(import.meta.dirname, "..", "..");
export const results = join(root, "build", "test-results");
const web = join(root, "web");
const tool = (name) => join(web, "node_modules", ".bin", name);
const report = (name) => join(results, `${name}.report`);

/** Test files of a folder and its folders, for Node's runner: what it accepts as a folder differs by version. */
function testFiles(folder) {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true })
    .filter((file) => /\.test\.m?js$/.test(file))
    .sort()
    .map((file) => join(path, file));
}

/** So that a page served meanwhile is not in the way of the tests, nor tested by mistake. */
function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Tests for Node's own runner. */
const nodeSuite = (name, title, needs, folder) => ({
  name,
  title,
  needs,
  command: [
    process.execPath,
    "--test",
    "--test-reporter=spec",
    "--test-reporter-destination=stdout",
    "--test-reporter=tap",
    `--test-reporter-destination=${report(name)}`,
    ...testFiles(folder),
  ],
  // Without a file Node would search the working folder.
  empty: testFiles(folder).length === 0,
  report: report(name),
  count: fromTap,
});

/** A check that passes or fails as one: the exit code tells. */
const check = (name, title, needs, command, cwd = root) => ({ name, title, needs, command, cwd, count: null });

export const suites = [
  check("format", "C++ format", [], [join(root, "scripts", "format"), "--check"]),
  check("lint", "page: lint and format", [], ["npm", "run", "--silent", "lint"], web),
  check("types", "page: types", [], ["npm", "run", "--silent", "check"], web),
  nodeSuite("scripts", "scripts", [], "tests/scripts"),
  {
    name: "engine-native",
    title: "engine, native",
    needs: ["native"],
    command: [join(root, "build/native/bin/vitrine_tests"), "--no-colors=true"],
    count: fromDoctest,
  },
  check("options", "option table in the page", ["native"], [join(root, "scripts", "generate-options"), "--check"]),
  nodeSuite("cli", "command line", ["native"], "tests/cli"),
  {
    name: "engine-wasm",
    title: "engine, WebAssembly",
    needs: ["wasm"],
    command: [process.execPath, join(root, "build/wasm/bin/vitrine_tests.js"), "--no-colors=true"],
    count: fromDoctest,
  },
  nodeSuite("parity", "same bits, native, Node and Chromium", ["native", "wasm"], "tests/parity"),
  nodeSuite("bench", "throughput, in Chromium", ["wasm", "site"], "tests/bench"),
  {
    name: "web",
    title: "page: units",
    needs: ["wasm"],
    command: [tool("vitest"), "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report("web")}`],
    cwd: web,
    report: report("web"),
    count: fromVitest,
  },
  {
    name: "e2e",
    title: "page: end to end in Chromium",
    needs: ["site"],
    command: [tool("playwright"), "test", "--reporter=list,json"],
    cwd: web,
    environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: report("e2e"), VITRINE_E2E_PORT: String(await freePort()) },
    report: report("e2e"),
    count: fromPlaywright,
  },
];
