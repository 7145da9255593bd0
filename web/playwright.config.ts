import { defineConfig } from "@playwright/test";

/** The tests drive the Chromium that is installed on the machine: nothing is downloaded. */
const chromium = process.env.VITRINE_CHROMIUM ?? "/usr/bin/chromium";
const port = Number(process.env.VITRINE_E2E_PORT ?? 4173);

export default defineConfig({
  testDir: "../tests/e2e",
  outputDir: "../build/e2e-results",
  forbidOnly: process.env.CI !== undefined,
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: "line",
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
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
    command: `npm run preview -- --host 127.0.0.1 --port ${port} --strictPort`,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
  },
});
