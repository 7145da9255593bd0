import { expect, type Locator, type Page } from "@playwright/test";

/** What a visitor does and sees, in the visitor's words. */

export async function openPage(page: Page, where = ""): Promise<void> {
  await page.goto(`./${where}`);
  await expect(statusWords(page)).toContainText("Ready");
}

export function statusWords(page: Page) {
  return page.getByRole("region", { name: "Training run" }).getByRole("paragraph");
}

export function runFigure(page: Page, name: "Epoch" | "Training loss" | "Validation accuracy" | "Fingerprint") {
  return page.getByRole("region", { name: "Training run" }).getByLabel(name, { exact: true });
}

export function panel(page: Page, name: "Data" | "Network" | "Training" | "Result" | "Search" | "Explain") {
  return page.getByRole("region", { name, exact: true });
}

/** Scrolls to a panel whose code is fetched when it comes into view. */
export async function comeTo(page: Page, name: "Search" | "Explain"): Promise<Locator> {
  const found = panel(page, name);
  await found.scrollIntoViewIfNeeded();
  await expect(found.getByRole("group", { name: "Options" })).toBeVisible();
  return found;
}

/** Opens one of the groups of finer training options, whose code is fetched when they come into view. */
export async function openGroup(page: Page, title: string): Promise<Locator> {
  const training = panel(page, "Training");
  await training.getByRole("button", { name: "New start" }).scrollIntoViewIfNeeded();
  await training.locator("summary", { hasText: title }).click();
  return training.getByRole("group", { name: title, exact: true });
}

export async function train(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Train", exact: true }).click();
  await expect(statusWords(page)).toContainText("Finished");
  return (await runFigure(page, "Fingerprint").textContent()) ?? "";
}

/** Types a number as a person does, and leaves the field. */
export async function setNumber(page: Page, label: string, value: string): Promise<void> {
  const field = page.getByLabel(label, { exact: true });
  await field.fill(value);
  await field.press("Enter");
}
