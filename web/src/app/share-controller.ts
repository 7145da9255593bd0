import { signal } from "@preact/signals";
import { sourceOf } from "../project/edit.js";
import { modelFileName, projectFileName, readProjectFile, writeProjectFile } from "../project/files.js";
import { type ProjectLink, writeLink } from "../project/link.js";
import { announce } from "./announcer.js";
import { openFile } from "./data-controller.js";
import { ownTable } from "./data-state.js";
import { asProblem, engine } from "./engine.js";
import { notify } from "./notices.js";
import { editProject, project } from "./project-state.js";
import { runState } from "./run-state.js";
import { openDialog } from "./view-state.js";

export interface SharedLink extends Pick<ProjectLink, "table"> {
  address: string;
  /** Null while not known. */
  copied: boolean | null;
}

export const sharedLink = signal<SharedLink | null>(null);
export const shareProblem = signal<string | null>(null);

/** The address of this page, as a stranger opens it. */
function addressWith(fragment: string): string {
  const address = new URL(location.href);
  address.search = "";
  address.hash = fragment;
  return address.href;
}

/** Makes the link, shows it and tries to copy it. */
export async function share(): Promise<void> {
  sharedLink.value = null;
  shareProblem.value = null;
  openDialog.value = "share";
  try {
    const source = sourceOf(project.value);
    const own = "file" in source && ownTable.value?.sha256 === source.file.sha256 ? ownTable.value : null;
    const { fragment, table } = await writeLink(project.value, own);
    sharedLink.value = { address: addressWith(fragment), table, copied: null };
    await copyLink();
  } catch (error) {
    shareProblem.value = asProblem(error).message;
  }
}

export async function copyLink(): Promise<void> {
  const link = sharedLink.value;
  if (link === null) return;
  try {
    await navigator.clipboard.writeText(link.address);
    sharedLink.value = { ...link, copied: true };
    announce("The link has been copied.");
  } catch {
    // In frames the clipboard is often out of reach; then the visitor copies the selected text.
    sharedLink.value = { ...link, copied: false };
  }
}

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
    const model = await engine().request("model", undefined);
    download(model, modelFileName(project.value, runState.value?.fingerprint ?? ""));
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
