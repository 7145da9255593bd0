import { modelFileName, projectFileName, readProjectFile, writeProjectFile } from "../project/files.js";
import { openFile } from "./data-controller.js";
import { asProblem } from "./engine.js";
import { notify } from "./notices.js";
import { editProject, project } from "./project-state.js";
import { runState } from "./run-state.js";
import { askOfNetwork } from "./trained-network.js";

/** Files that go to the visitor's disk and come from there. */

function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

export function saveProject(): void {
  download(writeProjectFile(project.value), projectFileName(project.value));
}

export async function saveModel(): Promise<void> {
  try {
    const name = modelFileName(project.value, runState.value?.fingerprint ?? "");
    download(await askOfNetwork((worker, network) => worker.request("model", network)), name);
  } catch (error) {
    notify({ kind: "error", topic: "file", text: asProblem(error).message });
  }
}

/** A file of either kind: a project, or a table. */
export async function openAnyFile(file: File): Promise<void> {
  if (!file.name.toLowerCase().endsWith(".json")) return openFile(file);
  try {
    const opened = readProjectFile(await file.text());
    editProject(() => opened);
    notify({ kind: "note", topic: "file", text: `${file.name} is open. Undo brings back what was here before.` });
  } catch (error) {
    notify({ kind: "error", topic: "file", text: `${file.name} was not opened. ${asProblem(error).message}` });
  }
}
