import { WorkerPool } from "../engine/pool.js";
import type { TrialReport } from "../engine/reports.js";
import { announce } from "./announcer.js";
import { table } from "./data-state.js";
import { asProblem, startClient, withWholeEngine } from "./engine.js";
import { formatNumber, plural } from "./format.js";
import { searchKey, tableKey } from "./keys.js";
import { dismissTopic, notify } from "./notices.js";
import { choiceValue, numberValue } from "./option-values.js";
import { editProject, project } from "./project-state.js";
import { train } from "./run-controller.js";
import { appliedTrial, bestTrial, searchPhase, searchProblem, searchShare, study, trials } from "./search-state.js";
import { synchronise } from "./synchronise.js";

let cancellation: AbortController | null = null;

function addTrial(report: TrialReport): void {
  trials.value = [...trials.value.filter((one) => one.trial !== report.trial), report].sort(
    (a, b) => a.trial - b.trial,
  );
}

/** Runs the trials that are not there yet: all of them, or the rest after a cancellation or with more trials. */
export async function startSearch(): Promise<void> {
  await synchronise();
  const document = project.value;
  const open = table.value;
  if (open === null || open.key !== tableKey(document)) return;
  const key = searchKey(document);
  if (study.value?.key !== key) {
    study.value = { key, project: document, metric: choiceValue("search.metric") };
    trials.value = [];
    appliedTrial.value = null;
  }
  const done = new Set(trials.value.map((report) => report.trial));
  const wanted = numberValue("search.trials");
  const tasks = Array.from({ length: wanted }, (_, trial) => trial).filter((trial) => !done.has(trial));
  const before = wanted - tasks.length;
  const pool = new WorkerPool({
    create: () => startClient("whole"),
    prepare: (client) => client.request("open", { project: document, bytes: open.bytes, previewRows: 0 }),
  });
  cancellation = new AbortController();
  searchPhase.value = "running";
  searchProblem.value = null;
  dismissTopic("search");
  searchShare.value = before / wanted;
  announce(`Search started: ${plural(tasks.length, "trial")}.`);
  try {
    const outcomes = await pool.map(
      tasks,
      (client, trial, report) => client.request("trial", { project: document, trial }, { onProgress: report }),
      {
        signal: cancellation.signal,
        onProgress: (share) => {
          searchShare.value = (before + share * tasks.length) / wanted;
        },
        onRetry: () => {
          const text = "A search worker stopped unexpectedly. Its trial runs again in a new one.";
          notify({ kind: "note", topic: "search", text });
        },
        onResult: (report) => {
          addTrial(report);
          announce(`${plural(trials.value.length, "trial")} of ${wanted} done.`);
        },
      },
    );
    const failed = outcomes.find((outcome) => outcome.status === "rejected");
    if (failed !== undefined) searchProblem.value = asProblem(failed.reason);
    searchPhase.value = "finished";
    const best = bestTrial.value;
    announce(
      best === null
        ? "The search has ended."
        : `The search has ended. Trial ${best.trial} is best: ${formatNumber(best.value)}.`,
    );
  } catch (error) {
    if (cancellation.signal.aborted) {
      searchPhase.value = "cancelled";
      announce("The search was cancelled. Its finished trials are kept.");
    } else {
      searchPhase.value = "finished";
      searchProblem.value = asProblem(error);
    }
  } finally {
    pool.terminate();
    cancellation = null;
  }
}

export function cancelSearch(): void {
  cancellation?.abort();
}

/** Puts a trial's options into the project, as one step that can be undone, and trains it when asked to. */
export async function applyTrial(report: TrialReport, andTrain: boolean): Promise<void> {
  try {
    const asked = { project: project.value, parameters: report.parameters };
    const applied = await withWholeEngine((worker) => worker.request("applyTrial", asked));
    const { key, ...kept } = study.value ?? { key: "", project: applied, metric: searchMetricOf() };
    editProject(() => applied);
    // The study is about other options than the ones it found; its trials are still its trials.
    if (key !== "") study.value = { ...kept, key: searchKey(applied) };
    appliedTrial.value = report.trial;
    announce(`The options of trial ${report.trial} are in force.`);
    if (andTrain) await train();
  } catch (error) {
    searchProblem.value = asProblem(error);
  }
}

function searchMetricOf(): string {
  return choiceValue("search.metric");
}
