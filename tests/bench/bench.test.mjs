// What scripts/bench measures in a browser: that its figures fit together, that the module answers as the contract
// perflab/1 says, and that it computes what the program computes. Never how fast it is.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { inChromium, openChromium, pages, workerAt } from "../../scripts/lib/bench-contestants.mjs";
import { folder, requestOf, workloads } from "../../scripts/lib/bench-workloads.mjs";

const root = join(import.meta.dirname, "..", "..");
const bench = (...args) =>
  JSON.parse(
    execFileSync(join(root, "scripts/bench"), args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
  );

/** The figures of the page beside the module's; this also builds what the tests below open. */
let page;
let chromium;
let ask;

before(async () => {
  page = bench("--page", "--rounds", "1", "--seconds", "0.05", "--only", "T1", "--json");
  chromium = await openChromium(folder);
  const inWorker = await workerAt(chromium.browser, chromium.url);
  ask = inWorker("module", "./vitrine.mjs").run;
});
after(() => chromium?.close());

const named = (name) =>
  requestOf(
    workloads.find(({ work }) => work === name),
    0.02,
  );

test("the page is measured beside the module, with charts shown and hidden", () => {
  assert.deepEqual(
    page.results.map(({ work, unit }) => [work, unit]),
    [["T1", "steps/s"]],
  );
  const [{ contestants }] = page.results;
  assert.deepEqual(
    contestants.map(({ name }) => name),
    ["module", "page, charts shown", "page, charts hidden"],
  );
  const [module] = contestants;
  for (const { median, ratio } of contestants) {
    assert.ok(median > 0);
    assert.ok(Math.abs(ratio - median / module.median) < 1e-9 * ratio);
  }
});

test("the page counts from its first step where there is no warm-up, and refuses what it does not measure", async () => {
  const { contestants, close } = await pages();
  try {
    const { run } = contestants.find(({ name }) => name === "page, charts hidden");
    const request = named("T2");
    const refusals = [
      [{ net: { ...request.net, activation: "tanh" } }, /^Of net\.activation only "relu" is measured\.$/],
      [{ rows: 568 }, /^data\.x holds 17070 numbers; 568 rows of 30 need 17040\.$/],
      [{ net: { ...request.net, outputs: 1 } }, /^data\.y holds class 1; it must be from 0 to 0\.$/],
      [{ optimizer: undefined }, /^optimizer must be an object/],
      [{ optimizer: { ...request.optimizer, eps: 0 } }, /epsilon/],
    ];
    for (const [change, reason] of refusals) {
      const refused = await run({ ...request, ...change });
      assert.equal(refused.ok, false);
      assert.match(refused.error, reason);
    }
    // An epoch is a step here, and there are no more than 100,000.
    const all = { ...request, batch: 569, min_seconds: 600, net: { ...request.net, hidden: [1] } };
    assert.match((await run(all)).error, /after 100000 epochs/);
    // None of that is in the way of a request that can be answered.
    const { ok, steps, rows, equivalent } = await run({ ...request, warmup_seconds: 0, max_steps: 1 });
    assert.deepEqual([ok, equivalent], [true, true]);
    // 569 rows in batches of 32: seventeen, and a short one.
    assert.equal(rows, Math.floor(steps / 18) * 569 + (steps % 18) * 32);
  } finally {
    await close();
  }
});

test("the module trains to the bits of the program", async () => {
  const request = { ...named("T2"), max_steps: 200, min_seconds: 60, warmup_seconds: 0 };
  const inModule = await ask(request);
  const data = Object.fromEntries(Object.entries(request.data).map(([key, path]) => [key, join(folder, path)]));
  const { stdout } = spawnSync(join(root, "build/native/bin/vitrine"), ["bench", "--requests"], {
    input: `${JSON.stringify({ ...request, data })}\n`,
    encoding: "utf8",
  });
  const inProgram = JSON.parse(stdout);
  assert.deepEqual([inModule.ok, inProgram.ok], [true, true]);
  assert.equal(inModule.steps, 200);
  assert.equal(inModule.loss_last, inProgram.loss_last);
  assert.equal(inModule.accuracy, inProgram.accuracy);
  assert.ok(inModule.accuracy > 0.95);
});

test("the module's figures fit together", async () => {
  const infer = await ask(named("I2"));
  assert.ok(Math.abs(infer.rows_per_s - infer.rows / infer.seconds) < 1e-6 * infer.rows_per_s);
  assert.ok(infer.check > 0 && infer.check < 1);
  const product = await ask(named("M32"));
  assert.ok(Math.abs(product.gflops - (product.calls * 2 * 32 ** 3) / product.seconds / 1e9) < 1e-6 * product.gflops);
  assert.ok((await ask(named("peak"))).gflops > 0);
  for (const { t_start_ms, t_end_ms, seconds } of [infer, product]) {
    assert.ok(seconds >= 0.02);
    assert.ok(Math.abs(t_end_ms - t_start_ms - seconds * 1000) < 0.01);
  }
});

test("the module shares trials out among its workers", async () => {
  const request = { ...named("search-2"), epochs: 1 };
  const { ok, trials, workers, best } = await ask(request);
  assert.deepEqual([ok, trials, workers], [true, 24, 2]);
  assert.ok(best.score > 0.5 && best.score <= 1);
  assert.deepEqual((await ask({ ...request, workers: 1 })).best, best);
});

test("a search is measured beside the plain loop, and scikit-learn where it is", async (t) => {
  const { results } = bench("--peers", "--rounds", "1", "--seconds", "0.05", "--only", "search-1", "--json");
  const [{ work, unit, contestants }] = results;
  assert.deepEqual([work, unit], ["search-1", "trials/s"]);
  const [ours, ...others] = contestants;
  assert.equal(ours.name, "Vitrine");
  assert.equal(others[0].name, "plain Eigen");
  for (const { median, ratio } of others) {
    assert.ok(median > 0);
    assert.ok(Math.abs(ratio - ours.median / median) < 1e-9 * ratio);
  }

  // All of them train to the same accuracy, with and without a penalty that leaves little of a network.
  const peers = await inChromium();
  t.after(() => peers.close());
  const search = workloads.find(({ work }) => work === "search-1");
  const scores = [];
  for (const l2 of [0, 0.1, 0.3]) {
    const config = { hidden: [64], lr: 0.005, batch: 32, l2 };
    const hpo = () => ({ configs: [config], test_folds: search.hpo().test_folds });
    const request = { ...requestOf({ ...search, work: "one-trial", hpo }, 1), seed: 1 };
    const ofAll = [];
    for (const { run } of peers.contestants) {
      const { best, error } = await run(request);
      if (error !== "unsupported op") ofAll.push(best.score);
    }
    scores.push(ofAll);
  }
  for (const [ours, ...others] of scores)
    for (const score of others) assert.ok(Math.abs(score - ours) < 0.05, `${score} is not about ${ours}`);
  assert.ok(scores[0][0] - scores.at(-1)[0] > 0.3);
});

test("a workload that there is not is named", () => {
  const { status, stderr } = spawnSync(join(root, "scripts/bench"), ["--page", "--only", "T1,T9"], {
    encoding: "utf8",
  });
  assert.equal(status, 1);
  assert.match(stderr, /--only names "T9"; it is a list of T1, T2/);
});

test("what the module cannot answer says why", async () => {
  assert.deepEqual(await ask({ ...named("T1"), contract: "perflab/2" }), {
    contract: "perflab/1",
    contestant: "ours-wasm",
    version: (await ask({ contract: "perflab/1", op: "ping" })).version,
    op: "train",
    ok: false,
    error: "this answers contract perflab/1",
  });
  assert.equal((await ask({ contract: "perflab/1", op: "dance" })).error, "unsupported op");
  assert.match((await ask({ ...named("T1"), rows: 7 })).error, /7 rows of 2 need 14/);
  assert.match((await ask({ ...named("T1"), data: { x: "data/none.f32" } })).error, /404/);
  assert.match((await ask({ contract: "perflab/1", op: "csv", data: {} })).error, /data\.csv names no file/);
  const search = named("search-1");
  assert.match((await ask({ ...search, workers: 0 })).error, /workers is 0; it must be from 1 to 1024/);
  assert.match((await ask({ ...search, data: undefined })).error, /data\.x must be an address/);
});
