import { expect, test } from "./support/test.js";
import { comeTo, openPage, runFigure, setNumber, statusWords } from "./support/visitor.js";

test("a search runs over the pool, ranks its trials and applies the best", async ({ page }) => {
  await openPage(page);
  await setNumber(page, "Epochs", "20");
  const search = await comeTo(page, "Search");
  await setNumber(page, "Trials", "6");
  await search.getByRole("button", { name: "Start search" }).click();
  await expect(search).toContainText("All trials are done");
  const rows = search.getByRole("region", { name: "Trials of the search" }).getByRole("row");
  await expect(rows).toHaveCount(7);
  // Sorted by the metric, the first line is the best one.
  await expect(rows.nth(1)).toContainText("best");
  const values = (await rows.getByRole("cell").allTextContents()).filter((_, index) => index % 6 === 0).map(Number);
  expect(values).toEqual([...values].sort((a, b) => a - b));
  // The engine's own numbers, from 0, as in the journal and on the command line.
  const numbers = (await rows.getByRole("rowheader").allTextContents()).map((text) => Number.parseInt(text, 10));
  expect([...numbers].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
  await expect(search.getByRole("button", { name: `Apply trial ${numbers[0]}`, exact: true })).toBeVisible();
  await expect(search.getByRole("img", { name: new RegExp(`The best is trial ${numbers[0]} `) })).toBeVisible();
  await expect(search.getByRole("img", { name: /of 6 trials. The best is trial \d/ })).toBeVisible();

  const best = await rows.nth(1).getByRole("cell").allTextContents();
  await search.getByRole("button", { name: "Apply the best and train" }).click();
  await expect(statusWords(page)).toContainText("Finished after 20 epochs");
  const rate = await page.getByLabel("Learning rate", { exact: true }).inputValue();
  expect(best.map(Number)).toContain(Number(rate));
  await expect(search).toContainText("in force");
  await expect(runFigure(page, "Epoch")).toHaveText("20/20");
});

test("a search can be cancelled, keeps what is done and goes on from there", async ({ page }) => {
  await openPage(page);
  const search = await comeTo(page, "Search");
  await setNumber(page, "Trials", "400");
  await search.getByRole("button", { name: "Start search" }).click();
  await expect(search.getByRole("row").nth(1)).toBeVisible();
  await search.getByRole("button", { name: "Cancel search" }).click();
  await expect(search).toContainText(/Cancelled. \d+ finished trials? kept/);
  await expect(search.getByRole("button", { name: /Run \d+ more trials/ })).toBeVisible();
});
