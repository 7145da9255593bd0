import type { Page } from "@playwright/test";
import { expect, test } from "./support/test.js";
import { openPage, panel, runFigure, statusWords } from "./support/visitor.js";

/** Presses Tab until the focus has the wanted accessible name, as a visitor without a mouse does. */
async function tabTo(
  page: Page,
  role: "button" | "textbox" | "combobox" | "checkbox",
  name: string | RegExp,
): Promise<void> {
  const wanted = page.getByRole(role, { name, ...(typeof name === "string" && { exact: true }) }).first();
  const most = 200;
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press("Tab");
    // Some parts come only when the focus gets near them: no waiting for what is not there yet.
    if ((await wanted.count()) === 0) continue;
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`${role} ${name} is not reached by ${most} presses of Tab`);
}

test("the main job is done by keyboard alone", async ({ page }) => {
  await openPage(page);
  await tabTo(page, "button", "Train");
  await page.keyboard.press("Enter");
  await expect(statusWords(page)).toContainText("Finished");

  // Another data set, without opening the list.
  await tabTo(page, "combobox", "Data set");
  await page.keyboard.press("ArrowDown");
  await expect(panel(page, "Data")).toContainText("Wine: 178 rows");

  await tabTo(page, "checkbox", "Use column alcohol");
  await page.keyboard.press("Space");
  await expect(page.getByRole("img", { name: /Network with 12 inputs/ })).toBeVisible();

  await tabTo(page, "textbox", "Units of hidden layer 1");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("6");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("img", { name: /12 inputs, 6 relu units/ })).toBeVisible();
  await tabTo(page, "button", /Add hidden layer/);
  await page.keyboard.press("Space");
  await expect(page.getByRole("group", { name: "Hidden layer 2" })).toBeVisible();

  await tabTo(page, "textbox", "Batch size");
  await page.keyboard.press("ArrowUp");
  await expect(page.getByLabel("Batch size", { exact: true })).toHaveValue("64");

  await tabTo(page, "textbox", "Trials");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("3");
  await tabTo(page, "button", "Start search");
  await page.keyboard.press("Enter");
  await expect(panel(page, "Search")).toContainText("All trials are done");
  await tabTo(page, "button", "Apply the best and train");
  await page.keyboard.press("Enter");
  await expect(statusWords(page)).toContainText("Finished");
  const trained = await runFigure(page, "Fingerprint").textContent();

  await tabTo(page, "textbox", "Rows to explain");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("2");
  await tabTo(page, "button", "Explain 2 rows");
  await page.keyboard.press("Enter");
  await expect(panel(page, "Explain").getByText("sum of contributions")).toBeVisible();

  await tabTo(page, "button", "Share");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Share this playground" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  // The focus comes back to where it was, and undo takes back the applied trial.
  await expect(page.getByRole("button", { name: "Share" })).toBeFocused();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(statusWords(page)).toContainText("The options have changed");
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await expect(runFigure(page, "Fingerprint")).toHaveText(trained ?? "");
});
