import type { Page } from "@playwright/test";
import { expect, test } from "./support/test.js";
import { openPage, panel, runFigure, statusWords, train } from "./support/visitor.js";

/** A table that a network can learn: the class is the sign of a, and b says nothing. */
function signs(rows: number): string {
  const lines = Array.from({ length: rows }, (_, index) => {
    const a = (((index * 37) % 101) - 50) / 10;
    return `${a},${(index * 13) % 7},${index % 9 === 0 ? "" : (index * 7) % 5},${a < 0 ? "low" : "high"}`;
  });
  return ["a,b,c,level", ...lines].join("\n");
}

async function pick(page: Page, name: string, content: string): Promise<void> {
  await page
    .getByLabel(/Your own CSV file/)
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
}

test("a picked CSV shows its columns, is trained, and survives a reload", async ({ page }) => {
  await openPage(page);
  await pick(page, "levels.csv", signs(120));
  const data = panel(page, "Data");
  await expect(data).toContainText("levels.csv: 120 rows, 4 columns");
  await expect(page.getByLabel("Target: the column to predict")).toHaveValue("level");
  const columns = page.getByRole("region", { name: "Columns of the table" });
  await expect(columns.getByRole("row", { name: /\bc\b/ }).getByRole("cell").last()).toContainText("14 missing");
  await data.getByText("First 50 rows").click();
  await expect(page.getByRole("region", { name: "First rows of the table" }).getByRole("row")).toHaveCount(51);
  await expect(statusWords(page)).toContainText("Ready");
  const fingerprint = await train(page);
  await page.reload();
  await expect(data).toContainText("levels.csv: 120 rows, 4 columns");
  await expect(statusWords(page)).toContainText("Ready");
  expect(await train(page)).toBe(fingerprint);
});

test("a table that a reload brought back is found again by undo, and by the next reload", async ({ page }) => {
  await openPage(page);
  await pick(page, "levels.csv", signs(120));
  const data = panel(page, "Data");
  await expect(data).toContainText("levels.csv: 120 rows");
  await page.reload();
  await expect(data).toContainText("levels.csv: 120 rows");
  await pick(page, "one-class.csv", `a,b,class\n${"1,2,yes\n3,4,yes\n".repeat(20)}`);
  await expect(data).toContainText("one-class.csv: 40 rows");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(data).toContainText("levels.csv: 120 rows");
  await expect(statusWords(page)).toContainText("Ready");
  await page.reload();
  await expect(data).toContainText("levels.csv: 120 rows");
  await expect(statusWords(page)).toContainText("Ready");
});

test("a column can be left out, its type and the target can be chosen", async ({ page }) => {
  await openPage(page);
  await pick(page, "levels.csv", signs(120));
  await expect(page.getByLabel("Target: the column to predict")).toHaveValue("level");
  await expect(page.getByRole("img", { name: /Network with 3 inputs/ })).toBeVisible();
  await page.getByLabel("Use column b").click();
  await expect(page.getByRole("img", { name: /Network with 2 inputs/ })).toBeVisible();
  // Five values and missing ones: a category becomes one input for each.
  await page.getByLabel("Type of column c").selectOption("category");
  await expect(page.getByRole("img", { name: /Network with [67] inputs/ })).toBeVisible();
  await page.getByLabel("Target: the column to predict").selectOption("b");
  await expect(page.getByRole("img", { name: /and 7 classes/ })).toBeVisible();
});

test("a CSV can be dropped anywhere on the page", async ({ page }) => {
  await openPage(page);
  const transfer = await page.evaluateHandle((text) => {
    const files = new DataTransfer();
    files.items.add(new File([text], "dropped.csv", { type: "text/csv" }));
    return files;
  }, signs(60));
  await page.getByRole("main").dispatchEvent("dragenter", { dataTransfer: transfer });
  await page.getByRole("main").dispatchEvent("drop", { dataTransfer: transfer });
  await expect(panel(page, "Data")).toContainText("dropped.csv: 60 rows");
});

const refused = [
  { name: "empty.csv", what: "an empty file", content: "", words: /empty/i },
  {
    name: "picture.csv",
    what: "a file that is no text",
    content: "\u0089PNG\u0000\u0001\u0002\u0000\u0000",
    words: /text|CSV/,
  },
  { name: "header.csv", what: "a header without rows", content: "a,b,class\n", words: /row/i },
];

for (const { name, what, content, words } of refused) {
  test(`${what} is refused in words, and the data before and the trained network stay`, async ({ page }) => {
    await openPage(page);
    const fingerprint = await train(page);
    await pick(page, name, content);
    const alert = panel(page, "Data")
      .getByRole("status")
      .filter({ hasText: `${name} was not opened` });
    await expect(alert).toContainText(words);
    await expect(panel(page, "Data")).toContainText("Iris: 150 rows");
    await expect(runFigure(page, "Fingerprint")).toHaveText(fingerprint);
    await expect(statusWords(page)).toContainText("Finished");
  });
}

const untrainable = [
  {
    name: "one-class.csv",
    what: "one class",
    content: `a,b,class\n${"1,2,yes\n3,4,yes\n".repeat(20)}`,
    target: "class",
    words: /same label, "yes", in column "class"/,
  },
  {
    name: "constant.csv",
    what: "no usable column",
    content: `a,class\n${"1,yes\n1,no\n".repeat(20)}`,
    target: "class",
    words: /no column to predict "class" from/,
  },
  {
    name: "tiny.csv",
    what: "three rows",
    content: "a,kind\n1,x\n2,y\n3,x\n",
    target: "kind",
    words: /too few to split/,
  },
  {
    name: "measured.csv",
    what: "a measurement at its end",
    content: ["a,b", ...Array.from({ length: 60 }, (_, row) => `${row / 3},${row / 7}`)].join("\n"),
    target: "b",
    words: /Column "b" has 60 distinct values/,
  },
];

for (const { name, what, content, target, words } of untrainable) {
  test(`a table with ${what} leaves a trained network alone until the visitor insists; undo goes back`, async ({
    page,
  }) => {
    await openPage(page);
    const fingerprint = await train(page);
    await pick(page, name, content);
    const data = panel(page, "Data");
    const alert = data.getByRole("status").filter({ hasText: `${name} was not opened, which would discard` });
    await expect(alert).toContainText(words);
    await expect(data).toContainText("Iris: 150 rows");
    await expect(statusWords(page)).toContainText("Finished");
    await expect(runFigure(page, "Fingerprint")).toHaveText(fingerprint);
    await data.getByRole("button", { name: `Use ${name} as a new table instead` }).click();
    await expect(data).toContainText(`${name}: `);
    await expect(statusWords(page)).toContainText("This cannot be trained yet");
    await expect(statusWords(page)).toContainText(words);
    await expect(page.getByLabel("Target: the column to predict")).toHaveValue(target);
    await expect(page.getByRole("region", { name: "Columns of the table" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Train", exact: true })).toBeDisabled();
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(data).toContainText("Iris: 150 rows");
    await expect(statusWords(page)).toContainText("Ready");
    expect(await train(page)).toBe(fingerprint);
  });
}

test("another target mends a table that could not be trained, and undo finds the file before", async ({ page }) => {
  await openPage(page);
  await pick(page, "levels.csv", signs(120));
  await expect(panel(page, "Data")).toContainText("levels.csv: 120 rows");
  await pick(page, "one-class.csv", `a,b,class\n${"1,2,yes\n3,4,yes\n".repeat(20)}`);
  await expect(statusWords(page)).toContainText("This cannot be trained yet");
  await page.getByLabel("Target: the column to predict").selectOption("b");
  await expect(statusWords(page)).toContainText("Ready");
  await expect(panel(page, "Data").getByText(/same label/)).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(panel(page, "Data")).toContainText("levels.csv: 120 rows");
  await expect(statusWords(page)).toContainText("Ready");
});

for (const before of ["fresh", "trained"]) {
  test(`an unusable target shows no facts of the ${before} network before it`, async ({ page }) => {
    await openPage(page);
    const fingerprint = before === "trained" ? await train(page) : await runFigure(page, "Fingerprint").textContent();
    await page.getByLabel("Target: the column to predict").selectOption("sepal_length_cm");
    await expect(statusWords(page)).toContainText("This cannot be trained yet");
    await expect(page.getByRole("list", { name: /^Classes of/ })).toHaveCount(0);
    await expect(panel(page, "Data").getByText(/rows train/)).toHaveCount(0);
    await expect(runFigure(page, "Fingerprint")).toHaveText("\u2013");
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(runFigure(page, "Fingerprint")).toHaveText(fingerprint ?? "");
    await expect(page.getByRole("button", { name: /^Train/ })).toBeEnabled();
  });
}
