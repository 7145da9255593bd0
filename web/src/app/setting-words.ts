import { isRead } from "../project/conditions.js";
import type { ProjectDocument } from "../project/document.js";
import { classWeightsOf, getOption, isSet, milestonesOf } from "../project/edit.js";
import { optionAt } from "../project/options.js";
import { decisionLabel, RULE } from "./decision-words.js";
import { fieldText } from "./format.js";
import { choiceLabel } from "./option-words.js";

/** Words within a sentence; names and abbreviations keep their capital. */
export function inSentence(words: string): string {
  const isName = /^(.[^a-z]|Nesterov|Ada|He |Xavier|LeCun|SiLU)/.test(words);
  return isName ? words : words.charAt(0).toLowerCase() + words.slice(1);
}

/**
 * What a group of options says besides the defaults, so that nothing is hidden while it is closed: "cosine", "lowest
 * rate 0.001". The group's first option, when it is a choice, is named by its value alone.
 *
 * @param labels  of options that the group calls something else than the table.
 */
export function settingWords(
  document: ProjectDocument,
  paths: readonly string[],
  labels: Readonly<Record<string, string>> = {},
): string[] {
  const words = paths
    .filter((path) => isRead(document, path) && isSet(document, path))
    .map((path) => {
      const value = getOption(document, path);
      const label = inSentence(labels[path] ?? optionAt(path).label);
      if (value === true) return label;
      if (value === false) return `${label}: no`;
      if (typeof value === "number") return `${label} ${fieldText(value)}`;
      const choice = inSentence(path === RULE ? decisionLabel(value) : choiceLabel(value));
      return path === paths[0] ? choice : `${label} ${choice}`;
    });
  if (paths.includes("training.class_weights") && classWeightsOf(document) !== null)
    words.push("class weights by name");
  const milestones = milestonesOf(document);
  const dropsAtMilestones = paths[0] === "training.schedule.name" && getOption(document, paths[0]) === "multi_step";
  if (dropsAtMilestones && milestones.length > 0) words.push(`after epochs ${milestones.join(", ")}`);
  return words;
}
