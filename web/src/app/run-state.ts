import { computed, signal } from "@preact/signals";
import type { EpochReport, RunInfo, RunState, Scores } from "../engine/reports.js";
import type { ProjectDocument } from "../project/document.js";
import type { Problem } from "./engine.js";
import { runKey } from "./keys.js";
import { project } from "./project-state.js";

export type RunPhase = "none" | "ready" | "training" | "paused" | "stopped" | "finished" | "failed";

/** The run that the main worker holds, as far as the page has heard of it. */
export interface Run {
  key: string;
  project: ProjectDocument;
  info: RunInfo;
}

export const run = signal<Run | null>(null);
export const phase = signal<RunPhase>("none");
/** Steps, epoch and fingerprint; its own history holds only news. */
export const runState = signal<RunState | null>(null);
export const history = signal<readonly EpochReport[]>([]);
/** All weights and biases, layer by layer. */
export const weights = signal<Float32Array | null>(null);
export const validationScores = signal<Scores | null>(null);
export const testScores = signal<Scores | null>(null);
/** Why the project as it stands cannot be trained; null when it can. */
export const setupProblem = signal<Problem | null>(null);

/** The curves of a run whose worker died; a run with the same key repeats them. */
export const lostHistory = signal<{ key: string; history: readonly EpochReport[] } | null>(null);
/** The curves to draw: those of the run, or of the lost one until this one has come as far. */
export const shownHistory = computed(() => {
  const lost = lostHistory.value;
  const repeats = lost !== null && lost.key === runKey(project.value) && lost.history.length > history.value.length;
  return repeats ? lost.history : history.value;
});
/** The worker died twice in a row, and none is started before it is asked for. */
export const engineGone = signal(false);

/** The run, unless the project has become one that cannot be trained: then its facts would mislead. */
export const usableRun = computed(() => (setupProblem.value === null ? run.value : null));

/** Whether the options have moved on since the run was made. */
export const stale = computed(() => run.value !== null && run.value.key !== runKey(project.value));
export const busy = computed(() => phase.value === "training");

/** Network options drawn before, during and after training: those of the run, unless it is stale. */
export const lastEpoch = computed(() => history.value.at(-1) ?? null);

/** Epochs per second; null trains as fast as the machine can. */
export const pace = signal<number | null>(null);
