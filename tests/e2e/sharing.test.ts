import { readFile } from "node:fs/promises";
import { deflateRawSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { expect, test, watchPage } from "./support/test.js";
import { openPage, panel, runFigure, setNumber, statusWords, train } from "./support/visitor.js";

async function sharedAddress(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share this playground" });
  const address = await dialog.getByLabel(/^Link, [\d,]+ characters/).inputValue();
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(dialog).toHaveCount(0);
  return address;
}

test("a link opens the same playground in another browser, waits, and trains to the same fingerprint", async ({
  page,
  browser,
  watch,
  baseURL,
}) => {
  await openPage(page);
  await page.getByLabel("Data set").selectOption("dataset:wine");
  await expect(panel(page, "Data")).toContainText("Wine: 178 rows");
  await page.getByLabel("Title of the project").fill("Wine by tanh");
  await setNumber(page, "Units of hidden layer 1", "9");
  await page.getByLabel("Activation of hidden layer 1").selectOption("tanh");
  await setNumber(page, "Epochs", "30");
  const fingerprint = await train(page);
  const address = await sharedAddress(page);
  expect(address).toMatch(/#v1:[\w-]+$/);

  const context = await browser.newContext();
  const other = await context.newPage();
  watchPage(other, watch, new URL(baseURL ?? "").host);
  await other.goto(address);
  await expect(other.getByText("Opened from a link")).toBeVisible();
  await expect(statusWords(other)).toContainText("Ready");
  await expect(runFigure(other, "Epoch")).toHaveText("0/30");
  await expect(other.getByLabel("Title of the project")).toHaveValue("Wine by tanh");
  await expect(other.getByLabel("Units of hidden layer 1")).toHaveValue("9");
  expect(await train(other)).toBe(fingerprint);
  await context.close();
});

test("the dialog copies the link and says how long it is", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await openPage(page);
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share this playground" });
  await expect(dialog).toContainText("The link has been copied");
  const address = await dialog.getByLabel(/^Link, [\d,]+ characters/).inputValue();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(address);
  await expect(dialog).toContainText(`${address.length} characters`);
});

test("a small table travels in the link, a large one is asked for and checked", async ({
  page,
  browser,
  watch,
  baseURL,
}) => {
  await openPage(page);
  const row = (index: number) =>
    `${(index * 7919) % 10007},${(index * 104729) % 9973},${index % 2 === 0 ? "even" : "odd"}`;
  const tableOf = (rows: number) =>
    ["a,b,parity", ...Array.from({ length: rows }, (_, index) => row(index))].join("\n");
  const file = (name: string, content: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(content) });

  await page.getByLabel(/Your own CSV file/).setInputFiles(file("small.csv", tableOf(50)));
  await expect(panel(page, "Data")).toContainText("small.csv: 50 rows");
  const withTable = await sharedAddress(page);
  await page.getByLabel(/Your own CSV file/).setInputFiles(file("large.csv", tableOf(9000)));
  await expect(panel(page, "Data")).toContainText("large.csv: 9,000 rows");
  await setNumber(page, "Epochs", "1");
  const fingerprint = await train(page);
  const withName = await sharedAddress(page);

  const context = await browser.newContext();
  const other = await context.newPage();
  watchPage(other, watch, new URL(baseURL ?? "").host);
  await other.goto(withTable);
  await expect(panel(other, "Data")).toContainText("small.csv: 50 rows");

  await other.goto("about:blank");
  await other.goto(withName);
  await expect(panel(other, "Data").getByText(/was made with the file large.csv/)).toBeVisible();
  await expect(panel(other, "Data")).toContainText("The columns are shown once large.csv has been opened.");
  await expect(panel(other, "Data")).not.toContainText("is being read");
  const picker = other.getByLabel(/Your own CSV file/);
  await picker.setInputFiles(file("other.csv", tableOf(60)));
  await expect(panel(other, "Data")).toContainText("its checksum differs");
  await picker.setInputFiles(file("renamed.csv", tableOf(9000)));
  await expect(panel(other, "Data")).toContainText("9,000 rows");
  await expect(statusWords(other)).toContainText("Ready");
  expect(await train(other)).toBe(fingerprint);
  await context.close();
});

function linkOf(project: unknown): string {
  return `#v1:${deflateRawSync(JSON.stringify(project)).toString("base64url")}`;
}

test("a link whose target is no column shows the table, and a target can be chosen", async ({ page }) => {
  await page.goto(`./${linkOf({ vitrine: 1, data: { target: "zzz" } })}`);
  await expect(statusWords(page)).toContainText('There is no column "zzz"');
  await expect(panel(page, "Data")).toContainText("Iris: 150 rows");
  const target = page.getByLabel("Target: the column to predict");
  await expect(target).toHaveValue("zzz");
  await target.selectOption("species");
  await expect(statusWords(page)).toContainText("Ready");
  await train(page);
});

test("a damaged link is told in words and the page works on", async ({ page }) => {
  await openPage(page, "#v1:thisisnotalink");
  await expect(page.getByText(/This link was not opened. It is damaged or was cut off/)).toBeVisible();
  await train(page);
});

test("what is wrong with a link's project is told as the link's fault", async ({ page }) => {
  await openPage(page, linkOf({ vitrine: 1, training: { epochs: -5 } }));
  await expect(page.getByText(/This link was not opened\. .*training\.epochs/)).toBeVisible();
});

test("a small table that is not UTF-8 travels in the link", async ({ page }) => {
  await openPage(page);
  // Byte 0x80 is the euro sign in Windows-1252.
  const lines = Array.from({ length: 40 }, (_, row) => `${(row * 7) % 11},${row % 2 ? "\u0080 teuer" : "herb"}`);
  const buffer = Buffer.from(["gr\u00f6\u00dfe,art", ...lines].join("\n"), "latin1");
  await page.getByLabel(/Your own CSV file/).setInputFiles({ name: "latin.csv", mimeType: "text/csv", buffer });
  await expect(panel(page, "Data")).toContainText("latin.csv: 40 rows");
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share this playground" });
  await expect(dialog).toContainText("It holds all options and seeds and your table itself");
  const address = await dialog.getByLabel(/^Link, [\d,]+ characters/).inputValue();
  await page.goto("about:blank");
  await page.goto(address);
  await expect(page.getByRole("list", { name: "Classes of art" })).toContainText("\u20ac teuer");
  await expect(page.getByRole("img", { name: /Network with 1 input/ })).toBeVisible();
});

test("a project is saved as a file and opened again", async ({ page }) => {
  await openPage(page);
  await setNumber(page, "Epochs", "12");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save", exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("iris.vitrine.json");
  const text = await readFile((await download.path()) ?? "", "utf8");
  await setNumber(page, "Epochs", "3");
  await page
    .getByLabel("Open a project or a table")
    .setInputFiles({ name: "iris.vitrine.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await expect(page.getByLabel("Epochs", { exact: true })).toHaveValue("12");
  await page.getByLabel("Open a project or a table").setInputFiles({
    name: "broken.json",
    mimeType: "application/json",
    buffer: Buffer.from('{"vitrine": 1, "colour": 2}'),
  });
  await expect(page.getByText(/broken.json was not opened/)).toBeVisible();
  await expect(page.getByLabel("Epochs", { exact: true })).toHaveValue("12");
});

test("the model is downloaded as it was trained, whatever has been edited since", async ({ page }) => {
  await openPage(page);
  await setNumber(page, "Epochs", "12");
  const fingerprint = await train(page);
  await page.getByLabel("Title of the project").fill("Later");
  await setNumber(page, "Epochs", "3");
  await setNumber(page, "Units of hidden layer 1", "5");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download the model" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`later-model-${fingerprint}.json`);
  const model = JSON.parse(await readFile((await download.path()) ?? "", "utf8"));
  expect(model).toMatchObject({ vitrine_model: 1, fingerprint, project: { vitrine: 1, training: { epochs: 12 } } });
  expect(model.layers[0].bias).toHaveLength(16);
});

test("what was changed survives a reload", async ({ page }) => {
  await openPage(page);
  await page.getByLabel("Title of the project").fill("Kept");
  await page.getByLabel("Title of the project").press("Enter");
  await setNumber(page, "Epochs", "17");
  await page.reload();
  await expect(page.getByLabel("Title of the project")).toHaveValue("Kept");
  await expect(page.getByLabel("Epochs", { exact: true })).toHaveValue("17");
});
