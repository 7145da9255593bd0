import { beforeAll, describe, expect, test } from "vitest";
import type { RunModule, WholeModule } from "../../../web/src/engine/wasm-module.js";
import { toys } from "../../../web/src/project/datasets.js";
import type { ProjectDocument } from "../../../web/src/project/document.js";
import { optionTable } from "../../../web/src/project/options.js";
import { readProject } from "../../../web/src/project/read.js";
import { datasetBytes, loadEngine, loadRunEngine } from "./real-engine.js";

let engine: WholeModule;
beforeAll(async () => {
  engine = await loadEngine();
});

/** What the hand-written types promise, as lists that the compiler compares with the types. */
const members = {
  runModule: ["sha256", "openData", "createRun"],
  wholeModuleToo: [
    "checkProject",
    "applyTrial",
    "createTrial",
    "createModel",
    "decisionThreshold",
    "measures",
    "createExplainer",
  ],
  data: ["inspect", "preview", "delete"],
  run: ["info", "advance", "finished", "state", "evaluate", "weights", "predictGrid", "rows", "delete"],
  trial: ["advance", "progress", "result", "delete"],
  explainer: ["explain", "delete"],
} as const;
type Missing =
  | Exclude<keyof RunModule, (typeof members.runModule)[number]>
  | Exclude<keyof WholeModule, (typeof members.runModule | typeof members.wholeModuleToo)[number]>
  | Exclude<keyof ReturnType<WholeModule["openData"]>, (typeof members.data)[number]>
  | Exclude<keyof ReturnType<WholeModule["createRun"]>, (typeof members.run)[number]>
  | Exclude<keyof ReturnType<WholeModule["createTrial"]>, (typeof members.trial)[number]>
  | Exclude<keyof ReturnType<WholeModule["createExplainer"]>, (typeof members.explainer)[number]>;
const allListed: Missing extends never ? true : never = true;

const plane: ProjectDocument = { vitrine: 1, data: { source: { toy: "moons", rows: 60 } }, training: { epochs: 2 } };
const planeText = JSON.stringify(plane);
const noBytes = new Uint8Array();

describe("the engine's module", () => {
  test("has every member of its types, and they answer in the promised shapes", () => {
    expect(allListed).toBe(true);
    for (const name of [...members.runModule, ...members.wholeModuleToo]) expect(typeof engine[name]).toBe("function");

    const data = engine.openData(planeText, noBytes);
    for (const name of members.data) expect(typeof data[name]).toBe("function");
    expect(JSON.parse(data.inspect("class"))).toMatchObject({ rows: 60, warnings: [] });
    expect(JSON.parse(data.preview(3)).rows).toHaveLength(3);

    const run = engine.createRun(planeText, data);
    for (const name of members.run) expect(typeof run[name]).toBe("function");
    const info = JSON.parse(run.info());
    expect(run.advance(1)).toBe(1);
    expect(run.finished()).toBe(false);
    expect(JSON.parse(run.state(0))).toMatchObject({ steps: 1, finished: false, failure: null });
    expect(JSON.parse(run.evaluate("validation", Number.NaN)).rows).toBe(12);
    expect(run.weights()).toBeInstanceOf(Float32Array);
    expect(run.weights().length).toBe(info.parameters);
    expect(run.predictGrid(4, -1, 1, -1, 1)).toBeInstanceOf(Float32Array);
    expect(run.predictGrid(4, -1, 1, -1, 1).length).toBe(2 * 4 * 4);
    expect(run.rows("train")).toBeInstanceOf(Int32Array);
    expect(run.rows("train").length).toBe(36);

    const trial = engine.createTrial(planeText, data, 0);
    for (const name of members.trial) expect(typeof trial[name]).toBe("function");
    while (!trial.advance(1000));
    expect(trial.progress()).toBe(1);
    const result = JSON.parse(trial.result());
    expect(result).toMatchObject({ trial: 0, state: "complete" });
    expect(JSON.parse(engine.applyTrial(planeText, JSON.stringify(result.parameters)))).toHaveProperty("vitrine", 1);

    const model = JSON.parse(engine.createModel(planeText, data, run.weights()));
    expect(model).toMatchObject({ vitrine_model: 1, fingerprint: JSON.parse(run.state(0)).fingerprint });
    expect(engine.decisionThreshold(planeText, data, run.weights())).toBe(null);
    const decided = JSON.stringify({ ...plane, training: { ...plane.training, decision: { rule: "f1" } } });
    const threshold = engine.decisionThreshold(decided, data, run.weights());
    expect(JSON.parse(engine.createModel(decided, data, run.weights())).threshold).toBe(threshold);
    expect(JSON.parse(run.evaluate("validation", threshold ?? Number.NaN))).toMatchObject({ rows: 12, threshold });

    const measures = JSON.parse(engine.measures(planeText, data, run.weights(), "validation"));
    expect(measures).toMatchObject({ metrics: { rows: 12 }, curves: { classes: [{ share: 0.5 }, { share: 0.5 }] } });

    const explainer = engine.createExplainer(planeText, data, run.weights());
    for (const name of members.explainer) expect(typeof explainer[name]).toBe("function");
    expect(JSON.parse(explainer.explain(Int32Array.of(0, 1))).values).toHaveLength(2);
    for (const handle of [explainer, trial, run, data]) handle.delete();
  });

  test("loaded first has what a run needs and nothing else", async () => {
    const small: RunModule = await loadRunEngine();
    for (const name of members.runModule) expect(typeof small[name]).toBe("function");
    for (const name of members.wholeModuleToo) expect(small).not.toHaveProperty(name);
    const data = small.openData(planeText, noBytes);
    for (const name of members.data) expect(typeof data[name]).toBe("function");
    const run = small.createRun(planeText, data);
    for (const name of members.run) expect(typeof run[name]).toBe("function");
    for (const handle of [run, data]) handle.delete();
  });

  test("arrays are copies: they keep their values when the engine's memory grows", () => {
    const data = engine.openData(planeText, noBytes);
    const run = engine.createRun(planeText, data);
    const weights = run.weights();
    const before = [...weights];
    const large = engine.openData(
      JSON.stringify({ vitrine: 1, data: { source: { toy: "moons", rows: 100_000 } } }),
      noBytes,
    );
    expect([...weights]).toEqual(before);
    for (const handle of [large, run, data]) handle.delete();
  });

  test("sha256 hashes bytes, not text", () => {
    // FIPS 180-2, appendix B.1, and the hash of a single byte that is no UTF-8.
    expect(engine.sha256(new TextEncoder().encode("abc"))).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
    expect(engine.sha256(Uint8Array.of(0xff))).toBe("a8100ae6aa1940d0b663bb31cd466142ebbdbd5187131b92d93818987832eb89");
  });

  test.each<[string, () => unknown, object]>([
    [
      "a project out of range",
      () => engine.checkProject('{"vitrine":1,"training":{"epochs":0}}'),
      { code: "out_of_range", path: "training.epochs" },
    ],
    [
      "a project that is not JSON",
      () => engine.checkProject('{"vitrine":1,\n"training":'),
      { code: "not_json", line: 2 },
    ],
    ["an empty file", () => engine.openData('{"vitrine":1}', noBytes), { code: "empty_file" }],
  ])("%s is an Error with a code and a place", (_name, call, expected) => {
    expect(call).toThrow(expect.objectContaining(expected));
    expect(call).toThrow(Error);
  });
});

describe("the page's rules are the engine's", () => {
  test.each(toys.map(({ name }) => name))("the engine generates %s", (toy) => {
    const data = engine.openData(JSON.stringify({ vitrine: 1, data: { source: { toy, rows: 20 } } }), noBytes);
    expect(JSON.parse(data.inspect("")).rows).toBe(20);
    data.delete();
  });

  const documents: [string, unknown][] = [
    ["the empty project", { vitrine: 1 }],
    [
      "defaults written out",
      { vitrine: 1, title: "", network: { layers: [{}] }, data: { source: { dataset: "iris" }, target: "" } },
    ],
    ["no layers", { vitrine: 1, network: { layers: [] } }],
    ["two default layers", { vitrine: 1, network: { layers: [{}, { units: 16 }] } }],
    ["toy options", { vitrine: 1, data: { source: { toy: "xor", rows: 20, noise: 0.5 } } }],
    ["toy at its defaults", { vitrine: 1, data: { source: { toy: "xor", rows: 300, noise: 0.05 } } }],
    [
      "a table",
      { vitrine: 1, data: { source: { csv: "a,b\n1,x\n", name: "t.csv" }, columns: { a: { type: "category" } } } },
    ],
    ["a file", { vitrine: 1, data: { source: { file: { name: "t.csv", sha256: "0".repeat(64) } } } }],
    ["a column called __proto__", JSON.parse('{"vitrine":1,"data":{"columns":{"__proto__":{"role":"ignore"}}}}')],
    ["a search space", { vitrine: 1, search: { space: { "training.l2": { low: 0.001, high: 0.1, log: true } } } }],
    [
      "training",
      { vitrine: 1, training: { epochs: 3, l2: 0.5, optimizer: { name: "sgd", momentum: 0 } }, seeds: { weights: 2 } },
    ],
    ["an unknown field", { vitrine: 1, training: { luck: 1 } }],
    ["an unknown group", { vitrine: 1, luck: {} }],
    ["an unknown field of a layer", { vitrine: 1, network: { layers: [{ width: 3 }] } }],
    ["an unknown field of a toy", { vitrine: 1, data: { source: { toy: "xor", colour: 1 } } }],
    ["an unknown toy", { vitrine: 1, data: { source: { toy: "square" } } }],
    ["an unknown column field", { vitrine: 1, data: { columns: { a: { colour: "red" } } } }],
    ["a wrong role", { vitrine: 1, data: { columns: { a: { role: "label" } } } }],
    ["two sources", { vitrine: 1, data: { source: { dataset: "iris", toy: "xor" } } }],
    ["no source", { vitrine: 1, data: { source: {} } }],
    ["too many layers", { vitrine: 1, network: { layers: Array(17).fill({}) } }],
    ["units out of range", { vitrine: 1, network: { layers: [{ units: 1025 }] } }],
    ["half an epoch", { vitrine: 1, training: { epochs: 1.5 } }],
    ["text for a number", { vitrine: 1, training: { epochs: "3" } }],
    ["a list for a group", { vitrine: 1, training: [] }],
    ["a newer version", { vitrine: 2 }],
    ["no version", { training: {} }],
    ["a path as a field", { vitrine: 1, training: { "optimizer.name": "sgd" } }],
    ["a table's path as a field", { vitrine: 1, network: { layers: [], "layers[].units": 5 } }],
  ];
  test.each(documents)("%s is read alike", (_name, document) => {
    const attempt = (read: () => unknown) => {
      try {
        // The engine writes a changed list of layers in full, the page writes it short.
        return { project: readProject(read()) };
      } catch (error) {
        return { refusedAt: (error as { path?: string }).path };
      }
    };
    const ours = attempt(() => readProject(document));
    const theirs = attempt(() => JSON.parse(engine.checkProject(JSON.stringify(document))));
    expect(theirs.project).toEqual(ours.project);
    // Of two sources the page blames the source, the engine the second.
    expect(theirs.refusedAt?.replace(/^(data\.source)\..*/, "$1")).toBe(
      ours.refusedAt?.replace(/^(data\.source)\..*/, "$1"),
    );
  });

  test.each(optionTable.filter(({ path }) => !path.includes("[]")))("limits of $path", (option) => {
    const nested = (value: unknown) => {
      const fields = option.path.split(".").reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
      const document = { vitrine: 1, ...(fields as { data?: { source?: object } }) };
      if (document.data?.source !== undefined) document.data.source = { toy: "xor", ...document.data.source };
      return JSON.stringify(document);
    };
    const refused = (value: unknown) => {
      try {
        engine.checkProject(nested(value));
        return "";
      } catch (error) {
        return (error as { path?: string }).path;
      }
    };
    if (option.type === "choice") {
      for (const choice of option.choices) expect(refused(choice)).toBe("");
      expect(refused("unheard_of")).toBe(option.path);
    } else if (option.type === "boolean") {
      for (const value of [true, false]) expect(refused(value)).toBe("");
      for (const value of [1, "true", null]) expect(refused(value)).toBe(option.path);
    } else {
      // Shares of a split must add up to 1 as well: a limit alone is refused for the group, not for the option.
      const allowed = option.path.startsWith("data.split.") ? ["", "data.split"] : [""];
      for (const value of [option.min, option.max]) expect(allowed).toContain(refused(value));
      for (const value of [option.min - 1, option.max + 1, "1", null]) expect(refused(value)).toBe(option.path);
    }
  });
});

test("the sample data sets are what their descriptions say", async () => {
  const { datasets } = await import("../../../web/src/project/datasets.js");
  for (const dataset of datasets) {
    const project = JSON.stringify({ vitrine: 1, data: { source: { dataset: dataset.name } } });
    const data = engine.openData(project, datasetBytes(dataset.name));
    const inspection = JSON.parse(data.inspect(dataset.target));
    expect(inspection.rows).toBe(dataset.rows);
    expect(inspection.columns).toHaveLength(dataset.features + 1);
    const target = inspection.columns.find((column: { name: string }) => column.name === dataset.target);
    expect(target).toMatchObject({ type: "category", distinct: dataset.classes });
    data.delete();
  }
});
