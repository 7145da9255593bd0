// Cross-validated scores on the sample data beside the reference's: see scripts/accuracy.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");

const vitrine = join(root, "build/native/bin/vitrine");
const folder = mkdtempSync(join(tmpdir(), "vitrine-accuracy-"));
process.on("exit", () => rmSync(folder, { recursive: true }));
const reference = JSON.parse(readFileSync(join(root, "tests/goldens/data/reference_scores.json"), "utf8")).datasets;

/** The reference's set-up; its alpha of 1e-4 is divided by the rows of a batch. */
const network = { layers: [{ units: 32 }, { units: 16 }], initializer: "xavier_uniform" };
const likeReference = { network, training: { epochs: 200, batch_size: 32, l2: 1e-4 / 32 } };

/** The same epochs and batches; what restrains the network is searched. */
const searched = {
  network,
  training: { epochs: 200, batch_size: 32 },
  search: {
    trials: 16,
    folds: 5,
    space: {
      "training.optimizer.learning_rate": { low: 5e-4, high: 5e-3, log: true },
      "training.l2": { low: 1e-4, high: 3e-2, log: true },
      "network.layers": { depth: { low: 1, high: 2 }, units: { low: 16, high: 64 }, activation: "tanh" },
    },
  },
};

function validate(dataset, options, ...more) {
  const project = join(folder, "project.json");
  writeFileSync(project, JSON.stringify({ vitrine: 1, data: { source: { dataset } }, ...options }));
  const call = ["validate", project, "--folds", "5", "--repeats", "5", "--json", ...more];
  const { status, stdout, stderr } = spawnSync(vitrine, call, {
    encoding: "utf8",
    cwd: root,
    maxBuffer: 1 << 26,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

const spread = ({ mean, standard_deviation: deviation }) => `${mean.toFixed(4)} +- ${deviation.toFixed(4)}`;
const print = (...cells) =>
  console.log(
    cells
      .map((cell) => cell.padEnd(20))
      .join("")
      .trimEnd(),
  );

let kept = true;

function row(dataset, options, scores, goal, reached) {
  print(dataset, options, spread(scores.accuracy), spread(scores.log_loss), `${goal}${reached ? "" : "  MISSED"}`);
  kept &&= reached;
}

const names = process.argv.slice(2);
const unknown = names.find((name) => reference[name] === undefined);
if (unknown !== undefined) {
  console.error(`There is no reference for "${unknown}"; there is for ${Object.keys(reference).join(", ")}.`);
  process.exit(2);
}

console.log("Means and standard deviations over 25 folds; log loss in nats.\n");
print("data", "options", "accuracy", "log loss", "goal");
for (const dataset of names.length > 0 ? names : Object.keys(reference)) {
  const { mlp, suggested_acceptance: limits } = reference[dataset];
  const same = validate(dataset, likeReference);
  const within = same.accuracy.mean >= limits.accuracy_at_least && same.log_loss.mean <= limits.log_loss_at_most;
  const goal = `accuracy >= ${limits.accuracy_at_least}, log loss <= ${limits.log_loss_at_most}`;
  row(dataset, "the reference's", same, goal, within);
  const best = validate(dataset, searched, "--search", "--workers", String(availableParallelism()));
  const below = mlp.log_loss.mean;
  row(dataset, "searched per fold", best, `log loss < ${below.toFixed(4)}`, best.log_loss.mean < below);
}
process.exit(kept ? 0 : 1);
