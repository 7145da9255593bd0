import {
  checkChoice,
  checkNumber,
  checkOption,
  checkText,
  fieldsOf,
  onlyFields,
  outOfRange,
  unknownField,
  wrongType,
} from "./check.js";
import { datasets, toys } from "./datasets.js";
import type { ProjectDocument } from "./document.js";
import { VitrineError } from "./error.js";
import { defaults, findOption, layerDefaults, layerFields, limits, optionAt, optionTable } from "./options.js";

const longestName = 255;
const longestTitle = 200;
const longestCsv = 32 * 1024 * 1024;
const mostColumns = 10_000;
const mostParameters = 64;
const mostChoices = 256;
const mostMilestones = 100;
const lastMilestone = 100_000;
const largestWeight = 1e6;
/** Field names of the format; nothing that could be mistaken for a path. */
const fieldName = /^[a-z][a-z0-9_]*$/;

/** Paths of all objects that hold options: "", "training", "training.optimizer", ... */
const groups = new Set(
  optionTable.flatMap(({ path }) => {
    const names = path.split(".");
    return names.map((_, count) => names.slice(0, count).join("."));
  }),
);

/** Fields that are more than one option. */
const readers = new Map<string, (value: unknown, path: string) => unknown>([
  ["title", (value, path) => checkText(path, longestTitle, value) || undefined],
  ["data.target", (value, path) => checkText(path, longestName, value) || undefined],
  ["data.source", readSource],
  ["data.columns", readColumns],
  ["network.layers", readLayers],
  ["training.class_weights", readClassWeights],
  ["training.schedule.milestones", readMilestones],
  ["search.space", readSpace],
]);

/** Regularisers that are off may be written as null. */
const mayBeNull = new Set(["training.gradient_clip", "training.early_stopping"]);

/**
 * Reads untrusted data as a project document: every field is checked, an unknown field is an error.
 *
 * @returns the shortest document that means the same: fields at their defaults are left out.
 * @throws VitrineError with the path of the offending field.
 */
export function readProject(value: unknown): ProjectDocument {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  const { vitrine, ...fields } = Object.fromEntries(isObject ? fieldsOf("", value) : []);
  if (typeof vitrine === "number" && vitrine > 1) {
    const message = "This project was made by a newer Vitrine. Reload the page to get the newest one.";
    throw new VitrineError("newer_version", message, { path: "vitrine" });
  }
  if (vitrine !== 1) throw new VitrineError("not_a_project", "This is not a Vitrine project.", { path: "vitrine" });
  // Every field has been checked by the table or by its reader.
  return { vitrine: 1, ...(readGroup(fields, "") as object) };
}

function readGroup(value: unknown, path: string): unknown {
  return collect(fieldsOf(path, value), (name, field) => {
    const fieldPath = path === "" ? name : `${path}.${name}`;
    if (!fieldName.test(name)) throw unknownField(fieldPath);
    const reader = readers.get(fieldPath);
    if (reader !== undefined) return reader(field, fieldPath);
    if (field === null && mayBeNull.has(fieldPath)) return undefined;
    if (groups.has(fieldPath)) return readGroup(field, fieldPath);
    const option = findOption(fieldPath);
    if (option === undefined) throw unknownField(fieldPath);
    const checked = checkOption(option, fieldPath, field);
    return checked === option.default ? undefined : checked;
  });
}

/** An object of the fields that remain, or undefined when none do. fromEntries makes own fields even of __proto__. */
function collect(
  fields: [string, unknown][],
  read: (name: string, field: unknown) => unknown,
): Record<string, unknown> | undefined {
  const kept = fields
    .map(([name, field]) => [name, read(name, field)] as const)
    .filter(([, field]) => field !== undefined);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function readSource(value: unknown, path: string): unknown {
  const fields = fieldsOf(path, value);
  const source = Object.fromEntries(fields);
  const kinds = ["dataset", "toy", "csv", "file"].filter((kind) => Object.hasOwn(source, kind));
  if (kinds.length !== 1) throw wrongType(path, "an object with one of dataset, toy, csv, file", value);
  switch (kinds[0]) {
    case "dataset": {
      onlyFields(path, fields, ["dataset"]);
      const names = datasets.map(({ name }) => name);
      const dataset = checkChoice(`${path}.dataset`, names, source.dataset);
      return dataset === defaults.source.dataset ? undefined : { dataset };
    }
    case "toy": {
      onlyFields(path, fields, ["toy", "rows", "noise"]);
      const names = toys.map(({ name }) => name);
      return collect(fields, (name, field) => {
        if (name === "toy") return checkChoice(`${path}.toy`, names, field);
        const option = optionAt(`${path}.${name}`);
        const checked = checkOption(option, option.path, field);
        return checked === option.default ? undefined : checked;
      });
    }
    case "csv":
      onlyFields(path, fields, ["csv", "name"]);
      return collect(fields, (name, field) =>
        checkText(`${path}.${name}`, name === "csv" ? longestCsv : longestName, field),
      );
    default: {
      onlyFields(path, fields, ["file"]);
      const file = fieldsOf(`${path}.file`, source.file);
      onlyFields(`${path}.file`, file, ["name", "sha256"]);
      const { name, sha256 } = Object.fromEntries(file);
      if (typeof sha256 !== "string" || !/^[0-9a-f]{64}$/.test(sha256)) {
        throw wrongType(`${path}.file.sha256`, "64 lower-case hexadecimal digits", sha256);
      }
      return { file: { name: checkText(`${path}.file.name`, longestName, name), sha256 } };
    }
  }
}

/** Class names, like those of columns, come from somebody's table. */
function readClassWeights(value: unknown, path: string): unknown {
  const option = optionAt(path);
  if (typeof value !== "object" || value === null) {
    const checked = checkOption(option, path, value);
    return checked === option.default ? undefined : checked;
  }
  return collect(fieldsOf(path, value), (name, weight) => {
    const weightPath = `${path}.${name}`;
    if (typeof weight !== "number") throw wrongType(weightPath, "a number above 0", weight);
    if (!(weight > 0 && weight <= largestWeight)) throw outOfRange(weightPath, "above 0 and at most 1,000,000", weight);
    return weight;
  });
}

/** Column names come from somebody's table: they may be __proto__ or toString. */
function readColumns(value: unknown, path: string): unknown {
  const columns = fieldsOf(path, value);
  if (columns.length > mostColumns) throw outOfRange(path, `at most ${mostColumns} columns`, columns.length);
  return collect(columns, (column, choice) => {
    checkText(path, longestName, column);
    const columnPath = `${path}.${column}`;
    const fields = fieldsOf(columnPath, choice);
    onlyFields(columnPath, fields, ["role", "type"]);
    return collect(fields, (name, field) =>
      checkChoice(`${columnPath}.${name}`, name === "role" ? ["input", "ignore"] : ["number", "category"], field),
    );
  });
}

function readLayers(value: unknown, path: string): unknown {
  if (!Array.isArray(value)) throw wrongType(path, "a list of layers", value);
  if (value.length > limits.layers) throw outOfRange(path, `at most ${limits.layers} layers`, value.length);
  const layers = value.map((layer: unknown, index) => {
    const layerPath = `${path}[${index}]`;
    const fields = fieldsOf(layerPath, layer);
    onlyFields(layerPath, fields, layerFields);
    return (
      collect(fields, (name, field) => {
        const option = optionAt(`${path}[].${name}`);
        const checked = checkOption(option, `${layerPath}.${name}`, field);
        return checked === option.default ? undefined : checked;
      }) ?? {}
    );
  });
  return sameLayers(layers, defaults.layers) ? undefined : layers;
}

function sameLayers(a: readonly object[], b: readonly object[]): boolean {
  const filled = (layers: readonly object[]) => JSON.stringify(layers.map((layer) => ({ ...layerDefaults, ...layer })));
  return filled(a) === filled(b);
}

/** Epochs, each later than the one before. */
export function readMilestones(value: unknown, path: string): number[] | undefined {
  const expected = `a list of at most ${mostMilestones} whole numbers from 1 to ${lastMilestone} in ascending order`;
  if (!Array.isArray(value)) throw wrongType(path, expected, value);
  const fits = value.every((epoch: unknown, index) => {
    const before: unknown = index === 0 ? 0 : value[index - 1];
    return Number.isInteger(epoch) && Number(epoch) > Number(before) && Number(epoch) <= lastMilestone;
  });
  if (!fits || value.length > mostMilestones) throw outOfRange(path, expected, value);
  return value.length === 0 ? undefined : [...value];
}

const unitsOption = optionAt("network.layers[].units");
const activationOption = optionAt("network.layers[].activation");

/** {path: {low, high, log} | {choices} | {depth, units, activation}}; null stands for the default space. */
function readSpace(value: unknown, path: string): unknown {
  if (value === null) return undefined;
  const parameters = fieldsOf(path, value);
  if (parameters.length > mostParameters) {
    throw outOfRange(path, `at most ${mostParameters} options`, parameters.length);
  }
  return collect(parameters, (name, parameter) => {
    const parameterPath = `${path}["${name}"]`;
    const fields = fieldsOf(parameterPath, parameter);
    if (name === "network.layers") return readLayersRange(parameterPath, fields, parameter);
    const option = findOption(name);
    if (option === undefined) throw unknownField(parameterPath);
    if (fields.some(([field]) => field === "choices")) {
      onlyFields(parameterPath, fields, ["choices"]);
      const { choices } = Object.fromEntries(fields);
      if (!Array.isArray(choices) || choices.length < 1 || choices.length > mostChoices) {
        throw wrongType(`${parameterPath}.choices`, `a list of 1 to ${mostChoices} values`, choices);
      }
      return { choices: choices.map((choice: unknown) => checkOption(option, `${parameterPath}.choices`, choice)) };
    }
    if (option.type === "choice" || option.type === "boolean") {
      throw wrongType(parameterPath, "an object with choices", parameter);
    }
    return readRange(parameterPath, fields, option.min, option.max, option.type === "integer");
  });
}

function readRange(path: string, fields: [string, unknown][], min: number, max: number, integer: boolean): object {
  onlyFields(path, fields, ["low", "high", "log"]);
  const range = Object.fromEntries(fields);
  const low = checkNumber(`${path}.low`, min, max, integer, range.low);
  const high = checkNumber(`${path}.high`, low, max, integer, range.high);
  if (range.log === undefined || range.log === false) return { low, high };
  if (range.log !== true) throw wrongType(`${path}.log`, "true or false", range.log);
  if (low <= 0) throw outOfRange(`${path}.low`, "greater than 0 when log is true", low);
  return { low, high, log: true };
}

function readLayersRange(path: string, fields: [string, unknown][], value: unknown): object {
  onlyFields(path, fields, ["depth", "units", "activation"]);
  const { depth, units, activation } = Object.fromEntries(fields);
  if (depth === undefined || units === undefined) throw wrongType(path, "an object with depth and units", value);
  if (unitsOption.type !== "integer") throw new Error("network.layers[].units is not a number");
  return {
    depth: readRange(`${path}.depth`, fieldsOf(`${path}.depth`, depth), 0, limits.layers, true),
    units: readRange(`${path}.units`, fieldsOf(`${path}.units`, units), unitsOption.min, unitsOption.max, true),
    ...(activation !== undefined && { activation: checkOption(activationOption, `${path}.activation`, activation) }),
  };
}

/** JSON with sorted fields, so that equal projects make equal links. The order of a search space has a meaning and stays. */
export function stringifyProject(document: ProjectDocument, indent?: number): string {
  return JSON.stringify(sorted(document, ""), undefined, indent);
}

function sorted(value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((item) => sorted(item, `${path}[]`));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, field]) => [name, sorted(field, `${path}.${name}`)] as const);
  if (path !== ".search.space") entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries);
}
