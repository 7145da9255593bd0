import { describe, expect, test } from "vitest";
import { layersOf } from "../../../web/src/project/edit.js";
import { layerDefaults, type Option, optionTable } from "../../../web/src/project/options.js";
import { readProject, stringifyProject } from "../../../web/src/project/read.js";

/** A document with one field: {"vitrine": 1, a: {b: value}} for "a.b". */
function documentWith(path: string, value: unknown): unknown {
  const fields = path.split(".").reduceRight<unknown>((inner, name) => {
    if (name.endsWith("[]")) return { [name.slice(0, -2)]: [inner] };
    return { [name]: inner };
  }, value);
  const source = path.startsWith("data.source.") ? { toy: "xor" } : {};
  const document = { vitrine: 1, ...(fields as { data?: { source?: object } }) };
  if (document.data?.source !== undefined) document.data.source = { ...source, ...document.data.source };
  return document;
}

function codeOf(value: unknown): string {
  try {
    return `read as ${JSON.stringify(readProject(value))}`;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

describe.each(optionTable.map((option): [string, Option] => [option.path, option]))("%s", (path, option) => {
  test("its default is allowed and left out of the shortest document", () => {
    const text = JSON.stringify(readProject(documentWith(path, option.default)));
    expect(text).not.toContain(`"${path.split(".").at(-1)}"`);
  });

  test("its limits are allowed, what lies beyond is not", () => {
    if (option.type === "choice") {
      for (const choice of option.choices) expect(codeOf(documentWith(path, choice))).toMatch(/^read as/);
      expect(codeOf(documentWith(path, "unheard_of"))).toBe("unknown_choice");
      expect(codeOf(documentWith(path, 1))).toBe("wrong_type");
      return;
    }
    if (option.type === "boolean") {
      for (const value of [true, false]) expect(codeOf(documentWith(path, value))).toMatch(/^read as/);
      for (const value of [1, "true", null]) expect(codeOf(documentWith(path, value))).toBe("wrong_type");
      return;
    }
    expect(codeOf(documentWith(path, option.min))).toMatch(/^read as/);
    expect(codeOf(documentWith(path, option.max))).toMatch(/^read as/);
    for (const value of [option.min - 1, option.max + 1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(codeOf(documentWith(path, value))).toBe("out_of_range");
    }
    expect(codeOf(documentWith(path, "1"))).toBe("wrong_type");
    if (option.type === "integer") expect(codeOf(documentWith(path, option.min + 0.5))).toBe("out_of_range");
  });
});

describe("readProject", () => {
  test("an error names the path, the value and what is allowed", () => {
    expect(() => readProject({ vitrine: 1, network: { layers: [{}, { units: 0 }] } })).toThrow(
      "network.layers[1].units must be a whole number from 1 to 1024, not 0.",
    );
    expect(() => readProject({ vitrine: 1, data: { columns: { "a b": { role: "label" } } } })).toThrow(
      'data.columns.a b.role must be one of input, ignore, not "label".',
    );
  });

  test("does not change what it reads, and shares no list with it", () => {
    const layers = Object.freeze([Object.freeze({ units: 3 })]);
    const input = Object.freeze({ vitrine: 1, network: Object.freeze({ layers }) });
    const read = readProject(input);
    expect(read).toEqual({ vitrine: 1, network: { layers: [{ units: 3 }] } });
    expect(read.network?.layers).not.toBe(layers);
  });

  test("the shortest document is its own shortest document", () => {
    const once = readProject({
      vitrine: 1,
      title: "",
      search: { space: null, folds: 3 },
      training: { epochs: 3 },
      data: {},
    });
    expect(once).toEqual({ vitrine: 1, training: { epochs: 3 } });
    expect(readProject(once)).toEqual(once);
  });

  test("default layers and data written out are left out; no layers are not", () => {
    const layers = [{ units: 16, activation: "relu" }];
    expect(readProject({ vitrine: 1, network: { layers }, data: { source: { dataset: "iris" } } })).toEqual({
      vitrine: 1,
    });
    expect(readProject({ vitrine: 1, network: { layers: [] } })).toEqual({ vitrine: 1, network: { layers: [] } });
  });

  test("links from before layers, schedules and regularisers had fields mean what they meant", () => {
    const layers = [{ units: 8, activation: "tanh" }];
    const training = { optimizer: { name: "adam", learning_rate: 0.01 }, epochs: 50 };
    const document = readProject({ vitrine: 1, network: { layers }, training });
    expect(document).toEqual({
      vitrine: 1,
      network: { layers: [{ units: 8, activation: "tanh" }] },
      training: { optimizer: { learning_rate: 0.01 }, epochs: 50 },
    });
    expect(layersOf(document)).toEqual([{ ...layerDefaults, units: 8, activation: "tanh" }]);
  });

  test("regularisers that are off may be null, other groups may not", () => {
    const off = { gradient_clip: null, early_stopping: null };
    expect(readProject({ vitrine: 1, training: off })).toEqual({ vitrine: 1 });
    expect(codeOf({ vitrine: 1, training: { schedule: null } })).toBe("wrong_type");
  });

  test("class weights are a choice, or a number above 0 for each class by name", () => {
    const withWeights = (class_weights: unknown) => ({ vitrine: 1, training: { class_weights } });
    expect(readProject(withWeights("balanced")).training?.class_weights).toBe("balanced");
    expect(readProject(withWeights({ rare: 5, "a b": 0.5 })).training?.class_weights).toEqual({ rare: 5, "a b": 0.5 });
    expect(readProject(withWeights("none"))).toEqual({ vitrine: 1 });
    expect(readProject(withWeights({}))).toEqual({ vitrine: 1 });
    const weights = readProject(JSON.parse('{"vitrine": 1, "training": {"class_weights": {"__proto__": 2}}}'));
    expect(Object.keys(weights.training?.class_weights ?? {})).toEqual(["__proto__"]);
    for (const wrong of [0, -1, 2e6]) {
      expect(() => readProject(withWeights({ rare: wrong }))).toThrow(
        expect.objectContaining({ code: "out_of_range", path: "training.class_weights.rare" }),
      );
    }
    expect(() => readProject(withWeights({ rare: "5" }))).toThrow(expect.objectContaining({ code: "wrong_type" }));
    expect(() => readProject(withWeights("heavy"))).toThrow(expect.objectContaining({ code: "unknown_choice" }));
  });

  test("milestones are epochs in ascending order; none are left out", () => {
    const withMilestones = (milestones: unknown) => ({ vitrine: 1, training: { schedule: { milestones } } });
    const list = Object.freeze([10, 20]);
    const read = readProject(withMilestones(list)).training?.schedule?.milestones;
    expect(read).toEqual([10, 20]);
    expect(read).not.toBe(list);
    expect(readProject(withMilestones([]))).toEqual({ vitrine: 1 });
    for (const wrong of [[20, 10], [10, 10], [0], [1.5], [100_001], ["10"], [null]]) {
      expect(codeOf(withMilestones(wrong))).toBe("out_of_range");
    }
    expect(codeOf(withMilestones(Array.from({ length: 101 }, (_, index) => index + 1)))).toBe("out_of_range");
    expect(codeOf(withMilestones("10, 20"))).toBe("wrong_type");
  });

  test("every field of a layer is read, an unknown one is refused", () => {
    const layer = { units: 4, activation: "tanh", dropout: 0.5, batch_norm: true, residual: true };
    expect(readProject({ vitrine: 1, network: { layers: [layer] } }).network?.layers).toEqual([layer]);
    expect(codeOf({ vitrine: 1, network: { layers: [{ units: 4, magic: 1 }] } })).toBe("unknown_field");
  });

  test.each<[string, unknown, string]>([
    ["a range upside down", { "training.l2": { low: 0.1, high: 0.01 } }, "out_of_range"],
    ["a logarithmic range from 0", { "training.l2": { low: 0, high: 0.1, log: true } }, "out_of_range"],
    ["a range beyond the option's", { "training.batch_size": { low: 0, high: 8 } }, "out_of_range"],
    ["a range of names", { "training.optimizer.name": { low: 1, high: 2 } }, "wrong_type"],
    ["a range of yes and no", { "data.preprocessing.clip": { low: 0, high: 1 } }, "wrong_type"],
    ["no choices", { "training.batch_size": { choices: [] } }, "wrong_type"],
    ["a choice that is none", { "training.optimizer.name": { choices: ["adam", "magic"] } }, "unknown_choice"],
    ["an option that does not exist", { "training.luck": { low: 0, high: 1 } }, "unknown_field"],
    ["an unknown word in a range", { "training.l2": { low: 0, high: 1, mid: 2 } }, "unknown_field"],
    ["layers without depth", { "network.layers": { units: { low: 1, high: 2 } } }, "wrong_type"],
    ["too deep", { "network.layers": { depth: { low: 1, high: 99 }, units: { low: 1, high: 2 } } }, "out_of_range"],
  ])("a search space with %s is refused", (_name, space, code) => {
    expect(codeOf({ vitrine: 1, search: { space } })).toBe(code);
  });

  test("stringifyProject sorts fields at every depth", () => {
    const text = stringifyProject({
      vitrine: 1,
      training: { l2: 1, epochs: 2, optimizer: { name: "sgd", beta1: 0.5 } },
    });
    expect(text).toBe('{"training":{"epochs":2,"l2":1,"optimizer":{"beta1":0.5,"name":"sgd"}},"vitrine":1}');
  });
});
