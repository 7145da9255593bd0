import { plural } from "../../app/format.js";
import { metricValue } from "../../app/measure-words.js";
import type { MeasuredSplit } from "../../app/measures.js";
import { formatMetric, lowerIsBetter, metricsOf, metricTitle } from "../../app/metric-words.js";
import { run } from "../../app/run-state.js";
import type { MetricsReport } from "../../engine/reports.js";
import { metricHelp } from "../../project/metric-help.generated.js";

/** Every metric of the task; what one means is behind its name, and why one is undefined below it. */
export function MeasuresTable({ report, split }: { report: MetricsReport; split: MeasuredSplit }) {
  const task = run.value?.info.task ?? "classification";
  return (
    <table class="measures">
      <caption>
        {plural(report.rows, `${split} row`)}
        {task === "regression" ? ", errors in the target’s unit" : ""}. A name opens what it means.
      </caption>
      <thead>
        <tr>
          <th scope="col">Measure</th>
          <th scope="col" class="number">
            Value
          </th>
          <th scope="col">Better</th>
        </tr>
      </thead>
      <tbody>
        {metricsOf(task).map((name) => (
          <Row key={name} name={name} report={report} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ name, report }: { name: string; report: MetricsReport }) {
  const value = metricValue(report, name);
  return (
    <tr>
      <th scope="row">
        <details class="what">
          <summary>{metricTitle(name)}</summary>
          <p>{metricHelp[name]}</p>
        </details>
        {value === null ? <p class="small soft">{report.not_available[name]}</p> : null}
      </th>
      <td class="number">{value === null ? <span class="soft">not available</span> : formatMetric(name, value)}</td>
      <td class="soft">{lowerIsBetter(name) ? "lower" : "higher"}</td>
    </tr>
  );
}
