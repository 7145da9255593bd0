import { expect, test } from "./support/test.js";
import { openPage, panel, runFigure, setNumber, statusWords, train } from "./support/visitor.js";

test("a first visit finds iris and a network ready, and one click trains it", async ({ page }) => {
  await openPage(page);
  await expect(page.getByLabel("Data set")).toHaveValue("dataset:iris");
  await expect(panel(page, "Data")).toContainText("150 rows");
  await expect(panel(page, "Network").getByRole("img", { name: /Network with 4 inputs/ })).toBeVisible();
  await train(page);
  await expect(runFigure(page, "Epoch")).toHaveText("100/100");
  // Iris is easy: a network that learns gets nine of ten flowers right.
  const accuracy = Number.parseFloat((await runFigure(page, "Validation accuracy").textContent()) ?? "");
  expect(accuracy).toBeGreaterThan(85);
  await expect(page.getByRole("img", { name: /Loss per epoch. Training loss went from/ })).toBeVisible();
  await expect(page.getByRole("img", { name: /Accuracy per epoch/ })).toBeVisible();
});

test("the confusion matrix counts every validation row once, and test rows are scored on request only", async ({
  page,
}) => {
  await openPage(page);
  await train(page);
  const matrix = page.getByRole("region", { name: "Confusion matrix of the validation rows" });
  const cells = await matrix.getByRole("cell").allTextContents();
  const counts = cells.filter((text) => /^\d+$/.test(text)).map(Number);
  expect(counts).toHaveLength(9);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(30);
  await expect(page.getByText("Test accuracy")).toHaveCount(0);
  await page.getByRole("button", { name: "Score the test rows" }).click();
  await expect(page.getByText("Test accuracy")).toBeVisible();
  await expect(page.getByRole("region", { name: "Confusion matrix of the test rows" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Score the test rows" })).toHaveCount(0);
});

test("the run bar is low and its words have room, however wide the window", async ({ page }) => {
  await openPage(page);
  await train(page);
  for (const width of [900, 1024, 1200, 1280, 1366, 1407, 1408, 1600]) {
    await page.setViewportSize({ width, height: 800 });
    const bar = await page.getByRole("region", { name: "Training run" }).boundingBox();
    const words = await statusWords(page).boundingBox();
    expect(bar?.height, `height at ${width}`).toBeLessThan(120);
    expect(words?.width, `words at ${width}`).toBeGreaterThan(200);
  }
});

test("every chart tells its numbers as a table", async ({ page }) => {
  await openPage(page);
  await setNumber(page, "Epochs", "7");
  await train(page);
  const figure = page.getByRole("figure").filter({ hasText: "Loss" }).first();
  await figure.getByText("Show as table").click();
  // One line per epoch below the heading; the state before training may be the first.
  await expect(figure.getByRole("row").last().getByRole("cell").first()).toHaveText("7");
});

test("equal seeds repeat a run, and a new start makes another", async ({ page }) => {
  await openPage(page);
  const first = await train(page);
  await page.getByRole("button", { name: "Reset" }).click();
  await expect(statusWords(page)).toContainText("Ready");
  expect(await train(page)).toBe(first);
  await page.getByRole("button", { name: "New start" }).click();
  await expect(statusWords(page)).toContainText("Ready");
  expect(await train(page)).not.toBe(first);
});
