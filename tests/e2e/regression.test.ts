import { expect, test } from "./support/test.js";
import { comeTo, openPage, panel, setNumber, statusWords, train } from "./support/visitor.js";

const csv = `x,z,price\n${Array.from({ length: 120 }, (_, i) => {
  const x = ((i * 7) % 31) / 10;
  const z = ((i * 11) % 17) / 10;
  return `${x},${z},${(1000 + 300 * x - 200 * z + ((i * 13) % 7)).toFixed(2)}`;
}).join("\n")}\n`;

test("a numeric target is learned, scored in its unit, searched and explained", async ({ page }) => {
  await openPage(page);
  await page
    .getByLabel(/Your own CSV file/)
    .setInputFiles({ name: "prices.csv", mimeType: "text/csv", buffer: Buffer.from(csv) });
  const data = panel(page, "Data");
  await expect(data).toContainText("120 rows");
  await data.getByLabel(/^Target/).selectOption("price");
  await expect(statusWords(page)).toContainText("Choose the task regression");
  await data.getByLabel(/^Task/).selectOption("regression");
  await expect(statusWords(page)).toContainText("Ready");
  await expect(panel(page, "Network")).toContainText("one number");
  await train(page);
  await expect(statusWords(page)).toContainText(/R\u00b2 0\.9\d* on 24 validation rows, RMSE/);
  const result = panel(page, "Result");
  await expect(result).toContainText("RMSE");
  await expect(result.getByRole("figure").filter({ hasText: "Accuracy" })).toHaveCount(0);
  await result.getByRole("button", { name: "Score the test rows" }).click();
  await expect(result).toContainText(/Test R/);

  const search = await comeTo(page, "Search");
  await expect(search.getByLabel("Metric")).toHaveValue("rmse");
  await setNumber(page, "Trials", "2");
  await search.getByRole("button", { name: "Start search" }).click();
  await expect(search).toContainText(/Best so far: trial \d, RMSE/);

  const explain = await comeTo(page, "Explain");
  await explain.getByRole("button", { name: /^Explain \d+ rows/ }).click();
  await expect(explain).toContainText(/The network says [\d.,]+; the table says/);
  await expect(explain).toContainText("sum of contributions");
});
