import { description } from "./options.generated.js";

interface OptionBase {
  /** Place in the project document; "network.layers[].units" stands for every hidden layer. */
  path: string;
  label: string;
  /** "rows", "epochs", ...; empty for a pure number or a choice. */
  unit: string;
  help: string;
}

export interface NumberOption extends OptionBase {
  type: "number" | "integer";
  default: number;
  min: number;
  max: number;
  /** A control should move in factors, not in differences. */
  log: boolean;
}

export interface ChoiceOption extends OptionBase {
  type: "choice";
  default: string;
  choices: readonly string[];
}

export type Option = NumberOption | ChoiceOption;

/** What `vitrine describe` prints. */
export interface Description {
  version: string;
  options: readonly Option[];
  limits: {
    /** Hidden layers, at most. */
    layers: number;
  };
  defaults: {
    source: Readonly<Record<string, unknown>>;
    layers: readonly Readonly<{ units?: number; activation?: string }>[];
  };
}

export const limits = description.limits;
export const defaults = description.defaults;
export const optionTable: readonly Option[] = description.options;

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
