import { test as base, expect, type Page } from "@playwright/test";

interface Watch {
  /** What went wrong so far: errors on the console (refusals by the policy among them) and requests to other hosts. */
  problems: string[];
  /** Errors that a test brings about on purpose. */
  expected: RegExp[];
}

/** Notes everything that no visit may cause. */
export function watchPage(page: Page, watch: Watch, ownHost: string): void {
  page.on("console", (message) => {
    if (message.type() === "error") watch.problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => watch.problems.push(`uncaught: ${error.message}`));
  page.context().on("request", (request) => {
    const { protocol, host } = new URL(request.url());
    if (protocol !== "blob:" && protocol !== "data:" && host !== ownHost)
      watch.problems.push(`request to ${request.url()}`);
  });
}

/**
 * Every test fails on a policy violation, on an error in the console and on a request to another host, whatever else it
 * looks at.
 */
export const test = base.extend<{ watch: Watch }>({
  watch: [
    async ({ page, baseURL }, use) => {
      const watch: Watch = { problems: [], expected: [] };
      await page.addInitScript(() => {
        addEventListener("securitypolicyviolation", (event) => {
          console.error(`policy violation: ${event.violatedDirective} ${event.blockedURI}`);
        });
      });
      watchPage(page, watch, new URL(baseURL ?? "").host);
      await use(watch);
      const unexpected = watch.problems.filter((problem) => !watch.expected.some((pattern) => pattern.test(problem)));
      expect(unexpected, "policy violations, console errors and foreign requests").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
