import { expect, test } from "./support/test.js";
import { openGroup, openPage, panel, runFigure, setNumber, statusWords, train } from "./support/visitor.js";

test("training pauses, resumes, steps, stops and resets", async ({ page }) => {
  await openPage(page);
  const start = await runFigure(page, "Fingerprint").textContent();
  await page.getByLabel("Speed of training").selectOption("Speed: 10 epochs a second");
  await page.getByRole("button", { name: "Train", exact: true }).click();
  await expect(runFigure(page, "Epoch")).not.toHaveText("0/100");
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(statusWords(page)).toContainText("Paused in epoch");
  const paused = await runFigure(page, "Fingerprint").textContent();
  expect(paused).not.toBe(start);

  await page.getByRole("button", { name: "Step", exact: true }).click();
  await expect(runFigure(page, "Fingerprint")).not.toHaveText(paused ?? "");

  await page.getByLabel("Speed of training").selectOption("Speed: full");
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(statusWords(page)).toContainText("Finished after 100 epochs");
  const finished = await runFigure(page, "Fingerprint").textContent();

  await page.getByRole("button", { name: "Reset" }).click();
  await expect(runFigure(page, "Epoch")).toHaveText("0/100");
  await expect(runFigure(page, "Fingerprint")).toHaveText(start ?? "");
  // Pauses and steps change nothing about the result.
  expect(await train(page)).toBe(finished);
});

test("stop ends a long training and keeps the network", async ({ page }) => {
  await openPage(page);
  await page.getByLabel("Data set").selectOption("dataset:digits");
  await expect(panel(page, "Data")).toContainText("1,797 rows");
  await expect(statusWords(page)).toContainText("Ready");
  await setNumber(page, "Epochs", "10000");
  await page.getByRole("button", { name: "Train", exact: true }).click();
  await expect(statusWords(page)).toContainText("Training: epoch");
  await page.getByRole("button", { name: "Stop" }).click();
  await expect(statusWords(page)).toContainText(/Stopped after epoch \d+ of 10000/);
  await expect(statusWords(page)).toContainText(/validation rows right/);
  await expect(page.getByRole("button", { name: "Train again" })).toBeEnabled();
});

test("hidden layers, activations and options change the network and its result", async ({ page }) => {
  await openPage(page);
  const first = await train(page);
  const network = panel(page, "Network");
  const before = await network.getByRole("group", { name: /Hidden layer/ }).count();
  await network.getByRole("button", { name: "Add hidden layer" }).click();
  await expect(network.getByRole("group", { name: /Hidden layer/ })).toHaveCount(before + 1);
  await expect(statusWords(page)).toContainText("Train starts a new one");
  await setNumber(page, "Units of hidden layer 1", "5");
  await network.getByLabel("Activation of hidden layer 1").selectOption("tanh");
  await expect(network.getByRole("img", { name: /Network with 4 inputs, 5 tanh units/ })).toBeVisible();
  await network.getByRole("button", { name: "Remove hidden layer 1" }).click();
  await network.getByRole("button", { name: "Remove hidden layer 1" }).click();

  await page.getByLabel("Optimizer", { exact: true }).selectOption("sgd");
  await openGroup(page, "Optimizer details");
  await setNumber(page, "Momentum", "0.8");
  await setNumber(page, "Learning rate", "0.05");
  await setNumber(page, "Batch size", "16");
  await setNumber(page, "L2 penalty", "0,001");
  await setNumber(page, "Epochs", "20");
  const initial = await openGroup(page, "Initial weights");
  await initial.getByLabel("Initial weights", { exact: true }).selectOption("xavier_uniform");
  await page.getByRole("button", { name: "Train", exact: true }).click();
  await expect(statusWords(page)).toContainText("Finished after 20 epochs");
  await expect(runFigure(page, "Fingerprint")).not.toHaveText(first);
});

test("a change can be undone and redone", async ({ page }) => {
  await openPage(page);
  const fingerprint = await train(page);
  await setNumber(page, "Learning rate", "0.5");
  await expect(statusWords(page)).toContainText("The options have changed");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByLabel("Learning rate", { exact: true })).toHaveValue("0.01");
  // The run is the project's again: nothing has to be trained anew.
  await expect(statusWords(page)).toContainText("Finished");
  await expect(runFigure(page, "Fingerprint")).toHaveText(fingerprint);
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(page.getByLabel("Learning rate", { exact: true })).toHaveValue("0.5");
});

test("a number out of range is refused in words and the old one stays in force", async ({ page }) => {
  await openPage(page);
  const field = page.getByLabel("Batch size", { exact: true });
  const old = await field.inputValue();
  await field.fill("0");
  await field.press("Tab");
  const problem = panel(page, "Training").getByText(/Batch size must be from 1 to .* Still in force/);
  await expect(problem).toBeVisible();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(problem).toContainText(`Still in force: ${old}`);
  await train(page);
  await setNumber(page, "Batch size", "many");
  await expect(panel(page, "Training").getByText(/Batch size needs a number/)).toBeVisible();
  await setNumber(page, "Batch size", "");
  await expect(panel(page, "Training").getByText(/Batch size is empty. Type a number from 1 to/)).toBeVisible();
  await setNumber(page, "Batch size", "8");
  await expect(field).toHaveAttribute("aria-invalid", "false");
});

test("a toy shows its boundary, and rows and noise can be set", async ({ page }) => {
  await openPage(page);
  await page.getByLabel("Data set").selectOption({ label: "Moons" });
  await expect(panel(page, "Data")).toContainText("Moons");
  await setNumber(page, "Points", "200");
  await setNumber(page, "Noise", "0.1");
  await expect(panel(page, "Data")).toContainText("200 rows");
  await expect(statusWords(page)).toContainText("Ready");
  await train(page);
  await expect(page.getByRole("img", { name: /Decision boundary over x and y/ })).toBeVisible();
  const accuracy = Number.parseFloat((await runFigure(page, "Validation accuracy").textContent()) ?? "");
  expect(accuracy).toBeGreaterThan(85);
});
