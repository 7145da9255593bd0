import { readMilestones } from "../project/read.js";

/** What a person typed as a list of epochs, separated by commas or spaces; or what is wrong with it, in a sentence. */
export function parseMilestones(text: string): { value: number[] } | { problem: string } {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== "");
  const wrong = parts.find((part) => !/^\d+$/.test(part));
  if (wrong !== undefined) return { problem: `Milestones are whole numbers of epochs; \u201c${wrong}\u201d is none.` };
  try {
    return { value: readMilestones(parts.map(Number), "Milestones") ?? [] };
  } catch {
    return { problem: "Milestones must be at most 100 epochs from 1 to 100,000, each later than the one before." };
  }
}
