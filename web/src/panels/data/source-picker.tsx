import { useId } from "preact/hooks";
import { chooseDataset, chooseToy, openFile } from "../../app/data-controller.js";
import { sourceTitle } from "../../app/data-state.js";
import { formatCount } from "../../app/format.js";
import { project } from "../../app/project-state.js";
import { datasets, findDataset, toys } from "../../project/datasets.js";
import type { DataSource } from "../../project/document.js";
import { sourceOf } from "../../project/edit.js";

function optionOf(source: DataSource): string {
  if ("dataset" in source) return `dataset:${source.dataset}`;
  if ("toy" in source) return `toy:${source.toy}`;
  return "file";
}

function about(source: DataSource): string {
  if ("dataset" in source) {
    return findDataset(source.dataset)?.about ?? "";
  }
  if ("toy" in source) return toys.find(({ name }) => name === source.toy)?.about ?? "";
  return "Your own file. It stays in this browser: nothing is uploaded.";
}

/** Who made a sample table, and who may use it. */
function Origin({ source }: { source: DataSource }) {
  const dataset = "dataset" in source ? findDataset(source.dataset) : undefined;
  if (dataset === undefined) return null;
  return (
    <details class="what">
      <summary>Source and licence</summary>
      <p>
        {dataset.source} {dataset.licence}
      </p>
    </details>
  );
}

/** Where the rows come from: a sample, a toy, or a file of one's own. */
export function SourcePicker() {
  const id = useId();
  const source = sourceOf(project.value);
  const choose = (value: string) => {
    const [kind, name = ""] = value.split(":");
    if (kind === "dataset") void chooseDataset(name);
    else if (kind === "toy") void chooseToy(name);
  };
  return (
    <div class="stack">
      <div class="field">
        <label for={`${id}-source`}>Data set</label>
        <select id={`${id}-source`} value={optionOf(source)} onChange={(event) => choose(event.currentTarget.value)}>
          {optionOf(source) === "file" ? <option value="file">{sourceTitle(source)}</option> : null}
          <optgroup label="Sample tables">
            {datasets.map(({ name, title, rows, features, classes }) => (
              <option key={name} value={`dataset:${name}`}>
                {title} ({formatCount(rows)} × {features}, {classes} classes)
              </option>
            ))}
          </optgroup>
          <optgroup label="Toys in the plane">
            {toys.map(({ name, title }) => (
              <option key={name} value={`toy:${name}`}>
                {title}
              </option>
            ))}
          </optgroup>
        </select>
        <p class="small soft">{about(source)}</p>
        <Origin source={source} />
      </div>
      <div class="field">
        <label for={`${id}-file`}>Your own CSV file (or drop it anywhere)</label>
        <input
          id={`${id}-file`}
          class="file"
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
          onChange={(event) => {
            const input = event.currentTarget;
            const file = input.files?.[0];
            if (file !== undefined) void openFile(file);
            // The same file may be picked again after it was mended.
            input.value = "";
          }}
        />
      </div>
    </div>
  );
}
