import { computed, signal } from "@preact/signals";
import type { ProjectDocument } from "../project/document.js";

/**
 * The project in hand with its history. A change makes a new document, so a document that was kept (by a run, by
 * the history) never changes.
 */
export const project = signal<ProjectDocument>({ vitrine: 1 });

const MOST_STEPS = 200;
const past = signal<readonly ProjectDocument[]>([]);
const future = signal<readonly ProjectDocument[]>([]);

export const canUndo = computed(() => past.value.length > 0);
export const canRedo = computed(() => future.value.length > 0);

/** Two documents that say the same, whatever the order of their fields. */
export function stableText(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** Puts another document in place as one step of the history. */
export function replaceProject(next: ProjectDocument): void {
  if (stableText(next) === stableText(project.value)) return;
  past.value = [...past.value.slice(-MOST_STEPS), project.value];
  future.value = [];
  project.value = next;
}

/** Changes a copy of the document as one step of the history. */
export function editProject(change: (draft: ProjectDocument) => void): void {
  const draft = structuredClone(project.value);
  change(draft);
  replaceProject(draft);
}

/** Starts over with a document that cannot be undone: the one found when the page opens. */
export function startWithProject(first: ProjectDocument): void {
  past.value = [];
  future.value = [];
  project.value = first;
}

export function undo(): void {
  const previous = past.value.at(-1);
  if (previous === undefined) return;
  past.value = past.value.slice(0, -1);
  future.value = [project.value, ...future.value];
  project.value = previous;
}

export function redo(): void {
  const [next, ...rest] = future.value;
  if (next === undefined) return;
  future.value = rest;
  past.value = [...past.value, project.value];
  project.value = next;
}
