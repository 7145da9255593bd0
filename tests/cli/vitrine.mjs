// Runs the command line as a person or a script does, and reads what it answers.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
export const program = join(root, "build/native/bin/vitrine");

/** The sample data sets of the project. */
export const datasets = join(root, "web/public/datasets");

/** @returns status, stdout, stderr */
export function run(...args) {
  const result = spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  assert.equal(result.error, undefined, `cannot run ${program}`);
  return result;
}

/** Runs with --json, expects success and one JSON document with nothing around it. */
export function json(...args) {
  const { status, stdout, stderr } = run(...args, "--json");
  assert.equal(status, 0, stderr);
  assert.equal(stderr, "");
  return JSON.parse(stdout);
}

/** Runs with --json, expects bad input: exit code 2, nothing on standard output, one JSON object on standard error. */
export function refusal(...args) {
  const { status, stdout, stderr } = run(...args, "--json");
  assert.equal(status, 2, stderr);
  assert.equal(stdout, "");
  const document = JSON.parse(stderr);
  assert.deepEqual(Object.keys(document), ["error"]);
  assert.ok(document.error.message.length > 10);
  return document.error;
}

/** A folder of its own for a test file, gone at the end. */
export class Folder {
  #path = mkdtempSync(join(tmpdir(), "vitrine-cli-"));

  path(name) {
    return join(this.#path, name);
  }

  /** Writes a file, text and bytes as they are and anything else as JSON; returns its path. */
  write(name, content) {
    const asIs = typeof content === "string" || content instanceof Uint8Array;
    writeFileSync(this.path(name), asIs ? content : JSON.stringify(content));
    return this.path(name);
  }

  read(name) {
    return readFileSync(this.path(name), "utf8");
  }

  remove() {
    rmSync(this.#path, { recursive: true });
  }
}

/** Cells of a plain CSV without quotes, header first. */
export function cells(csv) {
  return csv
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(","));
}
