import { effect } from "@preact/signals";
import type { ProjectDocument } from "../project/document.js";
import { Autosave } from "../project/storage.js";
import { project } from "./project-state.js";
import { embedded } from "./view-state.js";

export const autosave = new Autosave();

const DELAY_MS = 300;

/**
 * Saves the project a moment after each change. A page that only shows what a link holds saves nothing, so that
 * looking at somebody's link does not cost the visitor's own project; neither does an embedded page.
 */
export function startAutosave(shown: ProjectDocument, onFirstChange: () => void): void {
  if (embedded) return;
  let changed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const current = project.value;
    if (!changed && current === shown) return;
    if (!changed) onFirstChange();
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(() => autosave.saveProject(current), DELAY_MS);
  });
  addEventListener("pagehide", () => {
    if (changed) autosave.saveProject(project.value);
  });
}
