import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { formatNumber } from "../../web/src/app/format.js";
import { expect, test } from "./support/test.js";
import { openPage, panel, setNumber, statusWords, train } from "./support/visitor.js";

type Split = "validation" | "test";

/** The disclosure of a split's measures. */
function measuresOf(page: Page, split: Split): Locator {
  return panel(page, "Result")
    .getByRole("group")
    .filter({ hasText: `of the ${split} rows` });
}

async function openMeasures(page: Page, split: Split): Promise<Locator> {
  const measures = measuresOf(page, split);
  await measures.getByText("All measures").click();
  await expect(measures.getByRole("table", { name: `${split} row` })).toBeVisible();
  return measures;
}

/** The value that the table of all measures gives. */
function figureOf(measures: Locator, name: string): Locator {
  return measures
    .getByRole("row")
    .filter({ has: measures.page().getByText(name, { exact: true }) })
    .getByRole("cell")
    .first();
}

/** Rows of each true class by predicted class, as the confusion matrix shows them. */
async function confusion(page: Page, split: Split): Promise<number[][]> {
  const matrix = panel(page, "Result").getByRole("region", { name: `Confusion matrix of the ${split} rows` });
  await expect(matrix).toBeVisible();
  const rows = await matrix.locator("tbody tr").all();
  const texts = await Promise.all(rows.map((row) => row.getByRole("cell").allTextContents()));
  // The last column is the recall.
  return texts.map((row) => row.slice(0, -1).map(Number));
}

/** Mean over the classes of 2 TP / (2 TP + FP + FN). */
function macroF1(counts: readonly number[][]): number {
  const scores = counts.map((row, k) => {
    const right = row[k] ?? 0;
    const ofClass = row.reduce((sum, count) => sum + count, 0);
    const predicted = counts.reduce((sum, other) => sum + (other[k] ?? 0), 0);
    return (2 * right) / (ofClass + predicted);
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

async function expectMacroF1(page: Page, split: Split): Promise<void> {
  const expected = formatNumber(macroF1(await confusion(page, split)), 4);
  await expect(figureOf(measuresOf(page, split), "F1, macro")).toHaveText(expected);
}

async function expectNoViolation(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`)).toEqual(
    [],
  );
}

test("all measures of iris open by keyboard, agree with the confusion matrix and are drawn", async ({ page }) => {
  await openPage(page);
  await setNumber(page, "Epochs", "15");
  await train(page);
  const measures = measuresOf(page, "validation");
  await measures.locator("summary").first().focus();
  await page.keyboard.press("Enter");
  await expect(measures.getByRole("table", { name: "30 validation rows" })).toBeVisible();
  await expectMacroF1(page, "validation");

  await measures.getByText("Cohen's kappa", { exact: true }).click();
  await expect(measures.getByText(/Agreement with the truth beyond chance/)).toBeVisible();
  const ofClasses = measures.getByRole("region", { name: "Measures of each class" });
  await expect(ofClasses.getByRole("rowheader")).toHaveText(["setosa", "versicolor", "virginica"]);

  await expect(measures.getByRole("img", { name: /^ROC curve, each class against the others\. Area: / })).toBeVisible();
  await expect(measures.getByRole("img", { name: /^Precision-recall curve, each class/ })).toBeVisible();
  await expect(measures.getByRole("img", { name: /On the whole the network is/ })).toBeVisible();
  const roc = measures.getByRole("figure").filter({ hasText: "ROC curve" });
  await roc.getByText("Show as table").click();
  await expect(roc.getByRole("table").getByRole("row").nth(1)).toHaveText(/setosa\s*never\s*0\s*0/);
  await measures.getByLabel("Class whose curves stand out").selectOption("virginica");
  await expect(roc.getByRole("table").getByRole("row").nth(1)).toHaveText(/virginica\s*never\s*0\s*0/);
  await expectNoViolation(page);
});

test("measures that are open follow the network; those of test rows wait for their score", async ({ page }) => {
  await openPage(page);
  await setNumber(page, "Epochs", "15");
  await train(page);
  await openMeasures(page, "validation");
  const before = await confusion(page, "validation");
  await setNumber(page, "Epochs", "1");
  await train(page);
  expect(await confusion(page, "validation")).not.toEqual(before);
  await expectMacroF1(page, "validation");

  await expect(measuresOf(page, "test")).toHaveCount(0);
  await panel(page, "Result").getByRole("button", { name: "Score the test rows" }).click();
  await openMeasures(page, "test");
  await expectMacroF1(page, "test");
});

test("test scores go with the network that they are of", async ({ page }) => {
  await openPage(page);
  await page.getByRole("button", { name: "Epoch", exact: true }).click();
  const result = panel(page, "Result");
  await result.getByRole("button", { name: "Score the test rows" }).click();
  await openMeasures(page, "test");
  await page.getByRole("button", { name: "Epoch", exact: true }).click();
  await expect(result.getByRole("button", { name: "Score the test rows" })).toBeVisible();
  await expect(measuresOf(page, "test")).toHaveCount(0);
});

test("of two classes the curves are the second one's, and what is undefined says why", async ({ page }) => {
  await openPage(page);
  await page.getByLabel("Data set").selectOption("dataset:breast_cancer");
  await expect(panel(page, "Data")).toContainText("569 rows");
  await expect(statusWords(page)).toContainText("Ready");
  await setNumber(page, "Epochs", "5");
  await train(page);
  const measures = await openMeasures(page, "validation");
  await expectMacroF1(page, "validation");
  await expect(figureOf(measures, "Top-3 accuracy")).toHaveText("not available");
  await expect(measures).toContainText("Top-3 accuracy is not available: there are only 2 classes.");
  const chart = measures.getByRole("img", { name: /^ROC curve of malignant\. Area: / });
  const [, area] = /Area: ([\d.]+)\. Guessing/.exec((await chart.getAttribute("aria-label")) ?? "") ?? [];
  const exact = Number(await figureOf(measures, "ROC AUC").textContent());
  // The sentence gives three digits, the table four.
  expect(Math.abs(Number(area) - exact)).toBeLessThanOrEqual(0.00055);
  await expect(measures.getByRole("region", { name: "Measures of each class" }).getByRole("rowheader")).toHaveCount(2);
  await expect(measures.getByLabel("Class whose curves stand out")).toHaveCount(0);
});

test("of ten classes one stands out, and the confusion matrix fits", async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openPage(page);
  await page.getByLabel("Data set").selectOption("dataset:digits");
  await expect(panel(page, "Data")).toContainText("1,797 rows");
  await expect(statusWords(page)).toContainText("Ready");
  await setNumber(page, "Epochs", "3");
  await train(page);
  const matrix = panel(page, "Result").getByRole("region", { name: "Confusion matrix of the validation rows" });
  expect(await matrix.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
  const measures = await openMeasures(page, "validation");
  const choice = measures.getByLabel("Class whose curves stand out");
  await expect(choice).not.toHaveValue("");
  await choice.selectOption("seven");
  const recall = measures.getByRole("figure").filter({ hasText: "Precision and recall" });
  await recall.getByText("Show as table").click();
  const rows = recall.getByRole("table").getByRole("row");
  await expect(rows.nth(1)).toHaveText(/^seven\s*never\s*0\s*1$/);
  expect(await rows.count()).toBeLessThanOrEqual(201);
});

test("numbers have their own measures, and are drawn against what was predicted", async ({ page }) => {
  const lines = Array.from({ length: 120 }, (_, i) => {
    const [x, z] = [((i * 7) % 31) / 10, ((i * 11) % 17) / 10];
    return `${x},${z},${(1000 + 300 * x - 200 * z + ((i * 13) % 7)).toFixed(2)}`;
  });
  const buffer = Buffer.from(`x,z,price\n${lines.join("\n")}\n`);
  await openPage(page);
  await page.getByLabel(/Your own CSV file/).setInputFiles({ name: "prices.csv", mimeType: "text/csv", buffer });
  const data = panel(page, "Data");
  await expect(data).toContainText("120 rows");
  await data.getByLabel(/^Target/).selectOption("price");
  await data.getByLabel(/^Task/).selectOption("regression");
  await expect(statusWords(page)).toContainText("Ready");
  await setNumber(page, "Epochs", "40");
  await train(page);
  const measures = await openMeasures(page, "validation");
  const chart = measures.getByRole("img", { name: /^Predicted against actual price of 24 rows\. R squared: 0\.\d/ });
  await expect(chart).toBeVisible();
  await measures.getByText("Show as table").click();
  const twin = measures.getByRole("region", { name: /Predicted and actual price/ });
  const errors = await twin.locator("tbody tr td:last-child").allTextContents();
  expect(errors).toHaveLength(24);
  const mean = errors.reduce((sum, error) => sum + Math.abs(Number(error.replace("\u2212", "-"))), 0) / 24;
  const shown = Number(await figureOf(measures, "MAE").textContent());
  // The table's numbers have three digits.
  expect(Math.abs(mean - shown)).toBeLessThan(0.005 * shown);
  await expectNoViolation(page);
});

test("measures that fail say so, and come when they are asked for again", async ({ page, watch, context }) => {
  watch.expected.push(/ERR_FAILED|ERR_ABORTED|wasm/);
  await openPage(page);
  await setNumber(page, "Epochs", "2");
  await train(page);
  await context.route(/vitrine_wasm-.*\.wasm/, (route) => route.abort());
  const measures = measuresOf(page, "validation");
  await measures.getByText("All measures").click();
  await expect(measures.getByRole("alert")).toContainText("The validation rows could not be measured.");
  await context.unroute(/vitrine_wasm-.*\.wasm/);
  await measures.getByRole("button", { name: "Try again" }).click();
  await expectMacroF1(page, "validation");
  await expect(measures.getByRole("alert")).toHaveCount(0);
});
