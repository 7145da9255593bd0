import type { ProjectDocument } from "./document.js";
import { getChoice } from "./edit.js";
import { optionConditions } from "./option-conditions.generated.js";
import { optionAt } from "./options.js";

/**
 * Whether an option is read: an optimizer's numbers, for instance, only with the optimizers that have them. One that
 * is not keeps its value in the document.
 */
export function isRead(document: ProjectDocument, path: string): boolean {
  const condition = optionConditions[optionAt(path).path];
  return condition === undefined || condition.choices.includes(getChoice(document, condition.option));
}

/** Options that are read with some choices of another option only, in the table's order. */
export function dependentOn(choice: string): string[] {
  return Object.keys(optionConditions).filter((path) => optionConditions[path]?.option === choice);
}
