import { signal } from "@preact/signals";
import { sourceOf } from "../project/edit.js";
import { type ProjectLink, writeLink } from "../project/link.js";
import { announce } from "./announcer.js";
import { table as openTable, ownTable } from "./data-state.js";
import { asProblem } from "./engine.js";
import { tableKey } from "./keys.js";
import { project } from "./project-state.js";

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

/** Makes the link and tries to copy it. */
export async function share(): Promise<void> {
  sharedLink.value = null;
  shareProblem.value = null;
  try {
    const source = sourceOf(project.value);
    const own = "file" in source && ownTable.value?.sha256 === source.file.sha256 ? ownTable.value : null;
    const open = openTable.value;
    const encoding = open?.key === tableKey(project.value) ? open.inspection.encoding : undefined;
    const { fragment, table } = await writeLink(project.value, own, encoding);
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
