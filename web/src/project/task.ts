import type { Option } from "./options.js";

export type Task = "classification" | "regression";

/** What the engine takes for what a regression leaves out: the option table's defaults are those of classification. */
const regressionDefaults: Readonly<Record<string, string>> = { "training.loss": "mse", "search.metric": "rmse" };

export function defaultOfTask(task: Task, option: Option): Option["default"] {
  return (task === "regression" ? regressionDefaults[option.path] : undefined) ?? option.default;
}

const numberLosses = ["mse", "mae", "huber"];
/** The squared error is for classes too. */
const numberLossesOnly = ["mae", "huber"];

/** Losses that train towards the task's targets. */
export function suitsTask(task: Task, loss: string): boolean {
  return task === "regression" ? numberLosses.includes(loss) : !numberLossesOnly.includes(loss);
}
