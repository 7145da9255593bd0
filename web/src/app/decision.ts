import type { ProjectDocument } from "../project/document.js";
import { getChoice, getNumber } from "../project/edit.js";
import { askOfNetwork } from "./trained-network.js";

/**
 * From which probability on the run's network, as it stands, predicts the second of two classes; null for the most
 * probable class.
 *
 * @param options  of the run.
 */
export async function decisionThreshold(options: ProjectDocument): Promise<number | null> {
  const rule = getChoice(options, "training.decision.rule");
  if (rule === "most_probable") return null;
  if (rule === "given") return getNumber(options, "training.decision.threshold");
  return askOfNetwork((worker, network) => worker.request("decisionThreshold", network));
}
