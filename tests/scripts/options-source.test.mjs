import assert from "node:assert/strict";
import { test } from "node:test";
import { optionsSource } from "../../scripts/lib/options-source.mjs";

test("everything that the engine describes reaches the source", async () => {
  const description = {
    version: "0.1.0",
    options: [
      {
        path: "training.optimizer.learning_rate",
        type: "number",
        default: 0.01,
        min: 1e-6,
        max: 10,
        log: true,
        help: 'A "step".',
      },
      {
        path: "data.preprocessing.scaling",
        type: "choice",
        default: "standard",
        choices: ["standard", "none"],
        help: "",
      },
    ],
    limits: { layers: 16 },
    defaults: { layers: [{ units: 16 }] },
  };
  const javascript = optionsSource(description)
    .replace(/^import type .*$/m, "")
    .replace(": Description", "");
  const module = await import(`data:text/javascript,${encodeURIComponent(javascript)}`);
  assert.deepEqual(module.description, description);
});
