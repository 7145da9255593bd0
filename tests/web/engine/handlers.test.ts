import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runWorkerHandlers, wholeWorkerHandlers } from "../../../web/src/engine/handlers/kinds.js";
import type { ClassScores, ExplanationReport, RunState } from "../../../web/src/engine/reports.js";
import type { WholeModule } from "../../../web/src/engine/wasm-module.js";
import type { ProjectDocument } from "../../../web/src/project/document.js";
import { DirectWorker, datasetBytes, loadEngine, loadRunEngine } from "./real-engine.js";

let engine: WholeModule;
let worker: DirectWorker;
beforeAll(async () => {
  engine = await loadEngine();
});
beforeEach(() => {
  worker = new DirectWorker(wholeWorkerHandlers(engine));
});

const iris: ProjectDocument = { vitrine: 1, training: { epochs: 40, optimizer: { learning_rate: 0.02 } } };
/** So long that a test must stop it. */
const endless: ProjectDocument = { vitrine: 1, training: { epochs: 100_000 } };

async function trained(project: ProjectDocument): Promise<RunState> {
  const fresh = new DirectWorker(wholeWorkerHandlers(engine));
  await fresh.open(project);
  await fresh.ask("configure", { project });
  return fresh.ask("train", undefined);
}

describe("a project on iris", () => {
  test("opens, trains and scores well", async () => {
    const { inspection, preview } = await worker.open(iris);
    expect(inspection).toMatchObject({ rows: 150, warnings: [] });
    expect(preview.rows).toHaveLength(5);
    const { info, state } = await worker.ask("configure", { project: iris });
    expect(info).toMatchObject({
      target: "species",
      classes: ["setosa", "versicolor", "virginica"],
      rows: { train: 90, validation: 30, test: 30 },
    });
    expect(state).toMatchObject({ steps: 0, epoch: 0, epochs: 40, finished: false });
    const end = await worker.ask("train", undefined);
    expect(end).toMatchObject({ epoch: 40, finished: true, failure: null, steps: 40 * info.steps_per_epoch });
    const scores = (await worker.ask("evaluate", { split: "validation", threshold: null })) as ClassScores;
    expect(scores.rows).toBe(30);
    // A linear model reaches 0.93; far worse would mean that training does not work.
    expect(scores.accuracy).toBeGreaterThanOrEqual(0.9);
    expect(scores.confusion.flat().reduce((sum, rows) => sum + rows, 0)).toBe(30);
  });

  test("every epoch is reported exactly once, in order", async () => {
    await worker.open(iris);
    const { state } = await worker.ask("configure", { project: iris });
    const states: RunState[] = [state];
    const progress = (each: unknown) => states.push(each as RunState);
    states.push(await worker.ask("step", { steps: 7 }));
    states.push(await worker.ask("train", undefined, progress));
    const epochs = states.flatMap(({ history }) => history.map(({ epoch }) => epoch));
    const expected =
      epochs[0] === 0 ? Array.from({ length: 41 }, (_, i) => i) : Array.from({ length: 40 }, (_, i) => i + 1);
    expect(epochs).toEqual(expected);
  });

  test("slices, pauses and single steps do not change the weights", async () => {
    const whole = await trained(iris);
    await worker.open(iris);
    await worker.ask("configure", { project: iris });
    await worker.ask("step", { steps: 1 });
    const training = worker.ask("train", undefined, () => void worker.ask("pause", undefined));
    const paused = await training;
    expect(paused.finished).toBe(false);
    expect(paused.fingerprint).not.toBe(whole.fingerprint);
    const end = await worker.ask("train", undefined);
    expect(end.finished).toBe(true);
    expect(end.fingerprint).toBe(whole.fingerprint);
  });

  test("another seed gives other weights, the same seed the same", async () => {
    const other: ProjectDocument = { ...iris, seeds: { weights: 2 } };
    expect((await trained(iris)).fingerprint).toBe((await trained(iris)).fingerprint);
    expect((await trained(other)).fingerprint).not.toBe((await trained(iris)).fingerprint);
  });
});

describe("while training", () => {
  test("a pause ends it with the slice under way, and other questions are answered in between", async () => {
    await worker.open(endless);
    await worker.ask("configure", { project: endless });
    const slices: RunState[] = [];
    let sliced: () => void = () => undefined;
    const thirdSlice = new Promise<void>((resolve) => {
      sliced = resolve;
    });
    const training = worker.ask("train", undefined, (state) => {
      if (slices.push(state as RunState) === 3) sliced();
    });
    await thirdSlice;
    expect((await worker.ask("evaluate", { split: "validation", threshold: null })).rows).toBe(30);
    const before = slices.length;
    await worker.ask("pause", undefined);
    const state = await training;
    expect(slices).toHaveLength(before);
    expect(state.steps).toBe(slices.at(-1)?.steps);
    expect(state.finished).toBe(false);
  });

  test("training twice at once is refused and does not disturb the first", async () => {
    await worker.open(endless);
    await worker.ask("configure", { project: endless });
    const training = worker.ask("train", undefined);
    await expect(worker.ask("train", undefined)).rejects.toMatchObject({ code: "busy" });
    await expect(worker.ask("step", { steps: 1 })).rejects.toMatchObject({ code: "busy" });
    await worker.ask("pause", undefined);
    expect((await training).finished).toBe(false);
  });

  test.each(["configure", "open"] as const)("%s ends the training, and the new run trains", async (name) => {
    await worker.open(endless);
    await worker.ask("configure", { project: endless });
    const training = worker.ask("train", undefined);
    if (name === "open") await worker.open(iris);
    const configured = worker.ask("configure", { project: iris });
    const next = configured.then(() => worker.ask("train", undefined));
    await expect(training).rejects.toMatchObject({ code: "replaced" });
    expect((await next).fingerprint).toBe((await trained(iris)).fingerprint);
  });

  test("a project that is refused leaves the run as it was", async () => {
    await worker.open(iris);
    await worker.ask("configure", { project: iris });
    const bad = { vitrine: 1, training: { epochs: -1 } } as ProjectDocument;
    await expect(worker.ask("configure", { project: bad })).rejects.toMatchObject({ path: "training.epochs" });
    await expect(worker.open(iris, new Uint8Array())).rejects.toMatchObject({ code: "empty_file" });
    expect((await worker.ask("train", undefined)).fingerprint).toBe((await trained(iris)).fingerprint);
  });
});

describe("a worker without data, run or explainer says so", () => {
  test.each([
    ["configure", { project: iris }, "no_data"],
    ["trial", { project: iris, trial: 0 }, "no_data"],
    ["model", { project: iris, weights: Float32Array.of(0) }, "no_data"],
    ["measures", { project: iris, weights: Float32Array.of(0), split: "test" }, "no_data"],
    ["train", undefined, "no_run"],
    ["evaluate", { split: "test", threshold: null }, "no_run"],
    ["decisionThreshold", { project: iris, weights: Float32Array.of(0) }, "no_data"],
    ["explain", { rows: Int32Array.of(0) }, "no_explainer"],
  ] as const)("%s", async (name, input, code) => {
    await expect(worker.ask(name, input)).rejects.toMatchObject({ code });
  });

  test("and knows no other requests", async () => {
    await expect(worker.ask("toString" as "pause", undefined)).rejects.toMatchObject({ code: "unknown_request" });
  });
});

test("the run's own worker trains to the same weights, and refuses what it has no module for", async () => {
  const runWorker = new DirectWorker(runWorkerHandlers(await loadRunEngine()));
  await runWorker.open(iris);
  await runWorker.ask("configure", { project: iris });
  expect((await runWorker.ask("train", undefined)).fingerprint).toBe((await trained(iris)).fingerprint);
  await expect(runWorker.ask("trial", { project: iris, trial: 0 })).rejects.toMatchObject({ code: "unknown_request" });
});

test("own tables arrive as bytes, in other encodings too", async () => {
  const rows = Array.from({ length: 40 }, (_, row) => `${row % 7},${row % 2 === 0 ? "süß" : "sauer"}`);
  const utf16 = Uint8Array.from(Buffer.from(`\uFEFFgröße,geschmack\n${rows.join("\n")}\n`, "utf16le"));
  const project: ProjectDocument = {
    vitrine: 1,
    data: { source: { file: { name: "obst.csv", sha256: engine.sha256(utf16) } } },
  };
  const { inspection } = await worker.open(project, utf16);
  expect(inspection.columns.map(({ name }) => name)).toEqual(["größe", "geschmack"]);
  expect(inspection.columns[1]?.counts).toEqual({ süß: 20, sauer: 20 });
  const { info } = await worker.ask("configure", { project });
  expect(info.classes.sort()).toEqual(["sauer", "süß"]);
});

test("a table with one class is refused by name and keeps the visitor's run", async () => {
  await worker.open(iris);
  const csv = `x,label\n${"1,same\n".repeat(20)}`;
  const project: ProjectDocument = { vitrine: 1, data: { source: { csv, name: "one.csv" } } };
  await worker.open(project, new TextEncoder().encode(csv));
  await expect(worker.ask("configure", { project })).rejects.toMatchObject({ code: "single_class_label" });
});

test("a table is opened whatever its target, and checking a project leaves the run there is", async () => {
  const astray: ProjectDocument = { vitrine: 1, data: { target: "zzz" } };
  const { inspection } = await worker.open(astray);
  expect(inspection).toMatchObject({ rows: 150, warnings: [] });
  await expect(worker.ask("configure", { project: astray })).rejects.toMatchObject({ code: "unknown_column" });
  const { state } = await worker.ask("configure", { project: iris });
  await worker.ask("check", { project: { vitrine: 1, training: { epochs: 3 } } });
  await expect(worker.ask("check", { project: astray })).rejects.toMatchObject({ code: "unknown_column" });
  const stepped = await worker.ask("step", { steps: 1 });
  expect(stepped).toMatchObject({ steps: 1, epochs: 40 });
  expect(stepped.fingerprint).not.toBe(state.fingerprint);
});

test("a toy's grid has one plane of probabilities per class", async () => {
  const project: ProjectDocument = { vitrine: 1, data: { source: { toy: "circles" } }, training: { epochs: 1 } };
  await worker.open(project, null);
  await worker.ask("configure", { project });
  await worker.ask("train", undefined);
  const grid = await worker.ask("predictGrid", { resolution: 10, x: [-1, 1], y: [-1, 1] });
  expect(grid.length).toBe(200);
  for (let cell = 0; cell < 100; cell++) expect((grid[cell] ?? 0) + (grid[100 + cell] ?? 0)).toBeCloseTo(1, 5);
});

test("a trial is the same in every worker, reports its share, and can be applied", async () => {
  const project: ProjectDocument = {
    vitrine: 1,
    training: { epochs: 200 },
    search: {
      space: { "training.batch_size": { choices: [8, 16] }, "training.l2": { low: 1e-4, high: 0.1, log: true } },
    },
  };
  const reports = await Promise.all(
    [0, 1].map(async () => {
      const fresh = new DirectWorker(wholeWorkerHandlers(engine));
      await fresh.open(project);
      return fresh.ask("trial", { project, trial: 3 });
    }),
  );
  expect(reports[0]).toEqual(reports[1]);
  expect(reports[0]).toMatchObject({ trial: 3, state: "complete" });
  expect(reports[0]?.folds).toHaveLength(3);
  const parameters = reports[0]?.parameters ?? {};
  expect(Object.keys(parameters)).toEqual(["training.batch_size", "training.l2"]);
  const applied = await worker.ask("applyTrial", { project, parameters });
  expect(applied.training).toMatchObject({
    batch_size: parameters["training.batch_size"],
    l2: parameters["training.l2"],
  });
});

test("another worker measures what the run's own scores say, of the split that was asked for", async () => {
  await worker.open(iris);
  await worker.ask("configure", { project: iris });
  await worker.ask("train", undefined);
  const weights = await worker.ask("weights", undefined);
  const other = new DirectWorker(wholeWorkerHandlers(engine));
  await other.open(iris);
  for (const split of ["validation", "test"] as const) {
    const scores = (await worker.ask("evaluate", { split, threshold: null })) as ClassScores;
    const { metrics, curves } = await other.ask("measures", { project: iris, weights, split });
    const { accuracy, log_loss, confusion, classes } = scores;
    expect(metrics).toMatchObject({ rows: 30, accuracy, log_loss, confusion, classes });
    expect(metrics.per_class?.map(({ support }) => support)).toEqual([10, 10, 10]);
    expect(metrics.calibration?.reduce((sum, { rows }) => sum + rows, 0)).toBe(30);
    expect(curves.classes.map((curve) => curve.class)).toEqual(classes);
    for (const { roc } of curves.classes) {
      expect([roc?.false_positive_rate[0], roc?.true_positive_rate[0], roc?.thresholds[0]]).toEqual([0, 0, null]);
      expect([roc?.false_positive_rate.at(-1), roc?.true_positive_rate.at(-1)]).toEqual([1, 1]);
    }
  }
  await expect(
    other.ask("measures", { project: iris, weights: weights.slice(1), split: "test" }),
  ).rejects.toMatchObject({ code: "wrong_shape" });
});

test("Shapley values add up to the prediction, whichever worker explains which rows", async () => {
  const { preview } = await worker.ask("open", { project: iris, bytes: datasetBytes("iris"), previewRows: 150 });
  await worker.ask("configure", { project: iris });
  await worker.ask("train", undefined);
  const weights = await worker.ask("weights", undefined);
  const rows = await worker.ask("rows", { split: "validation" });
  await worker.ask("explainer", { project: iris, weights });
  const report = await worker.ask("explain", { rows });
  expect(report).toMatchObject({ method: "exact", space: "probability", standard_errors: null });
  expect(report.players.flat()).toEqual(report.columns);
  report.prediction.forEach((prediction, row) => {
    prediction.forEach((value, k) => {
      const parts = report.values[row]?.[k] ?? [];
      const sum = parts.reduce<number>((total, part) => total + (part ?? Number.NaN), report.base[k] ?? Number.NaN);
      expect(sum).toBeCloseTo(value ?? Number.NaN, 9);
    });
  });
  // What is explained is what the run predicts: as many rows are right as its own score says.
  const right = report.prediction.filter((prediction, place) => {
    const best = prediction.indexOf(Math.max(...prediction.map(Number)));
    return report.classes[best] === preview.rows[rows[place] ?? 0]?.at(-1);
  });
  const scores = (await worker.ask("evaluate", { split: "validation", threshold: null })) as ClassScores;
  expect(right.length / rows.length).toBe(scores.accuracy);

  const other = new DirectWorker(wholeWorkerHandlers(engine));
  await other.open(iris);
  await other.ask("explainer", { project: iris, weights });
  const alone: ExplanationReport = await other.ask("explain", { rows: rows.slice(2, 3) });
  expect(alone.values[0]).toEqual(report.values[2]);
});

test("another worker makes the run's model of its weights, and refuses weights that are no model's", async () => {
  await worker.open(iris);
  await worker.ask("configure", { project: iris });
  const { fingerprint } = await worker.ask("train", undefined);
  const weights = await worker.ask("weights", undefined);
  const other = new DirectWorker(wholeWorkerHandlers(engine));
  await other.open(iris);
  const model = JSON.parse(await other.ask("model", { project: iris, weights }));
  expect(model).toMatchObject({ fingerprint, project: iris, classes: ["setosa", "versicolor", "virginica"] });
  const wider: ProjectDocument = { vitrine: 1, network: { layers: [{ units: 17 }] } };
  const diverged = weights.map(() => Number.NaN);
  for (const name of ["model", "explainer"] as const) {
    await expect(other.ask(name, { project: wider, weights })).rejects.toMatchObject({ code: "wrong_shape" });
    await expect(other.ask(name, { project: iris, weights: diverged })).rejects.toMatchObject({ code: "not_finite" });
  }
});

test("what the page receives it owns: weights are moved, and the worker has its own", async () => {
  await worker.open(iris);
  const { info } = await worker.ask("configure", { project: iris });
  const first = await worker.ask("weights", undefined);
  expect(first.length).toBe(info.parameters);
  expect(await worker.ask("weights", undefined)).toEqual(first);
});

test("opening data again and again does not fill the engine's memory", async () => {
  // 200 tables of digits would need about 200 MB if a handle were left behind.
  const memory = () => (engine as WholeModule & { HEAPU8?: Uint8Array }).HEAPU8?.length;
  const project: ProjectDocument = { vitrine: 1, data: { source: { dataset: "digits" } } };
  const bytes = datasetBytes("digits");
  const grow = async (times: number) => {
    for (let time = 0; time < times; time++) {
      await worker.open(project, bytes);
      await worker.ask("configure", { project });
    }
    return memory();
  };
  const before = await grow(3);
  expect(before).toBeGreaterThan(0);
  expect(await grow(10)).toBe(before);
});
