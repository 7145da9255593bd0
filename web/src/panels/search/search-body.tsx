import { formatCount, formatPercent, plural } from "../../app/format.js";
import { formatMetric, lowerIsBetter, metricLabel, metricsOf, metricTitle } from "../../app/metric-words.js";
import { choiceOption, choiceValue, numberValue, setOption } from "../../app/option-values.js";
import { project } from "../../app/project-state.js";
import { setupProblem } from "../../app/run-state.js";
import { applyTrial, cancelSearch, startSearch } from "../../app/search-controller.js";
import {
  appliedTrial,
  bestTrial,
  searchMetric,
  searchPhase,
  searchProblem,
  searchShare,
  searchStale,
  trials,
} from "../../app/search-state.js";
import { spaceWords } from "../../app/search-words.js";
import { TrialsChart } from "../../charts/trials-chart.js";
import { taskOf } from "../../project/edit.js";
import { defaultSearchSpace } from "../../project/options.generated.js";
import { ChoiceField } from "../fields/choice-field.js";
import { FieldGroup } from "../fields/field-group.js";
import { OptionField } from "../fields/option-field.js";
import { TrialsTable } from "./trials-table.js";

export function SearchBody() {
  return (
    <div class="deep">
      <div class="stack wide">
        <FieldGroup legend="Options" intro="Point at a field, or move into it, to read what it means.">
          <OptionField path="search.trials" />
          <OptionField path="search.folds" />
          <MetricField />
          <OptionField path="search.repeats" />
          <OptionField path="seeds.search" />
        </FieldGroup>
        <Space />
        <Controls />
      </div>
      <Results />
    </div>
  );
}

/** What a trial is scored by: of the task's metrics. */
function MetricField() {
  const option = choiceOption("search.metric");
  return (
    <ChoiceField
      option={{ ...option, choices: metricsOf(taskOf(project.value)) }}
      value={choiceValue("search.metric")}
      onChange={(metric) => setOption("search.metric", metric)}
      wordsOf={metricTitle}
    />
  );
}

function Space() {
  const space = project.value.search?.space ?? defaultSearchSpace;
  return (
    <div>
      <h3>What is searched</h3>
      <ul class="plain-list small">
        {spaceWords(space).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <p class="small soft">
        Everything else stays as chosen above: {plural(numberValue("training.epochs"), "epoch")} per training.
      </p>
    </div>
  );
}

function Controls() {
  const running = searchPhase.value === "running";
  const wanted = numberValue("search.trials");
  const left = searchStale.value ? wanted : Math.max(0, wanted - trials.value.length);
  const some = trials.value.length > 0 && !searchStale.value;
  return (
    <div class="stack">
      <div class="row">
        {running ? (
          <button type="button" onClick={cancelSearch}>
            Cancel search
          </button>
        ) : (
          <button
            type="button"
            class="primary"
            disabled={setupProblem.value !== null || left === 0}
            onClick={() => void startSearch()}
          >
            {some && left > 0 ? `Run ${plural(left, "more trial", "more trials")}` : "Start search"}
          </button>
        )}
        <span class="small soft">{words(running, left)}</span>
      </div>
      {running ? <progress aria-label="Progress of the search" max={1} value={searchShare.value} /> : null}
      {searchProblem.value === null ? null : (
        <p class="alert" role="alert">
          Some trials could not be run: {searchProblem.value.message} The others are kept; start again to try the rest.
        </p>
      )}
    </div>
  );
}

function words(running: boolean, left: number): string {
  const done = trials.value.length;
  const wanted = numberValue("search.trials");
  if (running)
    return `${formatCount(done)} of ${plural(wanted, "trial")} done, ${formatPercent(searchShare.value)} of the work.`;
  if (searchStale.value) return "The options have changed since this search; starting again begins anew.";
  if (searchPhase.value === "cancelled") return `Cancelled. ${plural(done, "finished trial")} kept.`;
  if (left === 0) return "All trials are done. Raise their number to go on.";
  return "";
}

function Results() {
  const best = bestTrial.value;
  const list = trials.value;
  if (list.length === 0) {
    return (
      <p class="soft empty">
        Each trial becomes a point here and a line in a table: its options and its score. Any of them can be put into
        force with one click.
      </p>
    );
  }
  const metric = searchMetric.value;
  const lower = lowerIsBetter(metric);
  return (
    <div class="stack wide">
      {searchStale.value ? (
        <p class="note">These trials belong to the data and options before your last change.</p>
      ) : null}
      {best === null ? null : (
        <div class="row">
          <p>
            Best so far: trial {best.trial}, {metricLabel(metric)} <strong>{formatMetric(metric, best.value)}</strong>
          </p>
          <button
            type="button"
            class="primary"
            disabled={searchPhase.value === "running"}
            onClick={() => void applyTrial(best, true)}
          >
            Apply the best and train
          </button>
        </div>
      )}
      <TrialsChart
        trials={list}
        best={best}
        metric={metric}
        lowerIsBetter={lower}
        planned={Math.max(list.length, numberValue("search.trials"))}
      />
      <TrialsTable trials={list} best={best} applied={appliedTrial.value} metric={metric} lowerIsBetter={lower} />
    </div>
  );
}
