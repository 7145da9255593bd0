// The option table as a TypeScript file.

const header = `// Written by scripts/generate-options from the engine's option table, where every option is defined. Do not edit.

export interface NumberOption {
  /** Place in the project document; "[]" stands for every element of a list. */
  path: string;
  label: string;
  type: "number" | "integer";
  default: number;
  min: number;
  max: number;
  /** Empty for a pure number. */
  unit: string;
  /** A control should move in factors, not in differences. */
  log: boolean;
  help: string;
}

export interface ChoiceOption {
  path: string;
  label: string;
  type: "choice";
  default: string;
  choices: readonly string[];
  help: string;
}

export interface BooleanOption {
  path: string;
  label: string;
  type: "boolean";
  default: boolean;
  help: string;
}
`;

/** One option with the fields of its interface, in the interface's order. */
function fields(option) {
  const { path, label, type, help, unit = "", log = false } = option;
  if (type === "choice") return { path, label, type, default: option.default, choices: option.choices, help };
  if (type === "number" || type === "integer") {
    return { path, label, type, default: option.default, min: option.min, max: option.max, unit, log, help };
  }
  if (type === "boolean") return { path, label, type, default: option.default, help };
  throw new Error(`option ${path} has type "${type}", which the page has no interface for`);
}

/** @param description  what `vitrine describe --json` prints, parsed */
export function optionsSource(description) {
  const options = description.options.map(fields);
  for (const option of options) {
    for (const [name, value] of Object.entries(option)) {
      if (value === undefined || value === null) throw new Error(`option ${option.path} has no ${name}`);
    }
  }
  return `${header}
export const options = ${JSON.stringify(options, null, 2)} as const satisfies readonly (NumberOption | ChoiceOption | BooleanOption)[];

/** Bounds on what has no control of its own, such as the number of hidden layers. */
export const limits = ${JSON.stringify(description.limits, null, 2)} as const;

/** What a search draws from when the project does not say it. */
export const defaultSearchSpace: Readonly<Record<string, unknown>> = ${JSON.stringify(description.search_space, null, 2)};
`;
}
