// Steps per second of the engine and of a plain Eigen loop, by turns on the same rows.
//
// usage: node bench.mjs wasm|native [--rounds N] [--seconds S] [--json]

import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parseArgs, promisify } from "node:util";
import { serveFolder } from "./static-server.mjs";

const root = join(import.meta.dirname, "..", "..");
const workloads = [
  { inputs: 2, hidden: [8, 8], outputs: 2, batch: 10, rows: 500 },
  { inputs: 30, hidden: [64, 32], outputs: 2, batch: 32, rows: 569 },
  { inputs: 64, hidden: [128, 64], outputs: 10, batch: 64, rows: 1797 },
  { inputs: 784, hidden: [256, 128], outputs: 10, batch: 128, rows: 2000 },
];
const contestants = ["vitrine", "naive"];
const nameOf = ({ inputs, hidden, outputs, batch }) => `${inputs}-[${hidden.join(", ")}]-${outputs}, batch ${batch}`;

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** @returns measure(task) in a worker of headless Chromium, and close() */
async function inChromium() {
  const { chromium } = createRequire(join(root, "web/package.json"))("playwright-core");
  const { server, url } = await serveFolder({ folder: join(root, "build/wasm/bench"), port: 0 });
  const browser = await chromium.launch({
    executablePath: process.env.VITRINE_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
    ],
  });
  const page = await browser.newPage();
  await page.goto(url);
  await page.evaluate(() => {
    globalThis.worker = new Worker("worker.mjs", { type: "module" });
  });
  const measure = (task) =>
    page.evaluate(
      (message) =>
        new Promise((done, failed) => {
          worker.onmessage = ({ data }) => done(data);
          worker.onerror = (event) => failed(new Error(event.message));
          worker.postMessage(message);
        }),
      task,
    );
  const close = async () => {
    await browser.close();
    server.close();
  };
  return { measure, close, where: `Chromium ${browser.version()}, in a worker` };
}

function natively() {
  const run = promisify(execFile);
  const measure = async ({ contestant, workload, seed, warmupMs, ms }) => {
    const { inputs, hidden, outputs, batch, rows } = workload;
    const numbers = [inputs, ...hidden, outputs, batch, rows, seed, warmupMs / 1000, ms / 1000];
    const { stdout } = await run(join(root, `build/native/bench/bench_${contestant}`), numbers.map(String));
    return JSON.parse(stdout);
  };
  return { measure, close: () => {}, where: "native" };
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "7" },
    seconds: { type: "string", default: "0.5" },
    json: { type: "boolean" },
  },
});
const rounds = Number(values.rounds);
const ms = Number(values.seconds) * 1000;
if (!(Number.isInteger(rounds) && rounds >= 1 && ms > 0))
  throw new Error("--rounds is a whole number from 1, --seconds a number above 0");

const { measure, close, where } = positionals[0] === "native" ? natively() : await inChromium();
const results = [];
try {
  for (const workload of workloads) {
    const speeds = { vitrine: [], naive: [] };
    for (let round = 0; round < rounds; ++round) {
      // By turns and in turned order, so that a machine that slows down slows both.
      for (const contestant of round % 2 ? [...contestants].reverse() : contestants) {
        const result = await measure({ contestant, workload, seed: round + 1, warmupMs: Math.max(300, ms / 2), ms });
        if (result.error) throw new Error(`${contestant}: ${result.error}`);
        // A loop that does not learn is not training, however fast.
        if (!(result.loss < Math.log(workload.outputs)))
          throw new Error(`${contestant} on ${nameOf(workload)}: loss ${result.loss} is no better than guessing`);
        speeds[contestant].push(result.stepsPerSecond);
      }
    }
    results.push({
      workload: nameOf(workload),
      vitrine: median(speeds.vitrine),
      naive: median(speeds.naive),
      ratio: median(speeds.vitrine.map((speed, i) => speed / speeds.naive[i])),
    });
  }
} finally {
  await close();
}

if (values.json) {
  console.log(JSON.stringify({ where, rounds, seconds: ms / 1000, results }, null, 2));
} else {
  const speed = (value) => (value < 1000 ? value.toPrecision(3) : Math.round(value).toLocaleString("en"));
  console.log(`Training steps per second, ${where}; medians of ${rounds} rounds of ${ms / 1000} s, Adam, ReLU.\n`);
  console.log(`${"network".padEnd(34)}${"Vitrine".padStart(10)}${"plain Eigen".padStart(14)}${"ratio".padStart(8)}`);
  for (const { workload, vitrine, naive, ratio } of results) {
    console.log(
      `${workload.padEnd(34)}${speed(vitrine).padStart(10)}${speed(naive).padStart(14)}${ratio.toFixed(2).padStart(8)}`,
    );
  }
}
