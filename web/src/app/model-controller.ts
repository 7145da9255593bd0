import { modelFileName } from "../project/files.js";
import { asProblem } from "./engine.js";
import { download } from "./files-controller.js";
import { notify } from "./notices.js";
import { project } from "./project-state.js";
import { runState } from "./run-state.js";
import { askOfNetwork } from "./trained-network.js";

/** The model of the run as it stands goes to the visitor's disk. */
export async function saveModel(): Promise<void> {
  try {
    const name = modelFileName(project.value, runState.value?.fingerprint ?? "");
    download(await askOfNetwork((worker, network) => worker.request("model", network)), name);
  } catch (error) {
    notify({ kind: "error", topic: "file", text: asProblem(error).message });
  }
}
