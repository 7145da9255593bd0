// usage: vitrine describe --json | node generate-options.mjs [--check]

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { conditionsSource, helpSource, metricHelpSource, metricsSource, optionsSource } from "./options-source.mjs";

const folder = join(import.meta.dirname, "..", "..", "web/src/project");

function committed(path) {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    return "";
  }
}

const description = JSON.parse(readFileSync(0, "utf8"));
for (const [name, source] of [
  ["options.generated.ts", optionsSource(description)],
  ["option-conditions.generated.ts", conditionsSource(description)],
  ["option-help.generated.ts", helpSource(description)],
  ["metrics.generated.ts", metricsSource(description)],
  ["metric-help.generated.ts", metricHelpSource(description)],
]) {
  const path = join(folder, name);
  if (source === committed(path)) continue;
  if (!process.argv.includes("--check")) {
    writeFileSync(path, source);
  } else {
    console.error(`${name} differs from the engine's option table: run scripts/generate-options and commit the file.`);
    process.exit(1);
  }
}
