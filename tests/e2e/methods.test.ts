import type { Locator } from "@playwright/test";
import { expect, test } from "./support/test.js";
import { openGroup, openPage, panel, runFigure, setNumber, statusWords, train } from "./support/visitor.js";

test("a hidden layer is given dropout, a normalisation and a residual connection", async ({ page }) => {
  await openPage(page);
  const network = panel(page, "Network");
  await network.getByRole("button", { name: "Add hidden layer" }).click();
  await network.getByRole("button", { name: "More of hidden layer 2" }).click();
  const more = network.getByRole("group", { name: "More of hidden layer 2" });
  await more.getByLabel("Dropout", { exact: true }).fill("0,2");
  await more.getByLabel("Dropout", { exact: true }).press("Enter");
  await more.getByLabel("Batch normalisation").check();
  await more.getByRole("checkbox", { name: "Residual connection" }).check();
  await expect(
    network.getByRole("img", { name: /16 relu units, 16 relu units \(batch norm, residual, dropout 0.2\)/ }),
  ).toBeVisible();
  // Weights and biases, and two numbers per normalised unit.
  const parameters = (4 + 1) * 16 + (16 + 1) * 16 + 2 * 16 + (16 + 1) * 3;
  await expect(network).toContainText(`${parameters} parameters`);
  await expect(statusWords(page)).toContainText(`Ready: ${parameters} parameters`);

  // Closed, the card still says what the layer has.
  await network.getByRole("button", { name: "More of hidden layer 2" }).click();
  await expect(more).toHaveCount(0);
  await expect(network.getByRole("button", { name: "More of hidden layer 2" })).toContainText("dropout");
  await train(page);
});

test("open details stay with their layer when another is removed, and go with it", async ({ page }) => {
  await openPage(page);
  const network = panel(page, "Network");
  const details = network.getByRole("group", { name: /^More of hidden layer/ });
  const add = network.getByRole("button", { name: "Add hidden layer" });
  await add.click();
  await network.getByRole("button", { name: "More of hidden layer 2" }).click();
  await details.getByLabel("Batch normalisation").check();
  await network.getByRole("button", { name: "Remove hidden layer 1" }).click();
  await expect(details).toHaveAccessibleName("More of hidden layer 1");
  await expect(details.getByLabel("Batch normalisation")).toBeChecked();
  await add.click();
  await network.getByRole("button", { name: "Remove hidden layer 1" }).click();
  await expect(network.getByRole("button", { name: "Remove hidden layer 2" })).toHaveCount(0);
  await expect(details).toHaveCount(0);
});

test("what the engine refuses is said at its field, and the network stays to be mended", async ({ page }) => {
  await openPage(page);
  const network = panel(page, "Network");
  await network.getByRole("button", { name: "More of hidden layer 1" }).click();
  const residual = network.getByRole("checkbox", { name: "Residual connection" });
  await residual.check();
  const refusal = "Layer 1 has 16 units and 4 inputs; a residual connection adds one to the other";
  await expect(network.getByText(refusal)).toBeVisible();
  await expect(residual).toHaveAttribute("aria-invalid", "true");
  await expect(statusWords(page)).toContainText("This cannot be trained yet");
  await expect(page.getByRole("button", { name: "Train", exact: true })).toBeDisabled();
  // It is no matter of the data.
  await expect(panel(page, "Data").getByText(refusal)).toHaveCount(0);
  await setNumber(page, "Units of hidden layer 1", "4");
  await expect(residual).toHaveAttribute("aria-invalid", "false");
  await expect(statusWords(page)).toContainText("Ready");
  await train(page);
});

test("a project that the engine refuses is mended where it is at fault, also right after a reload", async ({
  page,
}) => {
  await openPage(page);
  await panel(page, "Network").getByRole("button", { name: "More of hidden layer 1" }).click();
  await panel(page, "Network").getByRole("checkbox", { name: "Residual connection" }).check();
  await expect(statusWords(page)).toContainText("This cannot be trained yet");
  await page.reload();
  await expect(statusWords(page)).toContainText("This cannot be trained yet");
  await expect(panel(page, "Network").getByText("needs a change")).toBeVisible();
  await panel(page, "Network").getByRole("button", { name: "More of hidden layer 1" }).click();
  await panel(page, "Network").getByRole("checkbox", { name: "Residual connection" }).uncheck();
  await expect(statusWords(page)).toContainText("Ready");
});

test("only what the choices in force read is shown", async ({ page }) => {
  await openPage(page);
  const details = await openGroup(page, "Optimizer details");
  await expect(details.getByLabel("Beta 1")).toBeVisible();
  await expect(details.getByLabel("Momentum", { exact: true })).toHaveCount(0);
  await page.getByLabel("Optimizer", { exact: true }).selectOption({ label: "SGD" });
  await expect(details.getByLabel("Momentum", { exact: true })).toBeVisible();
  await expect(details.getByLabel("Beta 1")).toHaveCount(0);
  await details.getByLabel("Nesterov").check();
  await page.getByLabel("Optimizer", { exact: true }).selectOption({ label: "AdamW" });
  await expect(details.getByLabel("Weight decay")).toBeVisible();

  const initial = await openGroup(page, "Initial weights");
  await expect(initial.getByLabel("Initial value")).toHaveCount(0);
  await expect(initial.getByLabel("Gain by activation")).toBeVisible();
  await initial.getByLabel("Initial weights", { exact: true }).selectOption({ label: "Constant" });
  await expect(initial.getByLabel("Gain by activation")).toHaveCount(0);
  await setNumber(page, "Initial value", "0.1");

  const loss = await openGroup(page, "Loss and class weights");
  await expect(loss.getByLabel("Label smoothing")).toBeVisible();
  await loss.getByLabel("Loss", { exact: true }).selectOption({ label: "Focal" });
  await expect(loss.getByLabel("Label smoothing")).toHaveCount(0);
  await expect(loss.getByLabel("Focal gamma")).toBeVisible();
  await loss.getByLabel("Loss", { exact: true }).selectOption({ label: "Binary cross-entropy" });
  await expect(loss.getByText("tells two classes apart, and the target has 3")).toBeVisible();
  await loss.getByLabel("Loss", { exact: true }).selectOption({ label: "Hinge" });
  await loss.getByLabel("Class weights").selectOption({ label: "Balanced" });
  await train(page);
  await expect(panel(page, "Result")).toContainText("Validation accuracy");
});

test("class weights are balanced, or given class by class, and travel in the project", async ({ page }) => {
  await openPage(page);
  const plain = await train(page);
  const loss = await openGroup(page, "Loss and class weights");
  const weights = loss.getByLabel("Class weights");
  await weights.selectOption({ label: "Class by class" });
  await expect(statusWords(page)).toContainText("Train starts a new one");
  expect(await train(page)).toBe(plain);
  await setNumber(page, "Weight of virginica", "3");
  await expect(page.getByText("class weights by name")).toBeVisible();
  const weighted = await train(page);
  expect(weighted).not.toBe(plain);
  await page.reload();
  await expect(statusWords(page)).toContainText("Ready");
  expect(await train(page)).toBe(weighted);
  await (await openGroup(page, "Loss and class weights")).getByLabel("Class weights").selectOption({ label: "None" });
  expect(await train(page)).toBe(plain);
});

test("help about an option stands where the option is", async ({ page }) => {
  await openPage(page);
  const group = await openGroup(page, "Regularisation");
  await group.getByLabel("Max norm").focus();
  await expect(group.getByText("Max norm: Longest allowed vector of weights into a hidden unit")).toBeVisible();
  await expect(group.getByLabel("Max norm")).toHaveAccessibleDescription(/Longest allowed vector of weights/);
});

test("a schedule moves the learning rate, which is drawn with its table", async ({ page }) => {
  await openPage(page);
  const group = await openGroup(page, "Schedule");
  await group.getByLabel("Schedule", { exact: true }).selectOption({ label: "Cosine" });
  await expect(group.getByLabel("Lowest rate")).toBeVisible();
  await expect(group.getByLabel("Warm-up")).toHaveCount(0);
  await setNumber(page, "Lowest rate", "0.001");
  const summary = panel(page, "Training").locator("summary", { hasText: "Schedule" });
  await expect(summary).toContainText("cosine \u00b7 lowest rate 0.001");
  await setNumber(page, "Epochs", "20");
  await train(page);
  const result = panel(page, "Result");
  await expect(result.getByRole("img", { name: /Learning rate per epoch: from 0.00\d+ to 0.001/ })).toBeVisible();
  const figure = result.getByRole("figure").filter({ hasText: "Learning rate" });
  await figure.getByText("Show as table").click();
  await expect(figure.getByRole("row")).toHaveCount(21);

  await group.getByLabel("Schedule", { exact: true }).selectOption({ label: "Multi-step" });
  await setNumber(page, "Milestones", "15, 5");
  await expect(group.getByText("each later than the one before. Still in force: none.")).toBeVisible();
  await setNumber(page, "Milestones", "5, 15");
  await expect(summary).toContainText("multi-step \u00b7 after epochs 5, 15");
  await page.getByRole("button", { name: "Train", exact: true }).click();
  // From 0.01 by a factor of 0.1 after each of two milestones.
  await expect(result.getByRole("img", { name: "Learning rate per epoch: from 0.01 to 0.0001" })).toBeVisible();
});

test("training stops early and says which epoch's network is kept", async ({ page }) => {
  await openPage(page);
  const group = await openGroup(page, "Early stopping");
  await group.getByLabel("Patience", { exact: true }).fill("5");
  await group.getByLabel("Patience", { exact: true }).press("Enter");
  await setNumber(page, "Learning rate", "0.1");
  await setNumber(page, "Epochs", "1000");
  await page.getByRole("button", { name: "Train", exact: true }).click();
  await expect(statusWords(page)).toContainText(
    /Stopped early, after epoch \d+ of 1000; the network is that of epoch \d+/,
  );
  const words = (await statusWords(page).textContent()) ?? "";
  const [, last, best] = /after epoch (\d+) of 1000; the network is that of epoch (\d+)/.exec(words) ?? [];
  expect(Number(last) - Number(best)).toBe(5);
  await expect(panel(page, "Result")).toContainText(`Restored epoch ${best}, which had the lowest validation loss`);
});

test("training that explodes stops with the reason and what to do about it", async ({ page }) => {
  await openPage(page);
  await page.getByLabel("Optimizer", { exact: true }).selectOption({ label: "SGD" });
  await setNumber(page, "L2 penalty", "0.5");
  await setNumber(page, "Learning rate", "10");
  await page.getByRole("button", { name: "Train", exact: true }).click();
  const alert = panel(page, "Result").getByRole("alert");
  await expect(alert).toContainText(/The training stopped. The loss .* in epoch \d+, batch \d+/);
  await expect(statusWords(page)).toContainText("A smaller learning rate");
  await alert.getByRole("button", { name: "Train with learning rate 1" }).click();
  await expect(statusWords(page)).toContainText("Finished after 100 epochs");
  await expect(panel(page, "Result").getByRole("alert")).toHaveCount(0);
  await expect(page.getByLabel("Learning rate", { exact: true })).toHaveValue("1");
});

test("all of it travels in a link and is undone step by step", async ({ page, context }) => {
  await openPage(page);
  await panel(page, "Network").getByRole("button", { name: "More of hidden layer 1" }).click();
  await panel(page, "Network").getByLabel("Layer normalisation").check();
  const loss = await openGroup(page, "Loss and class weights");
  await loss.getByLabel("Label smoothing").fill("0.1");
  await loss.getByLabel("Label smoothing").press("Enter");
  await openGroup(page, "Regularisation");
  await setNumber(page, "Input noise", "0.05");
  await setNumber(page, "Clip gradient norm", "1");
  const fingerprint = await train(page);
  await page.getByRole("button", { name: "Share" }).click();
  const link = await page
    .getByRole("dialog")
    .getByLabel(/^Link, /)
    .inputValue();
  const other = await context.newPage();
  await other.goto(link);
  await expect(statusWords(other)).toContainText("Ready");
  await expect(panel(other, "Network").getByRole("button", { name: "More of hidden layer 1" })).toContainText("norm");
  expect(await train(other)).toBe(fingerprint);
  await other.close();

  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByLabel("Clip gradient norm")).toHaveValue("0");
  await expect(page.getByLabel("Input noise")).toHaveValue("0.05");
});

test("the finer options are set by keyboard alone", async ({ page }) => {
  await openPage(page);
  const network = panel(page, "Network");
  await network.getByLabel("Activation of hidden layer 1").focus();
  await page.keyboard.press("Tab");
  await expect(network.getByRole("button", { name: "More of hidden layer 1" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(network.getByLabel("Dropout", { exact: true })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(network.getByLabel("Dropout", { exact: true })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await expect(network.getByLabel("Batch normalisation")).toBeChecked();
  await expect(runFigure(page, "Fingerprint")).toHaveText(/^[0-9a-f]{8}$/);
});

test("one of two classes is decided on for a goal, at a threshold that the result names and a link repeats", async ({
  page,
}) => {
  await openPage(page);
  const decisionOf = (group: Locator) => group.getByLabel("Decision", { exact: true });
  const loss = await openGroup(page, "Loss and class weights");
  await expect(loss.getByLabel("Class weights")).toBeVisible();
  await expect(decisionOf(loss)).toHaveCount(0);
  await page.getByLabel("Data set").selectOption("dataset:breast_cancer");
  await expect(statusWords(page)).toContainText("Ready");
  await setNumber(page, "Epochs", "5");
  const plain = await train(page);
  const result = panel(page, "Result");
  await expect(result).toContainText("Validation accuracy");
  await expect(result.getByText("is predicted from probability")).toHaveCount(0);

  await decisionOf(loss).selectOption({ label: "Best F1" });
  await expect(loss.getByLabel("Decision threshold")).toHaveCount(0);
  await expect(panel(page, "Training").locator("summary", { hasText: "Loss and class weights" })).toContainText(
    "decision best F1",
  );
  expect(await train(page)).toBe(plain);
  const words = result.getByText(
    /^malignant is predicted from probability 0\.\d+ on, chosen on the validation rows for the best F1\./,
  );
  await expect(words).toBeVisible();
  const chosen = await words.textContent();
  await result.getByRole("button", { name: "Score the test rows" }).click();
  await expect(words).toHaveCount(2);
  await expect(words.last()).toHaveText(chosen ?? "");

  await page.getByRole("button", { name: "Share" }).click();
  const address = await page.getByLabel(/^Link, [\d,]+ characters/).inputValue();
  await page.goto("about:blank");
  await page.goto(address);
  await expect(statusWords(page)).toContainText("Ready");
  expect(await train(page)).toBe(plain);
  await expect(words).toHaveText(chosen ?? "");

  const again = await openGroup(page, "Loss and class weights");
  await decisionOf(again).selectOption({ label: "From a given probability" });
  await setNumber(page, "Decision threshold", "0.25");
  await train(page);
  await expect(result.getByText("malignant is predicted from probability 0.25 on, as given.")).toBeVisible();

  // Three classes leave nothing to decide between: said at the field, where it is mended.
  await page.getByLabel("Data set").selectOption("dataset:iris");
  await expect(statusWords(page)).toContainText("This cannot be trained yet");
  await expect(again.getByText("training.decision.rule is given, which needs a target of two classes")).toBeVisible();
  await decisionOf(again).selectOption({ label: "Most probable class" });
  await expect(statusWords(page)).toContainText("Ready");
  await expect(decisionOf(again)).toHaveCount(0);
});
