import type { FrameLocator, Page } from "@playwright/test";
import { expect, test } from "./support/test.js";

/** A course page that frames the playground; the tests' server does not know it, so it is answered here. */
async function courseWith(page: Page, frame: string): Promise<FrameLocator> {
  await page.route("**/course.html", (route) =>
    route.fulfill({ contentType: "text/html", body: `<!doctype html><title>Course</title><body>${frame}</body>` }),
  );
  await page.goto("./course.html");
  return page.frameLocator("iframe");
}

async function trainIn(frame: FrameLocator): Promise<void> {
  const run = frame.getByRole("region", { name: "Training run" });
  await expect(run.getByRole("paragraph")).toContainText("Ready");
  await run.getByRole("button", { name: "Train", exact: true }).click();
  await expect(run.getByRole("paragraph")).toContainText("Finished");
  await expect(frame.getByRole("banner")).toHaveCount(0);
  await expect(frame.getByRole("contentinfo")).toHaveCount(0);
}

test("embedded in a page, the playground shows no header and no footer, and trains", async ({ page }) => {
  const frame = await courseWith(
    page,
    '<iframe src="./?embed=1" width="1200" height="800" title="Playground"></iframe>',
  );
  await trainIn(frame);
});

test("it works in a sandboxed frame without storage", async ({ page }) => {
  const frame = await courseWith(
    page,
    '<iframe sandbox="allow-scripts" src="./?embed=1" width="1200" height="800" title="Playground"></iframe>',
  );
  await trainIn(frame);
});
