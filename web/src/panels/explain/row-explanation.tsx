import { useId } from "preact/hooks";
import { predictedClass, waterfall } from "../../app/attributions.js";
import { table, targetOf } from "../../app/data-state.js";
import { chosenClass, chosenRow, type Explained } from "../../app/explain-state.js";
import { formatFixed, formatNumber } from "../../app/format.js";
import { project } from "../../app/project-state.js";
import { WaterfallChart } from "../../charts/waterfall-chart.js";
import type { ExplanationReport } from "../../engine/reports.js";

/** So many that people can check the sum. */
const DECIMALS = 5;

/** A cell of the open table; null beyond the rows that the page has. */
function cell(row: number, column: string): string | null {
  const preview = table.value?.preview;
  const place = preview?.names.indexOf(column) ?? -1;
  return place < 0 ? null : (preview?.rows[row]?.[place] ?? null);
}

/** Why the network says what it says about one row. */
export function RowExplanation({ explained, detail }: { explained: Explained; detail: string }) {
  const { report, rows } = explained;
  const place = Math.min(chosenRow.value, rows.length - 1);
  const row = rows[place] ?? 0;
  const predicted = predictedClass(report, place);
  const label = chosenClass.value !== null && chosenClass.value < report.classes.length ? chosenClass.value : predicted;
  const target = targetOf(project.value, table.value?.preview.names ?? []);
  const truth = cell(row, target);
  const isNumber = report.space === "value";
  return (
    <div class="stack">
      <div class="fields two">
        <RowChooser explained={explained} place={place} />
        {isNumber ? null : <ClassChooser classes={report.classes} predicted={predicted} />}
      </div>
      <p>
        The network says <strong>{outputWords(report, place)}</strong>
        {truth === null
          ? ""
          : !isNumber && truth === report.classes[predicted]
            ? `, and the table says so too.`
            : `; the table says ${truth}.`}
      </p>
      <WaterfallChart
        report={report}
        row={place}
        label={label}
        cellOf={(column) => cell(row, column)}
        title={`Row ${row + 1}: from the base to its prediction`}
        detail={detail}
      />
      <Addition explained={explained} place={place} label={label} />
    </div>
  );
}

/** What the network says of a row: the class, or the number. */
function outputWords(report: ExplanationReport, row: number): string {
  if (report.space === "value") return formatNumber(report.prediction[row]?.[0], 4);
  return report.classes[predictedClass(report, row)] ?? "";
}

function RowChooser({ explained, place }: { explained: Explained; place: number }) {
  const id = useId();
  const { report, rows } = explained;
  return (
    <div class="field">
      <label for={id}>Row</label>
      <select
        id={id}
        value={String(place)}
        onChange={(event) => {
          chosenRow.value = Number(event.currentTarget.value);
        }}
      >
        {rows.map((row, index) => (
          <option key={row} value={String(index)}>
            Row {row + 1}: {outputWords(report, index)}
          </option>
        ))}
      </select>
    </div>
  );
}

function ClassChooser({ classes, predicted }: { classes: readonly string[]; predicted: number }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>Class</label>
      <select
        id={id}
        value={chosenClass.value === null ? "" : String(chosenClass.value)}
        onChange={(event) => {
          chosenClass.value = event.currentTarget.value === "" ? null : Number(event.currentTarget.value);
        }}
      >
        <option value="">predicted ({classes[predicted]})</option>
        {classes.map((name, index) => (
          <option key={name} value={String(index)}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The promise of Shapley values, with numbers. */
function Addition({ explained, place, label }: { explained: Explained; place: number; label: number }) {
  const { report } = explained;
  const falls = waterfall(report, place, label, Number.POSITIVE_INFINITY);
  // The two ends are rounded and the sum is written as their difference, so that the figures shown add up to the last
  // digit; that moves the sum by at most one unit of that digit.
  const rounded = (value: number) => Number(value.toFixed(DECIMALS));
  const sum = rounded(falls.prediction) - rounded(falls.base);
  return (
    <div class="note plain addition">
      <p>
        {formatFixed(falls.base, DECIMALS)} <span class="soft">base</span> {sum < 0 ? "\u2212" : "+"}{" "}
        {formatFixed(Math.abs(sum), DECIMALS)} <span class="soft">sum of contributions</span> ={" "}
        <strong>{formatFixed(falls.prediction, DECIMALS)}</strong> <span class="soft">prediction</span>
      </p>
      <p class="small">
        Additivity gap: {formatNumber(Math.abs(falls.gap), 2)} here, at most {formatNumber(report.additivity_gap, 2)}{" "}
        over all rows and classes. The values are{" "}
        {report.method === "exact"
          ? "exact: every set of columns was tried."
          : "sampled: whiskers show one standard error."}
      </p>
    </div>
  );
}
