import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

const lock = JSON.parse(readFileSync(join(import.meta.dirname, "../../web/package-lock.json"), "utf8"));

test("the lock lists every package for every platform: `npm ci` refuses one that does not", () => {
  // A registry that lacks some of a tool's binaries makes `npm install` leave them out without a word.
  const listed = new Set(Object.keys(lock.packages).map((path) => path.split("node_modules/").at(-1)));
  const missing = Object.values(lock.packages)
    .flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
    .filter((name) => !listed.has(name));
  assert.deepEqual(missing, []);
});

test("the lock names versions, never a registry", () => {
  const located = Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined);
  assert.deepEqual(
    located.map(([path]) => path),
    [],
  );
});
