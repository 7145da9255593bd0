import type { RunState } from "../engine/reports.js";
import { dataProblem, reading, table, wantedFile } from "./data-state.js";
import { formatNumber, formatPercent, plural } from "./format.js";
import {
  engineGone,
  pace,
  phase,
  restoredEpoch,
  run,
  runState,
  setupProblem,
  stale,
  validationScores,
} from "./run-state.js";

/** What is happening, in one sentence. */
export function statusWords(): string {
  if (engineGone.value) return "The engine has stopped.";
  if (wantedFile.value !== null) return `Waiting for the file ${wantedFile.value.name}.`;
  if (reading.value !== null) return reading.value;
  if (setupProblem.value !== null) return `This cannot be trained yet: ${setupProblem.value.message}`;
  if (table.value === null && dataProblem.value !== null) return `There is no table yet: ${dataProblem.value.message}`;
  const current = run.value;
  const state = runState.value;
  if (current === null || state === null) return "Getting the engine ready.";
  if (phase.value === "training") {
    const slowly = pace.value === null ? "" : `, ${plural(pace.value, "epoch")} a second`;
    return `Training: epoch ${state.epoch} of ${state.epochs}${slowly}.`;
  }
  if (stale.value) return "The options have changed since this run. Train starts a new one.";
  switch (phase.value) {
    case "ready":
      return `Ready: ${plural(current.info.parameters, "parameter")}, ${plural(current.info.rows.train, "training row")}. Press Train.`;
    case "paused":
      return `Paused in epoch ${state.epoch} of ${state.epochs}, after ${plural(state.steps, "step")}.${scoreWords()}`;
    case "stopped":
      return `Stopped after epoch ${state.epoch} of ${state.epochs}.${scoreWords()}`;
    case "finished":
      return `${endWords(state)}${scoreWords()}`;
    case "failed":
      return state.failure ?? "The training failed.";
    default:
      return "";
  }
}

function endWords({ epoch, epochs, stopped_early }: RunState): string {
  const restored = restoredEpoch.value;
  const best = restored === null ? "" : `; the network is that of epoch ${restored}, its best`;
  return stopped_early
    ? `Stopped early, after epoch ${epoch} of ${epochs}${best}.`
    : `Finished after ${plural(epoch, "epoch")}${best}.`;
}

function scoreWords(): string {
  const scores = validationScores.value;
  if (scores === null) return "";
  if ("rmse" in scores) {
    return ` R\u00b2 ${formatNumber(scores.r2)} on ${plural(scores.rows, "validation row")}, RMSE ${formatNumber(scores.rmse)}.`;
  }
  const right = Math.round(scores.accuracy * scores.rows);
  return ` ${right} of ${plural(scores.rows, "validation row")} right (${formatPercent(scores.accuracy)}).`;
}
