import { methodWords, spaceUnit } from "../../app/attributions.js";
import { cancelExplaining, startExplaining } from "../../app/explain-controller.js";
import {
  type Explained,
  explained,
  explainedStale,
  explainPhase,
  explainProblem,
  explainShare,
  rowsAsked,
} from "../../app/explain-state.js";
import { formatPercent, plural } from "../../app/format.js";
import { choiceValue } from "../../app/option-values.js";
import { project } from "../../app/project-state.js";
import { busy, run, runState } from "../../app/run-state.js";
import { MeanShapChart } from "../../charts/mean-shap-chart.js";
import { taskOf } from "../../project/edit.js";
import { limits, type NumberOption } from "../../project/options.js";
import { FieldGroup } from "../fields/field-group.js";
import { NumberField } from "../fields/number-field.js";
import { OptionField } from "../fields/option-field.js";
import { RowExplanation } from "./row-explanation.js";

/** How much to explain is a matter of patience, not of the project: so it is no option of the table. */
function rowsOption(available: number): NumberOption {
  return {
    path: "",
    label: "Rows to explain",
    type: "integer",
    default: 30,
    min: 1,
    max: Math.max(1, available),
    log: true,
    unit: "rows",
  };
}

export function ExplainBody() {
  const current = explained.value;
  return (
    <div class="deep">
      <div class="stack wide">
        <Options />
        <Controls />
      </div>
      {current === null ? (
        <p class="soft empty">
          {introWords()} bars show how much each column matters, and any single prediction is taken apart into shares
          that add up to it.
        </p>
      ) : (
        <Outcome current={current} />
      )}
    </div>
  );
}

/** What there is to do before anything is explained. */
function introWords(): string {
  if (explainPhase.value === "running") return "The network is being explained. When it is done,";
  return (runState.value?.steps ?? 0) > 0 ? "Explain the trained network:" : "Train the network, then explain it:";
}

function Options() {
  const available = run.value?.info.rows.validation ?? 30;
  const method = choiceValue("explain.method");
  const columns = run.value?.info.columns.length ?? Number.POSITIVE_INFINITY;
  const sampled = method === "kernel" || (method === "auto" && columns > limits.exact_columns);
  return (
    <FieldGroup legend="Options" intro="Point at a field, or move into it, to read what it means.">
      <NumberField
        option={rowsOption(available)}
        help="How many validation rows the means are taken over."
        value={Math.min(rowsAsked.value, Math.max(1, available))}
        onChange={(value) => {
          rowsAsked.value = value;
        }}
      />
      {taskOf(project.value) === "regression" ? null : <OptionField path="explain.space" />}
      <OptionField path="explain.background" />
      <OptionField path="explain.method" />
      {sampled ? <OptionField path="explain.coalitions" /> : null}
      <OptionField path="seeds.explain" />
    </FieldGroup>
  );
}

function Controls() {
  const running = explainPhase.value === "running";
  const trained = (runState.value?.steps ?? 0) > 0;
  return (
    <div class="stack">
      <div class="row">
        {running ? (
          <button type="button" onClick={cancelExplaining}>
            Cancel explanation
          </button>
        ) : (
          <button
            type="button"
            class="primary"
            disabled={!trained || busy.value}
            onClick={() => void startExplaining()}
          >
            Explain {plural(Math.min(rowsAsked.value, run.value?.info.rows.validation ?? rowsAsked.value), "row")}
          </button>
        )}
        <span class="small soft">
          {running
            ? `${formatPercent(explainShare.value)} done.`
            : !trained
              ? "Train the network first."
              : explainPhase.value === "cancelled"
                ? "Cancelled."
                : ""}
        </span>
      </div>
      {running ? <progress aria-label="Progress of the explanation" max={1} value={explainShare.value} /> : null}
      {explainProblem.value === null ? null : (
        <p class="alert" role="alert">
          {explainProblem.value.message}
        </p>
      )}
    </div>
  );
}

function Outcome({ current }: { current: Explained }) {
  const { report, rows, background } = current;
  const about = `${methodWords(report)}, ${spaceUnit(report.space)}, ${plural(background, "background row")}`;
  return (
    <div class="stack wide">
      {explainedStale.value ? (
        <p class="note">
          The network or the options have changed since: this explains the network {current.fingerprint.slice(0, 8)}.
        </p>
      ) : null}
      <div class="pair">
        <MeanShapChart report={report} detail={`mean over ${plural(rows.length, "validation row")}; ${about}`} />
        <RowExplanation explained={current} detail={about} />
      </div>
    </div>
  );
}
