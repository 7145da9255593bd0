import { Fragment } from "preact";
import { nameParts, unusedColumns, unusedReason, valuesInWords } from "../../app/column-words.js";
import { setColumn } from "../../app/edits.js";
import { formatCount } from "../../app/format.js";
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
  const unused = unusedColumns(run.value?.info.warnings ?? []);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <section class="scroll columns" tabIndex={0} aria-label="Columns of the table">
      <table>
        <thead>
          <tr>
            <th scope="col" class="use">
              Use
            </th>
            <th scope="col">Column</th>
            <th scope="col" class="type">
              Type
            </th>
            <th scope="col" class="values">
              Values
            </th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <ColumnRow
              key={column.name}
              column={column}
              isTarget={column.name === target}
              isUnused={unused.has(column.name)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface ColumnRowProps {
  column: ColumnReport;
  isTarget: boolean;
  /** Left out by the run although nobody asked for it. */
  isUnused: boolean;
}

function ColumnRow({ column, isTarget, isUnused }: ColumnRowProps) {
  const choice = columnChoice(project.value, column.name);
  const ignored = choice.role === "ignore";
<<<<<<< HEAD
  const unseen = usableRun.value?.info.columns.includes(column.name) === false;
=======
  const reason = !isTarget && !ignored && isUnused ? unusedReason(column, choice.type) : null;
>>>>>>> fix-b
  return (
    <tr class={ignored ? "ignored" : undefined}>
      <td>
        {isTarget ? null : (
          <input
            type="checkbox"
            checked={!ignored && reason === null}
            disabled={reason !== null}
            aria-label={`Use column ${column.name}`}
<<<<<<< HEAD
            title={!ignored && unseen ? "Not used: it does not vary, or its type cannot be used" : undefined}
=======
            title={reason === null ? undefined : `Not used: ${reason}`}
>>>>>>> fix-b
            onChange={(event) => setColumn(column.name, { role: event.currentTarget.checked ? undefined : "ignore" })}
          />
        )}
      </td>
      <th scope="row">
        <span class="name" title={column.name}>
          {nameParts(column.name).map((part, index) => (
            <Fragment key={index}>
              {index === 0 ? null : <wbr />}
              {part}
            </Fragment>
          ))}
        </span>
        {isTarget ? <span class="badge">target</span> : null}
        {reason === null ? null : <span class="reason">not used: {reason}</span>}
      </th>
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
