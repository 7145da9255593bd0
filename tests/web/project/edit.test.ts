import { describe, expect, test } from "vitest";
import { dependentOn, isRead } from "../../../web/src/project/conditions.js";
import type { ProjectDocument } from "../../../web/src/project/document.js";
import {
  addLayer,
  columnChoice,
  getBoolean,
  getNumber,
  getOption,
  isSet,
  layersOf,
  milestonesOf,
  removeLayer,
  setColumn,
  setLayers,
  setMilestones,
  setOption,
  setSearchSpace,
  setSource,
  setSplit,
  setTarget,
  setTitle,
  sourceOf,
} from "../../../web/src/project/edit.js";
import { layerDefaults, limits, optionTable } from "../../../web/src/project/options.js";

const empty: ProjectDocument = Object.freeze({ vitrine: 1 });

describe("options", () => {
  test.each(optionTable.filter(({ path }) => !path.includes("[]")).map((option) => [option.path, option.default]))(
    "%s of the empty project is its default",
    (path, initial) => expect(getOption(empty, path)).toBe(initial),
  );

  test("what is set is read, and setting the default leaves the field out again", () => {
    const document = setOption(empty, "training.optimizer.learning_rate", 0.5);
    expect(document).toEqual({ vitrine: 1, training: { optimizer: { learning_rate: 0.5 } } });
    expect(getNumber(document, "training.optimizer.learning_rate")).toBe(0.5);
    expect(getBoolean(document, "data.preprocessing.clip")).toBe(false);
    expect(getBoolean(setOption(document, "data.preprocessing.clip", true), "data.preprocessing.clip")).toBe(true);
    const initial = getOption(empty, "training.optimizer.learning_rate");
    expect(setOption(document, "training.optimizer.learning_rate", initial)).toEqual(empty);
  });

  test("setting one option keeps the others and leaves the old document as it was", () => {
    const before = setOption(empty, "training.epochs", 5);
    const copy = structuredClone(before);
    const after = setOption(before, "training.l2", 0.25);
    expect(after).toEqual({ vitrine: 1, training: { epochs: 5, l2: 0.25 } });
    expect(before).toEqual(copy);
  });

  test.each<[string, unknown, string]>([
    ["training.epochs", 0, "out_of_range"],
    ["training.epochs", Number.NaN, "out_of_range"],
    ["training.epochs", 1.5, "out_of_range"],
    ["training.optimizer.name", "magic", "unknown_choice"],
    ["network.layers[0].units", 5000, "out_of_range"],
    ["network.layers[9].units", 5, "out_of_range"],
  ])("%s = %j is refused with its path", (path, value, code) => {
    expect(() => setOption(empty, path, value)).toThrow(expect.objectContaining({ code, path }));
  });

  test("an option of one choice is read with that choice, and keeps its value without it", () => {
    const document = setOption(empty, "training.optimizer.momentum", 0.5);
    expect(isRead(document, "training.optimizer.momentum")).toBe(false);
    expect(isSet(document, "training.optimizer.momentum")).toBe(true);
    const sgd = setOption(document, "training.optimizer.name", "sgd");
    expect(isRead(sgd, "training.optimizer.momentum")).toBe(true);
    expect(getNumber(setOption(sgd, "training.optimizer.name", "adam"), "training.optimizer.momentum")).toBe(0.5);
    expect(isRead(empty, "training.optimizer.learning_rate")).toBe(true);
    expect(dependentOn("training.decision.rule")).toEqual(["training.decision.threshold"]);
  });

  test("milestones are set as a list, and none is the engine's choice", () => {
    const document = setMilestones(empty, [10, 20]);
    expect(milestonesOf(document)).toEqual([10, 20]);
    expect(setMilestones(document, [])).toEqual(empty);
    expect(() => setMilestones(empty, [20, 10])).toThrow(
      expect.objectContaining({ code: "out_of_range", path: "training.schedule.milestones" }),
    );
  });

  test("an option that does not exist is our mistake", () => {
    expect(() => getOption(empty, "training.luck")).toThrow("training.luck");
  });
});

describe("layers", () => {
  test("the empty project has the default layers, and editing one keeps the others", () => {
    const layers = layersOf(empty);
    expect(layers).toEqual([layerDefaults]);
    const document = setOption(addLayer(empty, 1), "network.layers[0].units", 5);
    expect(layersOf(document)).toEqual([{ ...layers[0], units: 5 }, ...layers]);
    expect(getOption(document, "network.layers[0].units")).toBe(5);
    expect(getOption(document, "network.layers[1].activation")).toBe("relu");
  });

  test("a layer is added like its neighbour and removed again", () => {
    const layer = { units: 3, activation: "tanh", dropout: 0.5, batch_norm: true, layer_norm: false, residual: true };
    const document = setLayers(empty, [layer]);
    const grown = addLayer(document, 1);
    expect(layersOf(grown)).toEqual([layer, layer]);
    expect(removeLayer(grown, 0)).toEqual(document);
    expect(layersOf(removeLayer(document, 0))).toEqual([]);
    expect(layersOf(addLayer(removeLayer(document, 0), 0))).toHaveLength(1);
  });

  test("there is a last layer", () => {
    let document = setLayers(empty, []);
    for (let count = 0; count < limits.layers; count++) document = addLayer(document, count);
    expect(() => addLayer(document, 0)).toThrow(expect.objectContaining({ code: "out_of_range" }));
  });
});

describe("data", () => {
  test("another source forgets what was said about the old table, and nothing else", () => {
    let document = setTarget(empty, "species");
    document = setColumn(document, "sepal_width_cm", { role: "ignore" });
    document = setOption(document, "data.split.train", 0.5);
    document = setSource(document, { dataset: "wine" });
    expect(document).toEqual({ vitrine: 1, data: { source: { dataset: "wine" }, split: { train: 0.5 } } });
    expect(sourceOf(setSource(document, sourceOf(empty)))).toEqual(sourceOf(empty));
  });

  test("the shares of a split are set together", () => {
    const document = setSplit(empty, { train: 0.5, validation: 0.3, test: 0.2 });
    expect(document).toEqual({ vitrine: 1, data: { split: { train: 0.5, validation: 0.3 } } });
    expect(setSplit(document, { train: 0.6, validation: 0.2, test: 0.2 })).toEqual(empty);
    expect(() => setSplit(empty, { train: 0.5, validation: 0.3, test: 0.1 })).toThrow(
      expect.objectContaining({ code: "out_of_range", path: "data.split" }),
    );
  });

  test("toys keep their options", () => {
    const document = setOption(setSource(empty, { toy: "moons" }), "data.source.noise", 0.5);
    expect(sourceOf(document)).toEqual({ toy: "moons", noise: 0.5 });
    expect(getOption(document, "data.source.noise")).toBe(0.5);
  });

  test.each(["__proto__", "constructor", "toString", "hasOwnProperty", "", "a.b[0]"])(
    "a column called %j is a column like any other",
    (column) => {
      expect(columnChoice(empty, column)).toEqual({});
      expect(columnChoice(setColumn(empty, "other", { role: "ignore" }), column)).toEqual({});
      const document = setColumn(empty, column, { type: "category" });
      expect(columnChoice(document, column)).toEqual({ type: "category" });
      expect(Object.keys(document.data?.columns ?? {})).toEqual([column]);
      expect(setColumn(document, column, {})).toEqual(empty);
      expect(({} as Record<string, unknown>).type).toBeUndefined();
    },
  );

  test("titles and search spaces are set and cleared", () => {
    expect(setTitle(setTitle(empty, "Mine"), "")).toEqual(empty);
    const space = { "training.l2": { low: 0, high: 1 } };
    expect(setSearchSpace(empty, space)).toEqual({ vitrine: 1, search: { space } });
    expect(setSearchSpace(setSearchSpace(empty, space), null)).toEqual(empty);
  });
});
