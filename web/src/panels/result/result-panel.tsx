import { boundary } from "../../app/boundary-state.js";
import { runState, setupProblem, shownHistory, stale, usableRun } from "../../app/run-state.js";
import { WhatIsThis } from "../fields/what-is-this.js";
import { lazyPart } from "../shell/lazy-part.js";

export const Outcome = lazyPart("the result", async () => (await import("./outcome.js")).Outcome);

/** What the training brought. */
export function ResultPanel() {
  const trained = (runState.value?.steps ?? 0) > 0;
  const plane = (trained || usableRun.value !== null) && boundary.value !== null;
  const curves = shownHistory.value.length > 0;
  const failed = (runState.value?.failure ?? null) !== null;
  return (
    <section class="panel" aria-labelledby="result-heading">
      <header>
        <h2 id="result-heading">Result</h2>
        {trained && usableRun.value !== null ? (
          <span class="facts">
            fingerprint <code>{runState.value?.fingerprint.slice(0, 8)}</code>
          </span>
        ) : null}
      </header>
      <WhatIsThis about="Result" />
      {stale.value && trained ? (
        <p class="note">
          These results belong to the options before your last change.
          {usableRun.value === null ? "" : " Train starts a new run."}
        </p>
      ) : null}
      {curves || plane || failed ? null : (
        <p class="soft">
          {setupProblem.value === null ? "Press Train: " : "Once this can be trained, "}the loss and the accuracy are
          drawn here, epoch by epoch, while the network learns.
        </p>
      )}
      {trained || curves || plane || failed ? <Outcome /> : null}
    </section>
  );
}
