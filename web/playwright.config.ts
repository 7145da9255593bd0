import { defineConfig } from "@playwright/test";

/** The tests drive the Chromium that is installed on the machine: nothing is downloaded. */
const chromium = process.env.VITRINE_CHROMIUM ?? "/usr/bin/chromium";
const port = Number(process.env.VITRINE_E2E_PORT ?? 4173);
/** Not the root: the built page must work from any folder of a host. */
const base = "/some/course/";
const address = `http://127.0.0.1:${port}${base}`;

export default defineConfig({
  testDir: "../tests/e2e",
  outputDir: "../build/e2e-results",
  forbidOnly: process.env.CI !== undefined,
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: "line",
  use: {
    baseURL: address,
    browserName: "chromium",
    launchOptions: {
      executablePath: chromium,
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  webServer: {
    command: `node ../scripts/lib/serve-site.mjs ../build/site --port ${port} --base ${base}`,
    url: address,
    reuseExistingServer: false,
  },
});
