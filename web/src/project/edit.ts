import { checkOption, outOfRange } from "./check.js";
import type { DataSource, Layer, LayerDocument, ProjectDocument } from "./document.js";
import { defaults, layerDefaults, limits, optionAt } from "./options.js";
import { readProject } from "./read.js";
import { defaultOfTask, type Task } from "./task.js";

type Keys = readonly (string | number)[];

/** "network.layers[2].units" -> ["network", "layers", 2, "units"] */
function keysOf(path: string): Keys {
  return path.split(".").flatMap((part) => {
    const [name = "", ...indices] = part.split(/[[\]]+/).filter((piece) => piece !== "");
    return [name, ...indices.map(Number)];
  });
}

function child(node: unknown, key: string | number): unknown {
  if (typeof node !== "object" || node === null || !Object.hasOwn(node, key)) return undefined;
  // Own field, checked above.
  return (node as Record<string | number, unknown>)[key];
}

/** The value of an option: what the document says, else the default. */
export function getOption(document: ProjectDocument, path: string): number | string | boolean {
  const option = optionAt(path);
  const keys = keysOf(path);
  const inLayers = keys[0] === "network" && keys[1] === "layers";
  const value = inLayers
    ? keys.slice(2).reduce(child, layersOf(document) as unknown)
    : keys.reduce(child, document as unknown);
  const said = typeof value === "number" || typeof value === "string" || typeof value === "boolean";
  return said ? value : defaultOfTask(taskOf(document), option);
}

/** What the target is: classes or a number. */
export function taskOf(document: ProjectDocument): Task {
  return document.data?.task ?? "classification";
}

/** The document with another task. What was said about loss, classes and metric suits the old one and goes. */
export function setTask(document: ProjectDocument, task: Task): ProjectDocument {
  const { loss: _loss, class_weights: _weights, decision: _decision, ...training } = document.training ?? {};
  const { metric: _metric, ...search } = document.search ?? {};
  return readProject({ ...document, data: { ...document.data, task }, training, search });
}

/** For options that are numbers. */
export function getNumber(document: ProjectDocument, path: string): number {
  const value = getOption(document, path);
  if (typeof value !== "number") throw new Error(`${path} is not a number`);
  return value;
}

/** For options that are choices. */
export function getChoice(document: ProjectDocument, path: string): string {
  const value = getOption(document, path);
  if (typeof value !== "string") throw new Error(`${path} is not a choice`);
  return value;
}

/** For options that are yes or no. */
export function getBoolean(document: ProjectDocument, path: string): boolean {
  const value = getOption(document, path);
  if (typeof value !== "boolean") throw new Error(`${path} is not true or false`);
  return value;
}

/** The document with one option set. @throws VitrineError when the table does not allow the value. */
export function setOption(document: ProjectDocument, path: string, value: unknown): ProjectDocument {
  const option = optionAt(path);
  const checked = checkOption(option, path, value);
  const keys = keysOf(path);
  const [first, second, index, field] = keys;
  if (first === "network" && second === "layers") {
    const layers = layersOf(document);
    if (typeof index !== "number" || index >= layers.length) throw outOfRange(path, "a layer that exists", index);
    return setLayers(
      document,
      layers.map((layer, position) => (position === index ? { ...layer, [String(field)]: checked } : layer)),
    );
  }
  return changed(document, keys, checked);
}

/** Whether a document says something else than the option's default. */
export function isSet(document: ProjectDocument, path: string): boolean {
  return getOption(document, path) !== defaultOfTask(taskOf(document), optionAt(path));
}

/** Epochs after which a multi-step schedule drops the learning rate; none for the engine's choice. */
export function milestonesOf(document: ProjectDocument): readonly number[] {
  return document.training?.schedule?.milestones ?? [];
}

/** Weights given to classes by name; null where a choice says how classes count. */
export function classWeightsOf(document: ProjectDocument): Readonly<Record<string, number>> | null {
  const weights = document.training?.class_weights;
  return typeof weights === "object" ? weights : null;
}

export function setClassWeights(document: ProjectDocument, weights: Readonly<Record<string, number>>): ProjectDocument {
  return changed(document, ["training", "class_weights"], weights);
}

export function setMilestones(document: ProjectDocument, milestones: readonly number[]): ProjectDocument {
  return changed(document, ["training", "schedule", "milestones"], milestones);
}

/** All hidden layers with all fields. */
export function layersOf(document: ProjectDocument): Layer[] {
  return (document.network?.layers ?? defaults.layers).map((layer) => ({ ...layerDefaults, ...layer }));
}

export function setLayers(document: ProjectDocument, layers: readonly LayerDocument[]): ProjectDocument {
  return changed(document, ["network", "layers"], layers);
}

/** Puts a layer like its neighbour before position `index`; without one, a layer at its defaults. */
export function addLayer(document: ProjectDocument, index: number): ProjectDocument {
  const layers: LayerDocument[] = layersOf(document);
  if (layers.length >= limits.layers) {
    throw outOfRange("network.layers", `at most ${limits.layers} layers`, layers.length + 1);
  }
  return setLayers(document, layers.toSpliced(index, 0, layers[index] ?? layers[index - 1] ?? {}));
}

export function removeLayer(document: ProjectDocument, index: number): ProjectDocument {
  return setLayers(document, layersOf(document).toSpliced(index, 1));
}

export function sourceOf(document: ProjectDocument): DataSource {
  return document.data?.source ?? defaults.source;
}

/** The document about other data: what was said about the old table's target and columns goes. */
export function setSource(document: ProjectDocument, source: DataSource): ProjectDocument {
  const { target: _target, columns: _columns, ...data } = document.data ?? {};
  return readProject({ ...document, data: { ...data, source } });
}

/** All three shares at once, since they must add up to 1. */
export function setSplit(
  document: ProjectDocument,
  split: { train: number; validation: number; test: number },
): ProjectDocument {
  const sum = split.train + split.validation + split.test;
  if (!(Math.abs(sum - 1) < 1e-6)) throw outOfRange("data.split", "three shares that add up to 1", sum);
  return changed(document, ["data", "split"], split);
}

/** Empty for the last column. */
export function setTarget(document: ProjectDocument, target: string): ProjectDocument {
  return changed(document, ["data", "target"], target);
}

export function setTitle(document: ProjectDocument, title: string): ProjectDocument {
  return changed(document, ["title"], title);
}

export type ColumnChoice = { role?: "input" | "ignore"; type?: "number" | "category" };

/** What a person said about a column; safe for columns called __proto__ or toString. */
export function columnChoice(document: ProjectDocument, column: string): ColumnChoice {
  const columns = document.data?.columns;
  return columns !== undefined && Object.hasOwn(columns, column) ? (columns[column] ?? {}) : {};
}

/** An empty choice leaves the column to the data. */
export function setColumn(document: ProjectDocument, column: string, choice: ColumnChoice): ProjectDocument {
  const others = Object.entries(document.data?.columns ?? {}).filter(([name]) => name !== column);
  return changed(document, ["data", "columns"], Object.fromEntries([...others, [column, choice]]));
}

/** null for the engine's default space. */
export function setSearchSpace(document: ProjectDocument, space: Record<string, unknown> | null): ProjectDocument {
  return changed(document, ["search", "space"], space);
}

/** A new document with one field replaced, checked and shortened as a whole; nothing is changed in place. */
function changed(document: ProjectDocument, keys: Keys, value: unknown): ProjectDocument {
  return readProject(replaced(document, keys, value));
}

function replaced(node: unknown, keys: Keys, value: unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  const fields = typeof node === "object" && node !== null ? node : {};
  return { ...fields, [key]: replaced(child(fields, key), rest, value) };
}
