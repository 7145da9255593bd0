import type { Layer } from "./document.js";
import { type BooleanOption, type ChoiceOption, type NumberOption, options } from "./options.generated.js";

export { limits } from "./options.generated.js";
export type { BooleanOption, ChoiceOption, NumberOption };
export type Option = NumberOption | ChoiceOption | BooleanOption;

export const optionTable: readonly Option[] = options;

/** What a project holds that says nothing: the values that are more than one option. */
export const defaults = {
  source: { dataset: "iris" },
  /** One hidden layer at its options' defaults. */
  layers: [{}],
} as const;

const byPath = new Map(optionTable.map((option) => [option.path, option]));

/** @param path with or without layer numbers: "network.layers[2].units" finds "network.layers[].units". */
export function findOption(path: string): Option | undefined {
  return byPath.get(path.replace(/\[\d*\]/g, "[]"));
}

/** For paths that are written in the code and so must exist. */
export function optionAt(path: string): Option {
  const option = findOption(path);
  if (option === undefined) throw new Error(`There is no option ${path}`);
  return option;
}

const layerPrefix = "network.layers[].";

/** The fields of a hidden layer. */
export const layerFields: readonly string[] = optionTable
  .filter(({ path }) => path.startsWith(layerPrefix))
  .map(({ path }) => path.slice(layerPrefix.length));

// The table lists each field of the document's layers.
export const layerDefaults = Object.fromEntries(
  layerFields.map((name) => [name, optionAt(layerPrefix + name).default]),
) as unknown as Layer;
