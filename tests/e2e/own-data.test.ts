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
  {
    name: "one-class.csv",
    what: "one class",
    content: `a,b,class\n${"1,2,yes\n3,4,yes\n".repeat(20)}`,
    words: /class/i,
  },
  {
    name: "constant.csv",
    what: "no usable column",
    content: `a,class\n${"1,yes\n1,no\n".repeat(20)}`,
    words: /column/i,
  },
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
