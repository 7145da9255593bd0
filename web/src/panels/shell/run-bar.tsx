import { useId } from "preact/hooks";
import { formatNumber, formatPercent, shortFingerprint } from "../../app/format.js";
import { pause, reset, step, stop, train } from "../../app/run-controller.js";
import { busy, lastEpoch, phase, run, runState, setupProblem, stale } from "../../app/run-state.js";
import { statusWords } from "../../app/run-words.js";
import { narrow } from "../../app/view-state.js";
import { Outcome } from "../result/result-panel.js";
import { PaceSelect } from "./pace-select.js";

/** The run: always in sight, whatever is being looked at. */
export function RunBar() {
  const state = setupProblem.value === null ? runState.value : null;
  const epoch = setupProblem.value === null ? lastEpoch.value : null;
  return (
    <section class="run-bar" aria-label="Training run">
      <RunButtons />
      <p class={phase.value === "failed" ? "words problem" : "words"}>{statusWords()}</p>
      <div class="figures">
        <Figure term="Epoch">
          {state?.epoch ?? 0}
          <span class="soft">/{state?.epochs ?? "\u2013"}</span>
        </Figure>
        <Figure term="Training loss">{known(epoch?.train_loss, formatNumber)}</Figure>
        {run.value?.info.task === "regression" ? (
          <Figure term="Validation loss">{known(epoch?.validation_loss, formatNumber)}</Figure>
        ) : (
          <Figure term="Validation accuracy">{known(epoch?.validation_accuracy, formatPercent)}</Figure>
        )}
        <Figure term="Fingerprint">
          <code class="fingerprint">{state === null ? "\u2013" : shortFingerprint(state.fingerprint)}</code>
        </Figure>
      </div>
      <progress aria-label="Progress of the training" max={state?.epochs ?? 1} value={state?.epoch ?? 0} />
    </section>
  );
}

function known(value: number | null | undefined, format: (value: number) => string): string {
  return value === null || value === undefined ? "\u2013" : format(value);
}

function Figure({ term, children }: { term: string; children: preact.ComponentChildren }) {
  const id = useId();
  return (
    <div>
      <span class="term" id={id}>
        {term}
      </span>
      <output aria-live="off" aria-labelledby={id}>
        {children}
      </output>
    </div>
  );
}

function RunButtons() {
  const training = busy.value;
  const impossible = setupProblem.value !== null || (run.value === null && phase.value === "none");
  const paused = phase.value === "paused" && !stale.value;
  const started = (runState.value?.steps ?? 0) > 0;
  return (
    <div class="row buttons" {...Outcome.onIntent}>
      {training ? (
        <button key="go" type="button" class="primary go" onClick={pause}>
          Pause
        </button>
      ) : (
        <button key="go" type="button" class="primary go" disabled={impossible} onClick={() => void train()}>
          {paused ? "Resume" : started && !stale.value ? "Train again" : "Train"}
        </button>
      )}
      <button
        type="button"
        disabled={training || impossible}
        title="One update of the weights, from one batch"
        onClick={() => void step("step")}
      >
        Step
      </button>
      <button
        type="button"
        disabled={training || impossible}
        title="On to the end of this epoch"
        onClick={() => void step("epoch")}
      >
        Epoch
      </button>
      <button
        type="button"
        disabled={!training && phase.value !== "paused"}
        title="End this run here and keep the network"
        onClick={() => void stop()}
      >
        Stop
      </button>
      <button
        type="button"
        disabled={impossible || (!started && !training)}
        title="Back to the first weights"
        onClick={() => void reset()}
      >
        Reset
      </button>
      {narrow.value ? null : <PaceSelect hideLabel />}
    </div>
  );
}
