import { tasks } from "./options.generated.js";
import type { Option } from "./options.js";

export type Task = keyof typeof tasks;

/** What an option is in a project of the task that does not say it. */
export function defaultOfTask(task: Task, option: Option): Option["default"] {
  const defaults: Readonly<Record<string, string>> = tasks[task].defaults;
  return defaults[option.path] ?? option.default;
}

/** Whether a loss trains towards the task's targets. */
export function suitsTask(task: Task, loss: string): boolean {
  const losses: readonly string[] = tasks[task].losses;
  return losses.includes(loss);
}
