import { setColumn } from "../../app/edits.js";
import { formatCount, formatNumber } from "../../app/format.js";
import { project } from "../../app/project-state.js";
import { usableRun } from "../../app/run-state.js";
import type { ColumnReport, ColumnType } from "../../engine/reports.js";
import { columnChoice } from "../../project/edit.js";

const typeNames: Record<ColumnType, string> = {
  number: "number",
  category: "category",
  text: "text",
  date: "date",
  empty: "empty",
};

/** One line per column: what it holds, and what a person wants of it. */
export function ColumnsTable({ columns, target }: { columns: readonly ColumnReport[]; target: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <section class="scroll columns" tabIndex={0} aria-label="Columns of the table">
      <table>
        <thead>
          <tr>
            <th scope="col">Use</th>
            <th scope="col">Column</th>
            <th scope="col">Type</th>
            <th scope="col">Values</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <ColumnRow key={column.name} column={column} isTarget={column.name === target} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function ColumnRow({ column, isTarget }: { column: ColumnReport; isTarget: boolean }) {
  const choice = columnChoice(project.value, column.name);
  const ignored = choice.role === "ignore";
  const unseen = usableRun.value?.info.columns.includes(column.name) === false;
  return (
    <tr class={ignored ? "ignored" : undefined}>
      <td>
        {isTarget ? (
          <span class="badge">target</span>
        ) : (
          <input
            type="checkbox"
            checked={!ignored}
            aria-label={`Use column ${column.name}`}
            title={!ignored && unseen ? "Not used: it does not vary, or its type cannot be used" : undefined}
            onChange={(event) => setColumn(column.name, { role: event.currentTarget.checked ? undefined : "ignore" })}
          />
        )}
      </td>
      <th scope="row">{column.name}</th>
      <td>
        <select
          aria-label={`Type of column ${column.name}`}
          value={choice.type ?? ""}
          onChange={(event) => {
            const type = event.currentTarget.value;
            setColumn(column.name, { type: type === "number" || type === "category" ? type : undefined });
          }}
        >
          <option value="">{choice.type === undefined ? typeNames[column.type] : "as found"}</option>
          <option value="number">number, chosen</option>
          <option value="category">category, chosen</option>
        </select>
      </td>
      <td class="values">
        {valuesInWords(column)}
        <span class={column.missing > 0 ? "strong" : "soft"}>{formatCount(column.missing)} missing</span>
      </td>
    </tr>
  );
}

function valuesInWords(column: ColumnReport): string {
  if (column.type === "number") return `${formatNumber(column.min)} to ${formatNumber(column.max)}`;
  if (column.type === "empty") return "none";
  return `${formatCount(column.distinct)} distinct`;
}
