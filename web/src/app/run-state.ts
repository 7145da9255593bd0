import { computed, signal } from "@preact/signals";
import type { EpochReport, RunInfo, RunState, Scores } from "../engine/reports.js";
import type { ProjectDocument } from "../project/document.js";
import { getBoolean } from "../project/edit.js";
import { stringifyProject } from "../project/read.js";
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

/** Why the data cannot be trained on; what is wrong with an option of the network or the training is told there. */
export const dataRefusal = computed(() => {
  const problem = setupProblem.value;
  return problem === null || /^(network|training)\./.test(problem.path ?? "") ? null : problem.message;
});

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

function dataText({ data, seeds }: ProjectDocument): string {
  return stringifyProject({
    vitrine: 1,
    ...(data !== undefined && { data }),
    ...(seeds?.data !== undefined && { seeds: { data: seeds.data } }),
  });
}

/** Inputs and classes that a network has to fit: also of one that cannot be trained, while the data stay the same. */
export const networkFacts = computed(() => {
  const current = run.value;
  if (current === null || setupProblem.value === null) return current?.info ?? null;
  return dataText(current.project) === dataText(project.value) ? current.info : null;
});

/** Whether the options have moved on since the run was made. */
export const stale = computed(() => run.value !== null && run.value.key !== runKey(project.value));
export const busy = computed(() => phase.value === "training");

/** The epoch that the network was put back to when the training ended; null when it is as the last step left it. */
export const restoredEpoch = computed(() => {
  const state = runState.value;
  const current = run.value;
  if (state === null || current === null || !state.finished || state.failure !== null) return null;
  const restores = getBoolean(current.project, "training.early_stopping.restore_best");
  return restores && state.best_epoch !== state.epoch ? state.best_epoch : null;
});

/** The report of the epoch that the network stands at. */
export const lastEpoch = computed(() => {
  const restored = restoredEpoch.value;
  return history.value.find(({ epoch }) => epoch === restored) ?? history.value.at(-1) ?? null;
});

/** Epochs per second; null trains as fast as the machine can. */
export const pace = signal<number | null>(null);
