import { WorkerPool } from "../engine/pool.js";
import { announce } from "./announcer.js";
import { asProblem, engine, startClient } from "./engine.js";
import { chosenRow, explained, explainPhase, explainProblem, explainShare, rowsAsked } from "./explain-state.js";
import { plural } from "./format.js";
import { joinReports } from "./join-reports.js";
import { explainKey } from "./keys.js";
import { numberValue } from "./option-values.js";
import { project } from "./project-state.js";
import { run, runState } from "./run-state.js";
import { trainedNetwork } from "./trained-network.js";

/** Small pieces keep the progress honest and a cancellation quick. */
const ROWS_PER_TASK = 2;

let cancellation: AbortController | null = null;

/** Computes Shapley values of the first validation rows for the network as it stands. */
export async function startExplaining(): Promise<void> {
  if (run.value === null) return;
  const { explain, seeds } = project.value;
  const fingerprint = runState.value?.fingerprint ?? "";
  const key = explainKey(project.value);
  explainPhase.value = "running";
  explainProblem.value = null;
  explainShare.value = 0;
  announce("Explaining the validation rows.");
  cancellation = new AbortController();
  let pool: WorkerPool | null = null;
  try {
    const [{ run: current, bytes, weights }, validation] = await Promise.all([
      trainedNetwork(),
      engine().request("rows", { split: "validation" }),
    ]);
    // The data and the split are the run's; what is explained, and how, is the project's.
    const document = {
      ...current.project,
      ...(explain !== undefined && { explain }),
      ...(seeds?.explain !== undefined && { seeds: { ...current.project.seeds, explain: seeds.explain } }),
    };
    const rows = validation.slice(0, rowsAsked.value);
    pool = new WorkerPool({
      create: () => startClient("whole"),
      prepare: async (client) => {
        await client.request("open", { project: current.project, bytes, previewRows: 0 });
        await client.request("explainer", { project: document, weights });
      },
    });
    const pieces = Array.from({ length: Math.ceil(rows.length / ROWS_PER_TASK) }, (_, piece) =>
      rows.slice(piece * ROWS_PER_TASK, (piece + 1) * ROWS_PER_TASK),
    );
    const outcomes = await pool.map(pieces, (client, piece) => client.request("explain", { rows: piece }), {
      signal: cancellation.signal,
      onProgress: (share) => {
        explainShare.value = share;
        announce(`${Math.round(share * 100)} % of the rows explained.`);
      },
    });
    const parts = outcomes.map((outcome) => {
      if (outcome.status === "rejected") throw outcome.reason;
      return outcome.value;
    });
    const report = joinReports(parts);
    if (report !== null) {
      const background = Math.min(numberValue("explain.background"), current.info.rows.train);
      explained.value = { key, fingerprint, rows: [...rows], report, background };
      chosenRow.value = Math.min(chosenRow.value, rows.length - 1);
    }
    explainPhase.value = "done";
    announce(`${plural(rows.length, "row")} explained.`);
  } catch (error) {
    if (cancellation.signal.aborted) {
      explainPhase.value = "cancelled";
      announce("The explanation was cancelled.");
    } else {
      explainPhase.value = explained.value === null ? "none" : "done";
      explainProblem.value = asProblem(error);
    }
  } finally {
    pool?.terminate();
    cancellation = null;
  }
}

export function cancelExplaining(): void {
  cancellation?.abort();
}
