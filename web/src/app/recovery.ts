import type { EngineError } from "../engine/client.js";
import { announce } from "./announcer.js";
import { table } from "./data-state.js";
import { dismissTopic, notify } from "./notices.js";
import { train, trainAgainTo } from "./run-controller.js";
import { engineGone, lostHistory, phase, run, runState, shownHistory, stale } from "./run-state.js";
import { statusWords } from "./run-words.js";
import { synchroniseAfresh } from "./synchronise.js";

/** A worker that dies this soon after the last one would die again: then we wait to be asked. */
const PATIENCE_MS = 5000;
let lastDeath = Number.NEGATIVE_INFINITY;

/**
 * The main worker is gone. The project, the table and the curves are the page's and stay; a new worker takes its
 * place, and training again repeats the same run.
 */
export function recover(error: EngineError): void {
  const now = performance.now();
  const again = now - lastDeath < PATIENCE_MS;
  lastDeath = now;
  const { epoch, steps } = runState.value ?? { epoch: 0, steps: 0 };
  const during = phase.value === "training" ? ` in epoch ${epoch}` : "";
  const repeatable = epoch > 0 && !stale.value;
  if (run.value !== null) lostHistory.value = { key: run.value.key, history: shownHistory.value };
  run.value = null;
  runState.value = null;
  phase.value = "none";
  if (table.value !== null) table.value = { ...table.value, key: "" };
  const kept = "Nothing you chose is lost.";
  if (again || error.code === "engine_not_loaded") {
    engineGone.value = true;
    announce(statusWords());
    const text = `${error.message} ${kept}`;
    const restart = () => {
      dismissTopic("worker");
      engineGone.value = false;
      void synchroniseAfresh();
    };
    notify({ kind: "error", topic: "worker", text, action: { label: "Start the engine again", run: restart } });
    return;
  }
  announce(statusWords());
  const repeat = { label: `Train again to epoch ${epoch}`, run: () => void trainAgainTo(steps) };
  notify({
    kind: "error",
    topic: "worker",
    text: `The worker that trains the network stopped unexpectedly${during}. ${kept} A new one is ready; training again repeats the same run.`,
    action: repeatable ? repeat : { label: "Train again", run: () => void train() },
  });
  void synchroniseAfresh();
}
