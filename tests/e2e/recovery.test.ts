import { expect, test } from "./support/test.js";
import { comeTo, openPage, panel, runFigure, setNumber, statusWords, train } from "./support/visitor.js";

test("a dead worker is replaced, nothing chosen is lost, and training again repeats the run", async ({
  page,
  watch,
}) => {
  watch.expected.push(/struck by lightning/);
  await openPage(page);
  await setNumber(page, "Epochs", "40");
  const fingerprint = await train(page);
  await page.getByRole("button", { name: "Reset" }).click();
  await page.getByLabel("Speed of training").selectOption("Speed: 10 epochs a second");
  await page.getByRole("button", { name: "Train", exact: true }).click();
  await expect(runFigure(page, "Epoch")).not.toHaveText("0/40");

  const [worker] = page.workers();
  await worker?.evaluate(() => {
    setTimeout(() => {
      throw new Error("struck by lightning");
    });
  });
  await expect(page.getByText(/stopped unexpectedly in epoch \d+.*Nothing you chose is lost/)).toBeVisible();
  await expect(page.getByLabel("Epochs", { exact: true })).toHaveValue("40");
  await expect(statusWords(page)).toContainText("Ready");
  await expect(page.getByRole("button", { name: "Dismiss this message" })).toHaveCount(1);
  await page.getByLabel("Speed of training").selectOption("Speed: full");
  await expect(panel(page, "Result")).toContainText("These curves are of the run that was lost");
  await expect(page.getByRole("status").filter({ hasText: "Training: epoch" })).toHaveCount(0);
  const again = page.getByRole("status").getByRole("button", { name: /^Train again to epoch \d+$/ });
  const reached = /\d+/.exec((await again.textContent()) ?? "")?.[0] ?? "";
  await again.click();
  await expect(statusWords(page)).toContainText("Paused in epoch");
  await expect(runFigure(page, "Epoch")).toHaveText(`${reached}/40`);
  await expect(panel(page, "Result").getByText(/run that was lost/)).toHaveCount(0);
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(statusWords(page)).toContainText("Finished after 40 epochs");
  await expect(runFigure(page, "Fingerprint")).toHaveText(fingerprint);
  await expect(page.getByText(/stopped unexpectedly/)).toHaveCount(0);
});

test("a search outlives the death of one of its workers", async ({ page, watch }) => {
  watch.expected.push(/struck by lightning/);
  await openPage(page);
  const search = await comeTo(page, "Search");
  // Long enough for the search to be under way when lightning strikes.
  await setNumber(page, "Epochs", "3000");
  await setNumber(page, "Trials", "12");
  const poolWorker = page.waitForEvent("worker");
  await search.getByRole("button", { name: "Start search" }).click();
  const worker = await poolWorker;
  await expect(search.getByRole("row").nth(1)).toBeVisible();
  await worker.evaluate(() => {
    setTimeout(() => {
      throw new Error("struck by lightning");
    });
  });
  await expect(search).toContainText("All trials are done");
  await expect(search.getByRole("region", { name: "Trials of the search" }).getByRole("row")).toHaveCount(13);
});
