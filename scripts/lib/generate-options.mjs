// usage: vitrine describe --json | node generate-options.mjs [--check]

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { optionsSource } from "./options-source.mjs";

const path = join(import.meta.dirname, "..", "..", "web/src/project/options.generated.ts");

const source = optionsSource(JSON.parse(readFileSync(0, "utf8")));

let committed = "";
try {
  committed = readFileSync(path, "utf8");
} catch (error) {
  if (error.code !== "ENOENT") throw error;
}
if (!process.argv.includes("--check")) {
  if (source !== committed) writeFileSync(path, source);
} else if (source !== committed) {
  console.error(
    "options.generated.ts differs from the engine's option table: run scripts/generate-options and commit the file.",
  );
  process.exit(1);
}
