import { useId } from "preact/hooks";
import { distinctMessages } from "../../app/column-words.js";
import { useOtherFile } from "../../app/data-controller.js";
import {
  dataProblem,
  type OpenTable,
  otherFile,
  sourceTitle,
  table,
  targetOf,
  wantedFile,
} from "../../app/data-state.js";
import { setTarget, setTask } from "../../app/edits.js";
import { formatCount, plural } from "../../app/format.js";
import { project } from "../../app/project-state.js";
import { dataRefusal, usableRun } from "../../app/run-state.js";
import type { Preview } from "../../engine/reports.js";
import { sourceOf, taskOf } from "../../project/edit.js";
import type { Task } from "../../project/task.js";
import { WhatIsThis } from "../fields/what-is-this.js";
import { Disclosure } from "../shell/disclosure.js";
import { lazyPart } from "../shell/lazy-part.js";
import { ColumnsTable } from "./columns-table.js";
import { SourcePicker } from "./source-picker.js";

const ROWS_SHOWN = 50;

const ToyControls = lazyPart("the toy's options", async () => (await import("./toy-controls.js")).ToyControls);
const PreviewTable = lazyPart<Preview>("the first rows", async () => (await import("./preview-table.js")).PreviewTable);
const Preparation = lazyPart("split and preparation", async () => (await import("./preparation.js")).Preparation);

/** The table: where it comes from, what its columns hold, which one to predict. */
export function DataPanel() {
  const open = table.value;
  return (
    <section class="panel" aria-labelledby="data-heading">
      <header>
        <h2 id="data-heading">Data</h2>
        {open === null ? null : (
          <span class="facts">
            {sourceTitle(open.source)}: {plural(open.inspection.rows, "row")},{" "}
            {plural(open.inspection.columns.length, "column")}
          </span>
        )}
      </header>
      <WhatIsThis about="Data" />
      <SourcePicker />
      {"toy" in sourceOf(project.value) ? <ToyControls /> : null}
      <Problems />
      {open === null ? <p class="soft">{absenceWords()}</p> : <OpenData open={open} />}
    </section>
  );
}

/** Why no table is shown. */
function absenceWords(): string {
  if (wantedFile.value !== null) return `The columns are shown once ${wantedFile.value.name} has been opened.`;
  if (dataProblem.value !== null) return "No table is open. Choose a data set or a file above.";
  return "The first table is being read.";
}

function Problems() {
  const wanted = wantedFile.value;
  const problem = dataProblem.value;
  return (
    <div class="stack" role="status">
      {wanted === null ? null : (
        <p class="note">
          This playground was made with the file <strong>{wanted.name}</strong>, which is not in this browser. Open that
          file above; its checksum tells whether it is the right one.
        </p>
      )}
      {problem === null ? null : (
        <div class="alert">
          <p>{problem.message}</p>
          {otherFile.value === null ? null : (
            <button type="button" class="small" onClick={() => void useOtherFile()}>
              Use {otherFile.value.name} as a new table instead
            </button>
          )}
        </div>
      )}
      {dataRefusal.value === null ? null : <p class="alert">{dataRefusal.value}</p>}
    </div>
  );
}

function OpenData({ open }: { open: OpenTable }) {
  const id = useId();
  const { columns } = open.inspection;
  const target = targetOf(
    project.value,
    columns.map((column) => column.name),
  );
  const info = usableRun.value?.info;
  const messages = distinctMessages(open.inspection.warnings, info?.warnings ?? []);
  const rows = info?.rows;
  const firstRows = open.preview.rows.slice(0, ROWS_SHOWN);
  const missing = columns.every((column) => column.name !== target);
  return (
    <>
      <div class="field">
        <label for={`${id}-target`}>Target: the column to predict</label>
        <select id={`${id}-target`} value={target} onChange={(event) => setTarget(event.currentTarget.value)}>
          {missing ? (
            <option value={target} disabled>
              {target} (not in this table)
            </option>
          ) : null}
          {columns.map((column) => (
            <option key={column.name} value={column.name}>
              {column.name}
            </option>
          ))}
        </select>
      </div>
      <TaskField isNumber={columns.some((column) => column.name === target && column.type === "number")} />
      <ClassCounts />
      <Warnings messages={messages} />
      <ColumnsTable columns={columns} target={target} />
      <Disclosure summary={`First ${firstRows.length} rows`} intent={PreviewTable.onIntent}>
        <PreviewTable names={open.preview.names} rows={firstRows} />
      </Disclosure>
      <Disclosure summary="Split and preparation" intent={Preparation.onIntent}>
        <Preparation />
      </Disclosure>
      {rows === undefined ? null : (
        <p class="small soft">
          {formatCount(rows.train)} rows train, {formatCount(rows.validation)} validate, {formatCount(rows.test)} are
          kept for the test.
        </p>
      )}
    </>
  );
}

/** Classes or a number; only a column of numbers leaves the choice. */
function TaskField({ isNumber }: { isNumber: boolean }) {
  const id = useId();
  const task = taskOf(project.value);
  if (!isNumber && task === "classification") return null;
  return (
    <div class="field">
      <label for={`${id}-task`}>Task: what the target is</label>
      <select id={`${id}-task`} value={task} onChange={(event) => setTask(event.currentTarget.value as Task)}>
        <option value="classification">Classes to tell apart (classification)</option>
        <option value="regression">A number to come close to (regression)</option>
      </select>
    </div>
  );
}

function ClassCounts() {
  const info = usableRun.value?.info;
  if (info === undefined || info.classes.length === 0 || info.classes.length > 12) return null;
  const column = table.value?.inspection.columns.find((one) => one.name === info.target);
  return (
    <ul class="legend" aria-label={`Classes of ${info.target}`}>
      {info.classes.map((name, index) => (
        <li key={name}>
          <span class="swatch" style={{ background: `var(--class-${index % 10})` }} aria-hidden="true" />
          {name}
          {column?.counts !== undefined && Object.hasOwn(column.counts, name) ? (
            <span class="soft">{formatCount(column.counts[name] ?? 0)}</span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Warnings({ messages }: { messages: readonly string[] }) {
  if (messages.length === 0) return null;
  return (
    <details class="note" open={messages.length <= 3}>
      <summary>
        {messages.length === 1
          ? "One thing to know about this table"
          : `${messages.length} things to know about this table`}
      </summary>
      <ul class="plain-list">
        {messages.map((message) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
    </details>
  );
}
