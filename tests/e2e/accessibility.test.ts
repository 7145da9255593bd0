import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./support/test.js";
import { comeTo, openGroup, openPage, panel, setNumber, train } from "./support/visitor.js";

const trainingGroups = [
  "Initial weights",
  "Loss and class weights",
  "Optimizer details",
  "Schedule",
  "Regularisation",
  "Early stopping",
  "Seeds",
];

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

async function expectNoViolation(page: Page, view: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join("; ")}`);
  expect(found, view).toEqual([]);
}

for (const colorScheme of ["light", "dark"] as const) {
  test(`axe finds nothing to object to on a desktop, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 1440, height: 900 });
    await openPage(page);
    await expectNoViolation(page, "first visit");
    await openGroup(page, "Schedule");
    await page.getByRole("button", { name: "More of hidden layer 1" }).click();
    await page.getByLabel("Dropout", { exact: true }).fill("0.2");
    await page.getByLabel("Batch normalisation").check();
    for (const details of await page.locator("details").all())
      await details.evaluate((element) => element.setAttribute("open", ""));
    await train(page);
    await page.getByRole("button", { name: "Score the test rows" }).click();
    await comeTo(page, "Search");
    await setNumber(page, "Trials", "3");
    await page.getByRole("button", { name: "Start search" }).click();
    await expect(panel(page, "Search")).toContainText("All trials are done");
    await comeTo(page, "Explain");
    await setNumber(page, "Rows to explain", "2");
    await page.getByRole("button", { name: "Explain 2 rows" }).click();
    await expect(panel(page, "Explain").getByText("sum of contributions")).toBeVisible();
    await expectNoViolation(page, "everything in use");
    await setNumber(page, "Batch size", "0");
    await page
      .getByLabel(/Your own CSV file/)
      .setInputFiles({ name: "empty.csv", mimeType: "text/csv", buffer: Buffer.from("") });
    await expect(panel(page, "Data")).toContainText("empty.csv was not opened");
    await expectNoViolation(page, "errors");
    await page.getByLabel("Data set").selectOption({ label: "Circles" });
    await expect(page.getByRole("img", { name: /Decision boundary/ })).toBeVisible();
    await expectNoViolation(page, "a toy");
    await page.getByRole("button", { name: "Help" }).click();
    await expectNoViolation(page, "help");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Share" }).click();
    await expectNoViolation(page, "share");
  });

  test(`axe finds nothing to object to on a phone, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 390, height: 844 });
    await openPage(page);
    await train(page);
    for (const name of ["Data", "Network", "Train", "Search", "Explain"]) {
      await page.getByRole("tab", { name }).click();
      await expect(page.getByRole("tabpanel", { name })).toBeVisible();
      if (name === "Network") await page.getByRole("button", { name: "More of hidden layer 1" }).click();
      if (name === "Train") for (const group of trainingGroups) await openGroup(page, group);
      await expect(page.getByText(/^Loading /)).toHaveCount(0);
      await expectNoViolation(page, name);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, `${name} is wider than the phone`).toBeLessThanOrEqual(0);
    }
  });
}

test("on a phone the panels are tabs that arrow keys move between", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openPage(page);
  await page.getByRole("tab", { name: "Data" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("tab", { name: "Network" })).toBeFocused();
  await expect(panel(page, "Network")).toBeVisible();
  await expect(panel(page, "Data")).toHaveCount(0);
  await page.keyboard.press("End");
  await expect(panel(page, "Explain")).toBeVisible();
});

test("the colours follow the system until the visitor chooses", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await openPage(page);
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.getByLabel("Colours of the page").selectOption("Colours: light");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
});
