import { computed, signal } from "@preact/signals";
import type { ExplanationReport } from "../engine/reports.js";
import type { Problem } from "./engine.js";
import { explainKey } from "./keys.js";
import { project } from "./project-state.js";
import { runState } from "./run-state.js";

export type ExplainPhase = "none" | "running" | "done" | "cancelled";

/** Attributions of some rows by one network. */
export interface Explained {
  key: string;
  /** Of the network that was explained. */
  fingerprint: string;
  /** Rows of the table, in the order of the report. */
  rows: number[];
  report: ExplanationReport;
  background: number;
}

export const explained = signal<Explained | null>(null);
export const explainPhase = signal<ExplainPhase>("none");
export const explainShare = signal(0);
export const explainProblem = signal<Problem | null>(null);

/** How many validation rows are explained. */
export const rowsAsked = signal(30);
/** Position in the explained rows. */
export const chosenRow = signal(0);
/** Position in the classes; null follows the row's prediction. */
export const chosenClass = signal<number | null>(null);

export const explainedStale = computed(() => {
  const current = explained.value;
  if (current === null) return false;
  return current.fingerprint !== runState.value?.fingerprint || current.key !== explainKey(project.value);
});
