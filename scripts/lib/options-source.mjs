// The option table as TypeScript: what its controls and rules need in one file, what explains them in another, which
// the page fetches later.

const notice =
  "// Written by scripts/generate-options from the engine's option table, where every option is defined. Do not edit.\n";

const header = `${notice}
interface BaseOption {
  /** Place in the project document; "[]" stands for every element of a list. */
  path: string;
  label: string;
}

export interface NumberOption extends BaseOption {
  type: "number" | "integer";
  default: number;
  min: number;
  max: number;
  /** Left out for a pure number. */
  unit?: string;
  /** A control should move in factors, not in differences. */
  log?: true;
}

export interface ChoiceOption extends BaseOption {
  type: "choice";
  default: string;
  choices: readonly string[];
}

export interface BooleanOption extends BaseOption {
  type: "boolean";
  default: boolean;
}

interface Task {
  losses: readonly string[];
  /** By path. */
  defaults: Readonly<Record<string, string>>;
}
`;

/** One option with the fields of its interface, in the interface's order. */
function fields(option) {
  const { path, label, type } = option;
  const start = { path, label, type, default: option.default };
  if (type === "choice") return { ...start, choices: option.choices };
  if (type === "number" || type === "integer") {
    const unit = option.unit === "" ? {} : { unit: option.unit };
    const log = option.log === true ? { log: true } : {};
    return { ...start, min: option.min, max: option.max, ...unit, ...log };
  }
  if (type === "boolean") return start;
  throw new Error(`option ${path} has type "${type}", which the page has no interface for`);
}

function requireAll(what, record) {
  for (const [name, value] of Object.entries(record)) {
    if (value === undefined || value === null) throw new Error(`${what} has no ${name}`);
  }
}

/** @param description  what `vitrine describe --json` prints, parsed */
export function optionsSource(description) {
  const options = description.options.map(fields);
  for (const option of options) requireAll(`option ${option.path}`, option);
  return `${header}
export const options = ${JSON.stringify(options, null, 2)} as const satisfies readonly (NumberOption | ChoiceOption | BooleanOption)[];

/** Bounds on what has no control of its own, such as the number of hidden layers. */
export const limits = ${JSON.stringify(description.limits, null, 2)} as const;

/** Losses that suit a task, and what stands for options that its projects leave out where the table's default does not. */
export const tasks = ${JSON.stringify(description.tasks, null, 2)} as const satisfies Record<string, Task>;

/** What a search draws from when the project does not say it. */
export const defaultSearchSpace: Readonly<Record<string, unknown>> = ${JSON.stringify(description.search_space, null, 2)};
`;
}

/** @param description  as above */
export function helpSource(description) {
  const help = description.options.map(({ path, help }) => [path, help]);
  for (const [path, text] of help) requireAll(`option ${path}`, { help: text });
  return `${notice}
/** What an option means, in a sentence, by its path. */
export const optionHelp: Readonly<Record<string, string>> = ${JSON.stringify(Object.fromEntries(help), null, 2)};
`;
}

/** @param description  as above */
export function metricHelpSource(description) {
  const help = description.metrics.map(({ name, help }) => [name, help]);
  for (const [name, text] of help) requireAll(`metric ${name}`, { help: text });
  return `${notice}
/** What a metric means, in a sentence, by its name. */
export const metricHelp: Readonly<Record<string, string>> = ${JSON.stringify(Object.fromEntries(help), null, 2)};
`;
}

/** @param description  as above */
export function conditionsSource(description) {
  const rows = description.options.filter((option) => option.only_with !== undefined);
  const conditions = Object.fromEntries(rows.map(({ path, only_with }) => [path, only_with]));
  return `${notice}
/** Another option's choices without which an option is not read. */
export interface Condition {
  option: string;
  choices: readonly string[];
}

/** By the option's path; none where it is always read. */
export const optionConditions: Readonly<Record<string, Condition>> = ${JSON.stringify(conditions, null, 2)};
`;
}

/** @param description  as above */
export function metricsSource(description) {
  const metrics = description.metrics.map(({ help, ...metric }) => metric);
  for (const metric of metrics) requireAll(`metric ${metric.name}`, metric);
  return `${notice}
export interface MetricInfo {
  name: string;
  label: string;
  /** Of the target that it measures. */
  task: "classification" | "regression";
  larger_is_better: boolean;
}

/** What a trained network can be scored by. */
export const metrics: readonly MetricInfo[] = ${JSON.stringify(metrics, null, 2)};
`;
}
