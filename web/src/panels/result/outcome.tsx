import "../../styles/result.css";
import { boundary } from "../../app/boundary-state.js";
import { decisionLabel, RULE } from "../../app/decision-words.js";
import { formatNumber, formatPercent, plural } from "../../app/format.js";
import { saveModel } from "../../app/model-controller.js";
import { choiceLabel } from "../../app/option-words.js";
import { project } from "../../app/project-state.js";
import {
  busy,
  history,
  phase,
  restoredEpoch,
  run,
  runState,
  shownHistory,
  testScores,
  usableRun,
  validationScores,
} from "../../app/run-state.js";
import { inSentence } from "../../app/setting-words.js";
import { scoreTest } from "../../app/test-controller.js";
import { BoundaryChart } from "../../charts/boundary-chart.js";
import { Curves } from "../../charts/curves.js";
import { RateChart } from "../../charts/rate-chart.js";
import type { ClassScores, NumberScores, Scores } from "../../engine/reports.js";
import type { ProjectDocument } from "../../project/document.js";
import { getChoice, taskOf } from "../../project/edit.js";
import { AllMeasures } from "./all-measures.js";
import { ConfusionMatrix } from "./confusion-matrix.js";
import { Failure } from "./failure.js";

/** What a loss is counted in. */
const lossUnits: Readonly<Record<string, string>> = {
  cross_entropy: "cross-entropy (nats)",
  binary_cross_entropy: "cross-entropy (nats)",
  focal: "focal loss (nats)",
  hinge: "hinge loss",
  mse: "squared error",
  mae: "absolute error",
  huber: "Huber loss",
};

/** A numeric target is learned on a scale of its own: in standard deviations of the training rows. */
function lossUnit(options: ProjectDocument): string {
  const loss = getChoice(options, "training.loss");
  const unit = lossUnits[loss] ?? choiceLabel(loss);
  return taskOf(options) === "regression" ? `${unit} (scaled)` : unit;
}

/** The threshold of the last scores; while the network trains on, that is not its own. */
function scoredThreshold(): number | null {
  const scores = validationScores.value;
  return phase.value !== "training" && scores !== null && "threshold" in scores ? scores.threshold : null;
}

/** What a network has learned, from the first step on; of two columns the plane already before it. */
export function Outcome() {
  const epochs = runState.value?.epochs ?? 0;
  const trained = (runState.value?.steps ?? 0) > 0;
  const options = run.value?.project ?? project.value;
  const scheduled = getChoice(options, "training.schedule.name") !== "constant";
  const plane = trained || usableRun.value !== null ? boundary.value : null;
  return (
    <>
      <Failure />
      {plane === null ? null : <BoundaryChart plane={plane} trained={trained} threshold={scoredThreshold()} />}
      {shownHistory.value.length === 0 ? null : (
        <>
          {shownHistory.value.length > history.value.length ? (
            <p class="note">These curves are of the run that was lost; training again repeats them.</p>
          ) : null}
          <Ending />
          <Curves quantity="loss" unit={lossUnit(options)} history={shownHistory.value} epochs={epochs} />
          {taskOf(options) === "classification" ? (
            <Curves quantity="accuracy" unit="share of rows right" history={shownHistory.value} epochs={epochs} />
          ) : null}
          {scheduled ? <RateChart history={shownHistory.value} epochs={epochs} /> : null}
        </>
      )}
      <Validation />
      <Test trained={trained} />
      {trained && phase.value !== "training" ? (
        <div class="row">
          <button type="button" onClick={() => void saveModel()}>
            Download the model
          </button>
          <span class="small soft">the network and its preparation as one file, for the command line and others</span>
        </div>
      ) : null}
    </>
  );
}

/** Which epoch's network this is, where it is not simply the last one. */
function Ending() {
  const state = runState.value;
  const restored = restoredEpoch.value;
  if (state === null || !state.finished || (!state.stopped_early && restored === null)) return null;
  const last = state.stopped_early
    ? `Stopped early: after epoch ${state.epoch} the validation loss had not improved for long enough.`
    : `All ${state.epochs} epochs were trained.`;
  const best = restored === null ? "" : ` Restored epoch ${restored}, which had the lowest validation loss.`;
  return <p class="note plain">{last + best}</p>;
}

function Validation() {
  const scores = validationScores.value;
  if (scores === null || busy.value) return null;
  return (
    <div class="stack">
      <SplitScores name="Validation" split="validation" scores={scores} />
      <AllMeasures split="validation" />
    </div>
  );
}

function MatrixTitle({ split }: { split: string }) {
  return (
    <p class="matrix-title">
      <strong>Confusion matrix</strong>{" "}
      <span class="soft small">{split} rows: true class down, predicted class across</span>
    </p>
  );
}

function SplitScores({ name, split, scores }: { name: string; split: string; scores: Scores }) {
  if ("rmse" in scores) return <NumberScoreLine name={name} scores={scores} />;
  return (
    <>
      <ScoreLine name={name} scores={scores} />
      <MatrixTitle split={split} />
      <ConfusionMatrix scores={scores} split={split} />
      {scores.threshold === null ? null : <Decision threshold={scores.threshold} classes={scores.classes} />}
    </>
  );
}

/** How one of two classes was decided on, where it is not simply the more probable one. */
function Decision({ threshold, classes }: { threshold: number; classes: readonly string[] }) {
  const rule = getChoice(run.value?.project ?? project.value, RULE);
  const [first, second] = classes;
  const reason =
    rule === "given" ? "as given" : `chosen on the validation rows for the ${inSentence(decisionLabel(rule))}`;
  return (
    <p class="small soft">
      {threshold > 1
        ? `${first} is predicted whatever the probability of ${second}`
        : `${second} is predicted from probability ${formatNumber(threshold)} on`}
      , {reason}. The curves show the accuracy of the most probable class.
    </p>
  );
}

/** Errors are in the target's unit. */
function NumberScoreLine({ name, scores }: { name: string; scores: NumberScores }) {
  const missing = Object.values(scores.not_available);
  return (
    <>
      <dl class="scores">
        <div>
          <dt>
            {name} R<sup>2</sup>
          </dt>
          <dd>{formatNumber(scores.r2)}</dd>
        </div>
        <div>
          <dt>
            <abbr title="root mean squared error">RMSE</abbr>
          </dt>
          <dd>{formatNumber(scores.rmse, 4)}</dd>
        </div>
        <div>
          <dt>
            <abbr title="mean absolute error">MAE</abbr>
          </dt>
          <dd>{formatNumber(scores.mae, 4)}</dd>
        </div>
      </dl>
      {missing.length === 0 ? null : <p class="small soft">{missing.join(" ")}</p>}
    </>
  );
}

function ScoreLine({ name, scores }: { name: string; scores: ClassScores }) {
  const right = Math.round(scores.accuracy * scores.rows);
  return (
    <dl class="scores">
      <div>
        <dt>{name} accuracy</dt>
        <dd>{formatPercent(scores.accuracy)}</dd>
      </div>
      <div>
        <dt>rows right</dt>
        <dd>
          {right} of {scores.rows}
        </dd>
      </div>
      <div>
        <dt>log loss</dt>
        <dd>
          {formatNumber(scores.log_loss)} <span class="soft small">nats</span>
        </dd>
      </div>
    </dl>
  );
}

/** Test rows are looked at when a person asks for it and never by the way. */
function Test({ trained }: { trained: boolean }) {
  const scores = testScores.value;
  const rows = run.value?.info.rows.test ?? 0;
  const done = trained && phase.value !== "training";
  if (rows === 0 || !done) return null;
  if (scores !== null) {
    return (
      <div class="stack">
        <SplitScores name="Test" split="test" scores={scores} />
        <AllMeasures split="test" />
        <p class="small soft">
          From now on the test rows have been seen: choosing options by this score makes it too good.
        </p>
      </div>
    );
  }
  return (
    <div class="row">
      <button type="button" onClick={() => void scoreTest()}>
        Score the test rows
      </button>
      <span class="small soft">{plural(rows, "row")} kept for last: do this once, when every choice is made.</span>
    </div>
  );
}
