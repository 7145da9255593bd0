import type { Page } from "@playwright/test";
import { expect, test } from "./support/test.js";

/** Rows of two classes that a line divides, served beside the page: the policy lets it fetch from nowhere else. */
async function serveRows(page: Page): Promise<void> {
  const rows = 60;
  const x = new Float32Array(rows * 3);
  const y = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const angle = row * 2.4;
    x.set([Math.cos(angle), Math.sin(angle), row / rows], row * 3);
    y[row] = Math.cos(angle) > 0 ? 1 : 0;
  }
  const hpo = {
    configs: [
      { hidden: [4], lr: 0.01, batch: 10, l2: 0 },
      { hidden: [6, 4], lr: 0.05, batch: 20, l2: 0.001 },
    ],
    test_folds: [[0], [1]],
  };
  const files: Record<string, Buffer> = {
    "x.f32": Buffer.from(x.buffer),
    "y.i32": Buffer.from(y.buffer),
    "hpo.json": Buffer.from(JSON.stringify(hpo)),
    "rows.csv": Buffer.from("f1,f2,class\n1,2.5,a\n2,3.5,b\n3,4.5,a\n"),
  };
  await page.route("**/perflab-data/*", (route) => {
    const name = route.request().url().split("/").at(-1) ?? "";
    return route.fulfill({ body: files[name] ?? Buffer.from("") });
  });
}

const request = {
  contract: "perflab/1",
  net: { inputs: 3, hidden: [8], outputs: 2, activation: "relu", loss: "softmax_cross_entropy" },
  optimizer: { name: "adam", lr: 0.01, beta1: 0.9, beta2: 0.999, eps: 1e-8 },
  batch: 10,
  rows: 60,
  seed: 1,
  min_seconds: 0.3,
  warmup_seconds: 0.1,
  data: {
    x: "perflab-data/x.f32",
    y: "perflab-data/y.i32",
    hpo: "perflab-data/hpo.json",
    csv: "perflab-data/rows.csv",
  },
  folds: 2,
  epochs: 3,
  workers: 2,
};

type Perflab = { info: { ops: string[]; version: string }; run(request: object): Promise<Record<string, unknown>> };

function ask(page: Page, more: object): Promise<Record<string, unknown>> {
  return page.evaluate(
    (message) => (window as unknown as { perflab: Perflab }).perflab.run(message),
    Object.assign({}, request, more),
  );
}

test("with ?perflab the page measures its own training, search and reading", async ({ page }) => {
  await serveRows(page);
  await page.goto("./?perflab=abc123");
  await page.waitForFunction(() => "perflab" in window);
  const info = await page.evaluate(() => (window as unknown as { perflab: Perflab }).perflab.info);
  expect(info.version).toBe("abc123");

  const trained = await ask(page, { op: "train" });
  expect(trained).toMatchObject({ ok: true, contestant: "ours-page", threads: 1, dtype: "float32" });
  const { steps, seconds, steps_per_s, t_start_ms, t_end_ms } = trained as Record<string, number>;
  expect(seconds).toBeGreaterThanOrEqual(0.3);
  expect(steps_per_s).toBeCloseTo((steps ?? 0) / (seconds ?? 1), 6);
  expect((t_end_ms ?? 0) - (t_start_ms ?? 0)).toBeCloseTo((seconds ?? 0) * 1000, 3);
  expect(trained.accuracy).toBeGreaterThan(0.9);

  const searched = await ask(page, { op: "hpo" });
  expect(searched).toMatchObject({ ok: true, trials: 2, workers: 2 });

  const read = await ask(page, { op: "csv" });
  expect(read).toMatchObject({ ok: true, rows: 3, bytes: 36 });

  expect(await ask(page, { op: "infer" })).toMatchObject({ ok: false, error: "unsupported op" });
  expect(await ask(page, { op: "ping", contract: "perflab/2" })).toMatchObject({ ok: false });
});

test("without it there is no such door", async ({ page }) => {
  const fetched: string[] = [];
  page.on("request", (sent) => fetched.push(sent.url()));
  await page.goto("./");
  await page.waitForLoadState("networkidle");
  expect(await page.evaluate(() => "perflab" in window)).toBe(false);
  expect(fetched.filter((url) => url.includes("perflab"))).toEqual([]);
});
