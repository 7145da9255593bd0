import { getBoolean, getChoice, getNumber, setOption as withOption } from "../project/edit.js";
import { type BooleanOption, type ChoiceOption, type NumberOption, optionAt } from "../project/options.js";
import { editProject, project } from "./project-state.js";

/** Options of the project in hand by their path: its own value where it has one, else the table's default. */

export function numberOption(path: string): NumberOption {
  const option = optionAt(path);
  if (option.type !== "number" && option.type !== "integer") throw new Error(`${path} is not a number`);
  return option;
}

export function choiceOption(path: string): ChoiceOption {
  const option = optionAt(path);
  if (option.type !== "choice") throw new Error(`${path} is not a choice`);
  return option;
}

export function booleanOption(path: string): BooleanOption {
  const option = optionAt(path);
  if (option.type !== "boolean") throw new Error(`${path} is not true or false`);
  return option;
}

export function numberValue(path: string): number {
  return getNumber(project.value, path);
}

export function choiceValue(path: string): string {
  return getChoice(project.value, path);
}

export function booleanValue(path: string): boolean {
  return getBoolean(project.value, path);
}

/** @throws VitrineError when the table does not allow the value. */
export function setOption(path: string, value: number | string | boolean): void {
  editProject((document) => withOption(document, path, value));
}
