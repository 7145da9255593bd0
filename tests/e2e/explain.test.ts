import { expect, test } from "./support/test.js";
import { comeTo, openPage, panel, setNumber, train } from "./support/visitor.js";

/** "0.333 base − 0.2 sum of contributions = 0.133 prediction" as numbers. */
function addition(text: string): { base: number; sum: number; prediction: number } {
  const [, base, sign, sum, prediction] =
    /([\d.e-]+) base ([+\u2212]) ([\d.e-]+) sum of contributions = ([\d.e-]+) prediction/.exec(text) ?? [];
  return { base: Number(base), sum: Number(sum) * (sign === "+" ? 1 : -1), prediction: Number(prediction) };
}

test("the columns' shares add up to each prediction", async ({ page }) => {
  await openPage(page);
  await train(page);
  const explain = await comeTo(page, "Explain");
  await setNumber(page, "Rows to explain", "6");
  await explain.getByRole("button", { name: "Explain 6 rows" }).click();
  await expect(explain.getByRole("img", { name: /Mean absolute SHAP value per column/ })).toBeVisible();
  // Four columns: every set of them can be tried.
  await expect(explain).toContainText("exact Shapley values");
  await expect(explain).toContainText("mean over 6 validation rows");
  const words = explain.getByRole("paragraph").filter({ hasText: "sum of contributions" });
  for (const row of [0, 3]) {
    await explain.getByLabel("Row", { exact: true }).selectOption({ index: row });
    for (const name of ["setosa", "versicolor", "virginica"]) {
      await explain.getByLabel("Class", { exact: true }).selectOption(name);
      await expect(explain.getByRole("img", { name: new RegExp(`for ${name}`) })).toBeVisible();
      const { base, sum, prediction } = addition((await words.textContent()) ?? "");
      // Written with four digits.
      expect(base + sum).toBeCloseTo(prediction, 3);
    }
  }
  const figure = explain.getByRole("figure").filter({ hasText: "from the base" });
  await figure.getByText("Show as table").click();
  await expect(figure.getByRole("row")).toHaveCount(7);
});

test("sampled values carry standard errors, and the space is named", async ({ page }) => {
  await openPage(page);
  await page.getByLabel("Data set").selectOption("dataset:wine");
  await expect(panel(page, "Data")).toContainText("Wine: 178 rows");
  await train(page);
  const explain = await comeTo(page, "Explain");
  await setNumber(page, "Rows to explain", "2");
  await setNumber(page, "Background", "20");
  await setNumber(page, "Coalitions", "256");
  await explain.getByLabel("Explained output").selectOption("logodds");
  await explain.getByRole("button", { name: "Explain 2 rows" }).click();
  await expect(explain).toContainText("KernelSHAP, sampled, with standard errors, log-odds, 20 background rows");
  const figure = explain.getByRole("figure").filter({ hasText: "from the base" });
  await figure.getByText("Show as table").click();
  await expect(figure.getByRole("columnheader", { name: "Standard error" })).toBeVisible();
});

test("an explanation can be cancelled", async ({ page }) => {
  await openPage(page);
  await page.getByLabel("Data set").selectOption("dataset:digits");
  await expect(panel(page, "Data")).toContainText("1,797 rows");
  await setNumber(page, "Epochs", "2");
  await train(page);
  const explain = await comeTo(page, "Explain");
  await setNumber(page, "Rows to explain", "300");
  await explain.getByRole("button", { name: "Explain 300 rows" }).click();
  await expect(explain).toContainText("The network is being explained.");
  await explain.getByRole("button", { name: "Cancel explanation" }).click();
  await expect(explain).toContainText("Cancelled.");
  await expect(explain.getByRole("button", { name: "Explain 300 rows" })).toBeEnabled();
});
