// usage: vitrine describe --json | node generate-options.mjs [--check]

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { optionsSource } from "./options-source.mjs";

const web = join(import.meta.dirname, "..", "..", "web");
const path = join(web, "src/project/options.generated.ts");

const input = optionsSource(JSON.parse(readFileSync(0, "utf8")));
// Biome's own format, so that the file passes the same check as its neighbours.
const biome = join(web, "node_modules/.bin/biome");
const source = execFileSync(biome, ["format", `--stdin-file-path=${path}`], { cwd: web, input, encoding: "utf8" });

let committed = "";
try {
  committed = readFileSync(path, "utf8");
} catch (error) {
  if (error.code !== "ENOENT") throw error;
}
if (!process.argv.includes("--check")) {
  if (source !== committed) writeFileSync(path, source);
} else if (source !== committed) {
  console.error("options.generated.ts differs from the engine's option table: run scripts/generate-options and commit the file.");
  process.exit(1);
}
