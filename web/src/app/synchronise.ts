import { effect } from "@preact/signals";
import { openTable } from "./data-controller.js";
import { table } from "./data-state.js";
import { runKey, tableKey } from "./keys.js";
import { project } from "./project-state.js";
import { checkSetup, configureRun } from "./run-controller.js";
import { phase, run } from "./run-state.js";

/** Keeps the worker's table and run in step with the project, one change after the other. */

let running: Promise<void> | null = null;

async function bringUpToDate(): Promise<void> {
  for (;;) {
    const document = project.value;
    if (table.value?.key !== tableKey(document) && !(await openTable(document))) return;
    // A run that has been trained stays to be looked at until the visitor starts another.
    const untouched = run.value === null || phase.value === "ready" || phase.value === "none";
    if (untouched && run.value?.key !== runKey(document)) await configureRun(document);
    else await checkSetup(document);
    if (project.value === document) return;
  }
}

export function synchronise(): Promise<void> {
  running ??= bringUpToDate().finally(() => {
    running = null;
  });
  return running;
}

/** For when the worker itself has changed: what was under way has lost its worker and ends without result. */
export function synchroniseAfresh(): Promise<void> {
  return (running ?? Promise.resolve()).then(synchronise);
}

export function startSynchronising(): void {
  effect(() => {
    const current = project.value;
    // A change that comes while another is being worked on is picked up by it, or right after it.
    void (running ?? Promise.resolve()).then(() => {
      if (project.peek() === current) void synchronise();
    });
  });
}
