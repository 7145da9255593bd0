import { getChoice, getNumber, setOption as withOption } from "../project/edit.js";
import { type ChoiceOption, type NumberOption, optionAt } from "../project/options.js";
import { editProject, project } from "./project-state.js";

/** Options of the project in hand by their path: its own value where it has one, else the table's default. */

export function numberOption(path: string): NumberOption {
  const option = optionAt(path);
  if (option.type === "choice") throw new Error(`${path} is not a number`);
  return option;
}

export function choiceOption(path: string): ChoiceOption {
  const option = optionAt(path);
  if (option.type !== "choice") throw new Error(`${path} is not a choice`);
  return option;
}

export function numberValue(path: string): number {
  return getNumber(project.value, path);
}

export function choiceValue(path: string): string {
  return getChoice(project.value, path);
}

/** @throws VitrineError when the table does not allow the value. */
export function setOption(path: string, value: number | string): void {
  editProject((document) => withOption(document, path, value));
}
