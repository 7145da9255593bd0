import assert from "node:assert/strict";
import { appendFileSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { Folder, json, refusal, run } from "./vitrine.mjs";

const folder = new Folder();
after(() => folder.remove());

let project;
let whole;

before(() => {
  project = folder.write("project.json", {
    vitrine: 1,
    data: { source: { toy: "moons", rows: 80, noise: 0.2 } },
    training: { epochs: 5 },
    search: {
      trials: 6,
      folds: 2,
      space: {
        "training.optimizer.learning_rate": { low: 1e-3, high: 0.1, log: true },
        "network.layers": { depth: { low: 1, high: 2 }, units: { low: 2, high: 8, log: true }, activation: "tanh" },
      },
    },
  });
  whole = json("search", project, "--journal", folder.path("whole.jsonl"));
});

test("search finds the trial with the lowest log loss and scores it on the test rows", () => {
  assert.deepEqual(
    whole.trials.map(({ trial }) => trial),
    [0, 1, 2, 3, 4, 5],
  );
  for (const trial of whole.trials) {
    assert.equal(trial.state, "complete");
    assert.equal(trial.stopped, null);
    assert.equal(trial.folds.length, 2);
    assert.ok(Math.abs(trial.value - (trial.folds[0] + trial.folds[1]) / 2) < 1e-15);
  }
  assert.equal(whole.best.value, Math.min(...whole.trials.map(({ value }) => value)));
  assert.equal(whole.test.rows, 16);
});

test("the best trial's test score is that of its project, trained by hand", () => {
  const sets = Object.entries(whole.best.parameters).flatMap(([path, value]) => [
    "--set",
    `${path}=${JSON.stringify(value)}`,
  ]);
  assert.deepEqual(json("train", project, ...sets, "--test").metrics.test, whole.test);
});

test("the number of workers changes nothing", () => {
  assert.deepEqual(json("search", project, "--workers", "2"), whole);
  assert.deepEqual(json("search", project, "--workers", "7", "--journal", folder.path("seven.jsonl")), whole);
});

test("a journal is a study and one line per trial", () => {
  const [first, ...lines] = folder
    .read("whole.jsonl")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  assert.deepEqual(Object.keys(first), ["study"]);
  assert.deepEqual(lines, whole.trials);
});

test("resuming equals never having stopped, wherever it stopped", () => {
  const text = folder.read("whole.jsonl");
  const ends = [...text.matchAll(/\n/g)].map(({ index }) => index + 1);
  const stops = [0, 20, ends[0], ends[0] + 5, ends[2], ends[2] + 30, ends[3] - 1, text.length - 1, text.length];
  for (const stop of stops) {
    const journal = folder.write("resumed.jsonl", text.slice(0, stop));
    assert.deepEqual(json("search", project, "--journal", journal), whole, `stopped at byte ${stop}`);
    assert.equal(folder.read("resumed.jsonl"), text, `stopped at byte ${stop}`);
  }
});

test("a study may grow, and a journal with more trials than asked for gives those asked for", () => {
  const journal = folder.write("grown.jsonl", folder.read("whole.jsonl"));
  const grown = json("search", project, "--journal", journal, "--set", "search.trials=8");
  assert.equal(grown.trials.length, 8);
  assert.deepEqual(grown.trials.slice(0, 6), whole.trials);
  assert.deepEqual(json("search", project, "--journal", journal), whole);
});

test("shards, merged, are the whole", () => {
  const parts = ["1/3", "2/3", "3/3"].map((shard, i) => {
    const journal = folder.path(`shard-${i}.jsonl`);
    const part = json("search", project, "--journal", journal, "--shard", shard);
    assert.deepEqual(
      part.trials,
      whole.trials.filter(({ trial }) => trial % 3 === i),
    );
    assert.equal(part.test, null);
    return journal;
  });
  const out = folder.path("merged.jsonl");
  assert.deepEqual(json("search", "--merge", out, ...parts), { journal: out, trials: 6 });
  assert.equal(readFileSync(out, "utf8"), folder.read("whole.jsonl"));
  assert.deepEqual(json("search", project, "--journal", out), whole);
  assert.equal(json("search", "--merge", out, ...parts).trials, 6);
});

test("a journal of another study is refused and left alone", () => {
  const text = folder.read("whole.jsonl");
  const journal = folder.write("other.jsonl", text);
  const error = refusal("search", project, "--journal", journal, "--set", "training.epochs=6");
  assert.equal(error.code, "other_study");
  assert.match(error.message, /training\.epochs/);
  assert.equal(refusal("search", project, "--journal", journal, "--set", "seeds.search=2").code, "other_study");
  assert.equal(folder.read("other.jsonl"), text);
  const shard = folder.path("other-shard.jsonl");
  json("search", project, "--journal", shard, "--set", "seeds.search=2", "--set", "search.trials=1");
  assert.equal(refusal("search", "--merge", folder.path("mixed.jsonl"), journal, shard).code, "other_study");
});

test("a file that is no journal is refused and left alone", () => {
  for (const text of ["a,b\n1,2\n", "no line end", '{"trial": 0}\n']) {
    const journal = folder.write("notes.txt", text);
    assert.equal(refusal("search", project, "--journal", journal).code, "not_a_journal", text);
    assert.equal(folder.read("notes.txt"), text);
  }
});

test("damage inside a journal is named by its line", () => {
  const journal = folder.write("damaged.jsonl", folder.read("whole.jsonl").replace('"trial":2', '"trial":'));
  const error = refusal("search", project, "--journal", journal);
  assert.equal(error.code, "damaged_journal");
  assert.equal(error.line, 4);
  const edited = folder.write("edited.jsonl", folder.read("whole.jsonl"));
  appendFileSync(edited, `${JSON.stringify({ ...whole.trials[1], value: 0 })}\n`);
  assert.equal(refusal("search", project, "--journal", edited).code, "conflicting_trial");
});

test("a space is checked before the first trial", () => {
  const wrong = (space) =>
    refusal("search", folder.write("wrong.json", { ...JSON.parse(folder.read("project.json")), search: { space } }));
  assert.equal(wrong({ "training.speed": { low: 0, high: 1 } }).path, "search.space.training.speed");
  assert.equal(wrong({ "training.l2": { low: 0 } }).path, "search.space.training.l2.high");
  assert.equal(wrong({ "seeds.split": { low: 1, high: 2 } }).code, "not_searchable");
});

test("a small space ends the search after its last combination", () => {
  const small = folder.write("small.json", {
    ...JSON.parse(folder.read("project.json")),
    search: {
      trials: 50,
      folds: 2,
      space: { "training.batch_size": { choices: [8, 16] }, "training.optimizer.name": { choices: ["sgd", "adam"] } },
    },
  });
  const { trials } = json("search", small);
  assert.equal(new Set(trials.map(({ parameters }) => JSON.stringify(parameters))).size, 4);
  assert.equal(trials.length, 4);
});

test("mistakes in usage are refused", () => {
  assert.equal(refusal("search").code, "usage");
  assert.equal(refusal("search", project, "--shard", "4/3").code, "usage");
  assert.equal(refusal("search", project, "--workers", "0").code, "usage");
  assert.equal(refusal("search", "--merge", folder.path("out.jsonl")).code, "usage");
});

test("without --json, trials are reported as they finish and the best come in a table", () => {
  const { status, stdout, stderr } = run("search", project);
  assert.equal(status, 0);
  assert.match(stderr, /trial \d: log_loss 0\.\d+ \(6 of 6 done\)/);
  assert.match(stdout, /training\.optimizer\.learning_rate/);
  assert.match(stdout, new RegExp(`Trial ${whole.best.trial}, trained on the training rows`));
});
