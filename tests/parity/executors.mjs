// Everything that can carry out a run: programs, and the WebAssembly modules under Node and in Chromium. Each is
//
//   { name, answers(runs) }  one answer a run, in their order; what stands at the same place in two answers must be equal
//
// A program answers more than the modules, which say what the page shows.

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { serveFolder } from "../../scripts/lib/static-server.mjs";
import { moduleAnswer, trainingRows as trainingRowsIn } from "./module-answers.mjs";
import { datasetOf } from "./runs.mjs";

const root = join(import.meta.dirname, "..", "..");
const datasetPath = (name) => join(root, "web/public/datasets", `${name}.csv`);
const bytesOf = (dataset) => new Uint8Array(readFileSync(datasetPath(dataset)));

/** Runs a program with --json. @returns the document that it prints */
async function json(program, ...args) {
  const { stdout } = await promisify(execFile)(program, [...args, "--json"], { maxBuffer: 1 << 28 });
  return JSON.parse(stdout);
}

export const describe = (program) => json(program, "describe");

/** A few rows of a sample data set as a CSV file's text. */
function someRows(dataset, rows) {
  const [header, ...lines] = readFileSync(datasetPath(dataset), "utf8").trim().split("\n");
  return [header, ...rows.map((row) => lines[row])].join("\n");
}

const programAnswers = {
  async train({ project }, { vitrine, file }) {
    const model = file("model.json");
    const { fingerprint, epochs, metrics } = await vitrine(
      "train",
      file("project.json", project),
      "--test",
      "--out",
      model,
    );
    return {
      fingerprint,
      history: epochs,
      validation: metrics.validation,
      test: metrics.test,
      model: readFileSync(model, "utf8").trimEnd(),
    };
  },

  async explain({ project, rows, background }, { vitrine, file }) {
    const model = file("model.json");
    await vitrine("train", file("project.json", project), "--out", model);
    const table = (name, chosen) => file(name, someRows(datasetOf(project), chosen));
    return vitrine("explain", model, table("rows.csv", rows), "--background", table("background.csv", background));
  },

  async search({ project }, { vitrine, file }) {
    const { trials } = await vitrine("search", file("project.json", project));
    return { trials };
  },

  async inspect({ project }, { vitrine }) {
    return vitrine("inspect", datasetPath(datasetOf(project)), "--target", project.data.target);
  },
};

/** @param program  the path of a `vitrine` */
export function programExecutor(name, program) {
  async function answers(runs) {
    const folder = mkdtempSync(join(tmpdir(), "vitrine-parity-"));
    const file = (name, content) => {
      const path = join(folder, name);
      if (content !== undefined) writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
      return path;
    };
    const vitrine = (...args) => json(program, ...args);
    try {
      const given = [];
      for (const run of runs) given.push(await programAnswers[run.kind](run, { vitrine, file }));
      return given;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return { name, answers };
}

/** A module's JSON texts in the shape of a program's answer. */
const read = {
  train({ state, validation, test, model }) {
    const { fingerprint, history } = JSON.parse(state);
    return { fingerprint, history, validation: JSON.parse(validation), test: JSON.parse(test), model };
  },
  explain: ({ explanation }) => JSON.parse(explanation),
  search: ({ trials }) => ({ trials: JSON.parse(trials) }),
  inspect: ({ inspection }) => JSON.parse(inspection),
};

async function loadInNode(module) {
  const { default: factory } = await import(join(root, `build/wasm/bin/${module}.mjs`));
  return factory({ wasmBinary: readFileSync(join(root, `build/wasm/bin/${module}.wasm`)) });
}

/** @param trainingModule  the module that trains; the others' work is always the whole module's */
export async function nodeExecutor(trainingModule) {
  const everything = await loadInNode("vitrine_wasm");
  const training = trainingModule === "vitrine_wasm" ? everything : await loadInNode(trainingModule);
  return {
    name: `${trainingModule}, Node ${process.versions.node}`,
    answers: (runs) => runs.map((run) => read[run.kind](moduleAnswer(run, { training, everything }, bytesOf))),
    trainingRows: (project) => trainingRowsIn(project, everything, bytesOf),
  };
}

/** The modules in a page of the Chromium that the end-to-end tests drive; the small one trains, as it does for visitors. */
export function chromiumExecutor() {
  const { chromium } = createRequire(join(root, "web/package.json"))("playwright-core");
  async function answers(runs) {
    const { server, url } = await serveFolder({ folder: root, port: 0 });
    const browser = await chromium.launch({
      executablePath: process.env.VITRINE_CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
    });
    try {
      const page = await browser.newPage();
      await page.goto(`${url}tests/parity/page.html`);
      const texts = await page.evaluate((asked) => globalThis.answers(asked), runs);
      return texts.map((text, i) => read[runs[i].kind](text));
    } finally {
      await browser.close();
      server.close();
    }
  }
  return { name: "vitrine_wasm_run, Chromium", answers };
}
