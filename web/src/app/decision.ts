import type { ProjectDocument } from "../project/document.js";
import { getChoice, getNumber } from "../project/edit.js";
import { RULE } from "./decision-words.js";
import { askOfNetwork } from "./trained-network.js";

/**
 * From which probability on the run's network, as it stands, predicts the second of two classes.
 *
 * @param options  of the run; they ask for a threshold.
 */
export async function decisionThreshold(options: ProjectDocument): Promise<number | null> {
  if (getChoice(options, RULE) === "given") return getNumber(options, "training.decision.threshold");
  return askOfNetwork((worker, network) => worker.request("decisionThreshold", network));
}
