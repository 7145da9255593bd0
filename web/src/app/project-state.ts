import { computed, signal } from "@preact/signals";
import type { ProjectDocument } from "../project/document.js";
import { record, redo as redone, startHistory, undo as undone } from "../project/history.js";
import { stringifyProject } from "../project/read.js";

/**
 * The project in hand with its history. A change makes a new document, so one that was kept (by a run, by the
 * history) never changes.
 */
const steps = signal(startHistory<ProjectDocument>({ vitrine: 1 }));

export const project = computed(() => steps.value.present);
export const canUndo = computed(() => steps.value.past.length > 0);
export const canRedo = computed(() => steps.value.future.length > 0);

/** Changes the project as one step of the history; changes in a row on the same topic are one step. */
export function editProject(change: (document: ProjectDocument) => ProjectDocument, topic?: string): void {
  const next = change(steps.value.present);
  if (stringifyProject(next) !== stringifyProject(steps.value.present)) steps.value = record(steps.value, next, topic);
}

/** Starts over with a document that cannot be undone: the one found when the page opens. */
export function startWithProject(first: ProjectDocument): void {
  steps.value = startHistory(first);
}

export function undo(): void {
  steps.value = undone(steps.value);
}

export function redo(): void {
  steps.value = redone(steps.value);
}
