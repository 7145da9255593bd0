import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/test.js";
import { comeTo, openPage, panel, setNumber, statusWords } from "./support/visitor.js";

/** Of all files together, compressed as static hosts do. */
const mostBytes = 160_000;

// So high that the panels below would be in view while those above are still empty.
test.use({ viewport: { width: 1440, height: 900 } });

/** Paths of the files that the page, its workers among it, has asked for, in their order. */
function requestedFiles(page: Page, baseURL: string | undefined): Set<string> {
  const files = new Set<string>();
  page.on("request", (request) => {
    const [path] = request.url().split(/[?#]/);
    if (path?.startsWith(baseURL ?? "")) files.add(path.slice(baseURL?.length) || "index.html");
  });
  return files;
}

function compressedBytes(file: string): number {
  const path = join(test.info().config.rootDir, "../../build/site", file);
  return gzipSync(readFileSync(path), { level: 9 }).length;
}

test(`everything up to the first click is at most ${mostBytes} bytes`, async ({ page, baseURL }) => {
  const files = requestedFiles(page, baseURL);
  await openPage(page);
  await expect(panel(page, "Data")).toContainText("150 rows");
  await expect(page.getByRole("button", { name: "Train", exact: true })).toBeEnabled();
  const sizes = [...files].map((file) => ({ file, bytes: compressedBytes(file) }));
  const sum = sizes.reduce((total, { bytes }) => total + bytes, 0);
  const table = [...sizes, { file: "together", bytes: sum }]
    .map(({ file, bytes }) => `${bytes.toLocaleString("en").padStart(9)}  ${file}`)
    .join("\n");
  console.log(`bytes after gzip -9, in the order of the requests:\n${table}`);
  // Without the engine, the sample table or the page's own script it would not be the first load.
  for (const part of [/^index\.html$/, /\.css$/, /index-.*\.js$/, /run-worker.*\.js$/, /_run.*\.wasm$/, /iris\.csv$/])
    expect([...files]).toContainEqual(expect.stringMatching(part));
  expect(sum, table).toBeLessThanOrEqual(mostBytes);
});

test("search, explanation, charts and dialogs are fetched when the visitor turns to them", async ({
  page,
  baseURL,
}) => {
  const files = requestedFiles(page, baseURL);
  const whole = /vitrine_wasm-.*\.wasm$/;
  const later = [/search/, /explain/, /outcome/, /chart/, /share/, /link/, /help/, /whole/, whole];
  const found = (pattern: RegExp) => [...files].filter((file) => pattern.test(file));
  await openPage(page);
  expect(later.flatMap(found)).toEqual([]);

  await page.getByRole("button", { name: "Train", exact: true }).hover();
  await expect.poll(() => found(/outcome.*\.js$/)).toHaveLength(1);
  await page.getByRole("button", { name: "Train", exact: true }).click();
  await expect(statusWords(page)).toContainText("Finished");
  await expect.poll(() => found(/chart-js/)).toHaveLength(1);
  expect([/search/, /explain/, /share/, /whole/, whole].flatMap(found)).toEqual([]);

  const search = await comeTo(page, "Search");
  expect(found(/search.*\.js$/)).toHaveLength(1);
  expect(found(whole)).toEqual([]);
  await setNumber(page, "Trials", "2");
  await search.getByRole("button", { name: "Start search" }).click();
  await expect(search).toContainText("All trials are done");
  expect(found(whole)).toHaveLength(1);
});

test("a part that cannot be fetched says so, and comes when it is asked for again", async ({
  page,
  watch,
  context,
}) => {
  watch.expected.push(/ERR_INTERNET_DISCONNECTED/);
  await openPage(page);
  await context.setOffline(true);
  const search = panel(page, "Search");
  await search.scrollIntoViewIfNeeded();
  await expect(search.getByRole("alert")).toContainText("The search panel could not be loaded. Check the connection");
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share this playground" });
  await expect(dialog.getByRole("alert")).toContainText("The share dialog could not be loaded");

  await context.setOffline(false);
  await dialog.getByRole("button", { name: "Try again" }).click();
  await expect(dialog.getByLabel(/^Link, /)).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).click();
  await search.getByRole("button", { name: "Try again" }).click();
  await expect(search.getByLabel("Trials")).toBeVisible();
  await expect(search.getByRole("alert")).toHaveCount(0);
});

test("a part whose styles cannot be fetched comes with them when it is asked for again", async ({ page, watch }) => {
  watch.expected.push(/ERR_FAILED/, /outcome.*\.css/);
  let lost = 0;
  await page.route(/outcome-.*\.css$/, (route) => (lost++ === 0 ? route.abort() : route.continue()));
  await openPage(page);
  await page.getByRole("button", { name: "Train", exact: true }).click();
  const result = panel(page, "Result");
  await expect(result.getByRole("alert")).toContainText("The result could not be loaded");
  await result.getByRole("button", { name: "Try again" }).click();
  await expect(result.locator(".scores")).toHaveCSS("display", "flex");
  expect(lost).toBe(2);
});

test("without the chart library a chart still has its table, and is drawn when asked for again", async ({
  page,
  watch,
  context,
}) => {
  watch.expected.push(/ERR_INTERNET_DISCONNECTED/);
  await openPage(page);
  const fetched = page.waitForResponse(/outcome-.*\.js$/);
  await page.getByRole("button", { name: "Train", exact: true }).hover();
  await (await fetched).finished();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Train", exact: true }).click();
  const loss = page.getByRole("figure").filter({ hasText: "Loss" }).first();
  await expect(loss).toContainText("The drawing could not be loaded");
  await loss.getByText("Show as table").click();
  await expect(loss.getByRole("table")).toBeVisible();
  await context.setOffline(false);
  await loss.getByRole("button", { name: "Try again" }).click();
  await expect(loss.getByRole("img", { name: /Loss per epoch/ })).toBeVisible();
});
