// Who is measured: each is {name, run(request)}, a request being one of the contract perflab/1 whose data are files below
// build/wasm/bench. A group is {where, contestants, close()}.

import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { folder } from "./bench-workloads.mjs";
import { serveFolder } from "./static-server.mjs";

const root = join(import.meta.dirname, "..", "..");
const fromWeb = createRequire(join(root, "web/package.json"));

/** A program that answers a line for a line. */
function program(name, command, args = []) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const run = async (request) => {
    const data = Object.fromEntries(Object.entries(request.data).map(([key, path]) => [key, join(folder, path)]));
    child.stdin.write(`${JSON.stringify({ ...request, data })}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`${name} ended`);
    return JSON.parse(value);
  };
  return { name, run, close: () => child.stdin.end() };
}

/** @returns none where Python does not have it. @throws Error where the Python that the environment names does not */
function scikitLearn() {
  const named = process.env.VITRINE_PYTHON;
  const python = named ?? "/usr/bin/python3";
  if (spawnSync(python, ["-c", "import sklearn"]).status !== 0) {
    if (named === undefined) return [];
    throw new Error(`VITRINE_PYTHON is "${named}", which cannot import sklearn`);
  }
  return [program("scikit-learn, native", python, [join(root, "tests/bench/scikit_learn.py")])];
}

/** The program and the plain loop, in every preset that is built. */
export function natively() {
  const presets = ["native", "native-fast"].filter((preset) => existsSync(join(root, `build/${preset}/bin/vitrine`)));
  const contestants = presets.flatMap((preset) => [
    program(preset, join(root, `build/${preset}/bin/vitrine`), ["bench", "--requests"]),
    program(`plain Eigen, ${preset}`, join(root, `build/${preset}/bench/bench_naive`)),
  ]);
  contestants.push(...scikitLearn());
  return { where: "native", contestants, close: () => contestants.map(({ close }) => close()) };
}

/** As one module, with its WebAssembly beside it. */
async function bundleTensorFlow() {
  const { build } = await import(pathToFileURL(fromWeb.resolve("vite")));
  const out = join(folder, "tfjs");
  await build({
    configFile: false,
    logLevel: "warn",
    build: {
      outDir: out,
      emptyOutDir: true,
      target: "es2022",
      lib: { entry: join(root, "tests/bench/tfjs.mjs"), formats: ["es"], fileName: () => "tfjs.mjs" },
    },
  });
  const backend = join(fromWeb.resolve("@tensorflow/tfjs-backend-wasm/package.json"), "..", "dist");
  for (const file of ["tfjs-backend-wasm-simd.wasm", "tfjs-backend-wasm.wasm"])
    copyFileSync(join(backend, file), join(out, file));
}

/** A browser for what is below `served`. */
export async function openChromium(served) {
  const { chromium } = fromWeb("playwright-core");
  const { server, url } = await serveFolder({ folder: served, port: 0 });
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
  const close = async () => {
    await browser.close();
    server.close();
  };
  return { browser, url, close };
}

/** Contestants in one worker of a page at `url`. */
export async function workerAt(browser, url) {
  const page = await browser.newPage();
  await page.goto(url);
  await page.evaluate(() => {
    globalThis.worker = new Worker("worker.mjs", { type: "module" });
    globalThis.ask = (message) =>
      new Promise((done, failed) => {
        worker.onmessage = ({ data }) => done(data);
        worker.onerror = (event) => failed(new Error(event.message));
        worker.postMessage(message);
      });
  });
  return (name, contestant) => ({
    name,
    run: (request) => page.evaluate((message) => ask(message), { contestant, request }),
  });
}

/** The engine's module beside its peers. */
export async function inChromium() {
  await bundleTensorFlow();
  const { browser, url, close } = await openChromium(folder);
  const inWorker = await workerAt(browser, url);
  const programs = scikitLearn();
  return {
    where: `Chromium ${browser.version()}, one worker`,
    contestants: [
      inWorker("Vitrine", "./vitrine.mjs"),
      inWorker("TensorFlow.js", "./tfjs/tfjs.mjs"),
      inWorker("plain Eigen", "./naive.mjs"),
      ...programs,
    ],
    close: async () => {
      for (const { close } of programs) close();
      await close();
    },
  };
}

/** The module, and the built page as a visitor has it, on a screen that shows its charts and on one that shows another panel. */
export async function pages() {
  const { browser, url, close } = await openChromium(join(root, "build"));
  const inWorker = await workerAt(browser, `${url}wasm/bench/`);
  const open = async (name, viewport, panel) => {
    const page = await browser.newPage({ viewport });
    await page.goto(`${url}site/?perflab`);
    await page.waitForFunction(() => "perflab" in window);
    if (panel) await page.getByRole("tab", { name: panel }).click();
    const run = async (request) => {
      const data = Object.fromEntries(
        Object.entries(request.data).map(([key, path]) => [key, `${url}wasm/bench/${path}`]),
      );
      await page.bringToFront();
      return page.evaluate((message) => window.perflab.run(message), { ...request, data });
    };
    return { name, run };
  };
  return {
    where: `Chromium ${browser.version()}`,
    contestants: [
      inWorker("module", "./vitrine.mjs"),
      await open("page, charts shown", { width: 1440, height: 900 }),
      await open("page, charts hidden", { width: 390, height: 844 }, "Data"),
    ],
    close,
  };
}
