import "../../styles/search.css";
import { useSignal } from "@preact/signals";
import { formatNumber } from "../../app/format.js";
import { metricTitle } from "../../app/metric-words.js";
import { applyTrial } from "../../app/search-controller.js";
import { parameterLabel, parameterWords } from "../../app/search-words.js";
import type { TrialReport } from "../../engine/reports.js";

interface TrialsTableProps {
  trials: readonly TrialReport[];
  best: TrialReport | null;
  applied: number | null;
  metric: string;
  lowerIsBetter: boolean;
}

type SortKey = "trial" | "value" | string;

function sortValue(trial: TrialReport, key: SortKey, worst: number): number | string {
  if (key === "trial") return trial.trial;
  if (key === "value") return trial.value ?? worst;
  const value = trial.parameters[key];
  if (typeof value === "number") return value;
  if (Array.isArray(value))
    return (
      value.length * 1e6 + value.reduce((sum: number, layer) => sum + ((layer as { units?: number }).units ?? 0), 0)
    );
  return String(value);
}

/** All trials, best first until another column is asked for. */
export function TrialsTable({ trials, best, applied, metric, lowerIsBetter }: TrialsTableProps) {
  const sort = useSignal<{ key: SortKey; rising: boolean }>({ key: "value", rising: lowerIsBetter });
  const paths = Object.keys(trials[0]?.parameters ?? {});
  const { key, rising } = sort.value;
  const worst = rising ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  const rows = [...trials].sort((a, b) => {
    const x = sortValue(a, key, worst);
    const y = sortValue(b, key, worst);
    const order = x < y ? -1 : x > y ? 1 : a.trial - b.trial;
    return rising ? order : -order;
  });
  const heading = (name: SortKey, label: string) => (
    <th scope="col" key={name} aria-sort={key === name ? (rising ? "ascending" : "descending") : "none"}>
      <button
        type="button"
        class="sort"
        onClick={() => {
          sort.value = { key: name, rising: key === name ? !rising : true };
        }}
      >
        {label}
        <span aria-hidden="true">{key === name ? (rising ? " ↑" : " ↓") : ""}</span>
      </button>
    </th>
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <section class="scroll trials" tabIndex={0} aria-label="Trials of the search">
      <table>
        <thead>
          <tr>
            {heading("trial", "Trial")}
            {heading("value", metricTitle(metric))}
            <th scope="col">Use it</th>
            {paths.map((path) => heading(path, parameterLabel(path)))}
          </tr>
        </thead>
        <tbody>
          {rows.map((trial) => (
            <tr key={trial.trial} class={trial.trial === best?.trial ? "best" : undefined}>
              <th scope="row">
                {trial.trial}
                {trial.trial === best?.trial ? <span class="badge">best</span> : null}
              </th>
              <td class="number" title={foldsWords(trial)}>
                {trial.value === null ? (trial.failure ?? trial.state) : formatNumber(trial.value, 4)}
              </td>
              <td>
                {trial.trial === applied ? (
                  <span class="small">in force</span>
                ) : (
                  <button
                    type="button"
                    class="small"
                    aria-label={`Apply trial ${trial.trial}`}
                    onClick={() => void applyTrial(trial, false)}
                  >
                    Apply
                  </button>
                )}
              </td>
              {paths.map((path) => (
                <td key={path} class="number">
                  {parameterWords(path, trial.parameters[path])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function foldsWords(trial: TrialReport): string {
  return `Folds: ${trial.folds.map((value) => formatNumber(value)).join(", ")}`;
}
