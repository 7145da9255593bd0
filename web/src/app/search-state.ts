import { computed, signal } from "@preact/signals";
import type { TrialReport } from "../engine/reports.js";
import type { ProjectDocument } from "../project/document.js";
import type { Problem } from "./engine.js";
import { searchKey } from "./keys.js";
import { lowerIsBetter } from "./metric-words.js";
import { choiceValue } from "./option-values.js";
import { project } from "./project-state.js";

export type SearchPhase = "none" | "running" | "cancelled" | "finished";

/** The study that the trials below belong to. */
export const study = signal<{ key: string; project: ProjectDocument; metric: string } | null>(null);
export const searchPhase = signal<SearchPhase>("none");
/** In the order of their numbers. */
export const trials = signal<readonly TrialReport[]>([]);
/** Share of all trials done, 0 to 1. */
export const searchShare = signal(0);
export const searchProblem = signal<Problem | null>(null);
/** The trial whose options are the project's, as far as the page applied it. */
export const appliedTrial = signal<number | null>(null);

export const searchStale = computed(() => study.value !== null && study.value.key !== searchKey(project.value));

export const searchMetric = computed(() => study.value?.metric ?? choiceValue("search.metric"));

/** The best complete trial; ties go to the lowest number. */
export const bestTrial = computed<TrialReport | null>(() => {
  const sign = lowerIsBetter(searchMetric.value) ? 1 : -1;
  let best: TrialReport | null = null;
  for (const trial of trials.value) {
    if (trial.state !== "complete" || trial.value === null) continue;
    if (best === null || sign * trial.value < sign * (best.value ?? 0)) best = trial;
  }
  return best;
});
