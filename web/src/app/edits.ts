import { numberValue, putOption } from "./option-values.js";
import { editProject } from "./project-state.js";

/** Changes of the project that are more than one option. */

export function setTitle(title: string): void {
  editProject((draft) => {
    if (title.trim() === "") delete draft.title;
    else draft.title = title.trim();
  });
}

export function setTarget(name: string): void {
  editProject((draft) => {
    draft.data = { ...draft.data, target: name };
  });
}

/** What a person says about one column; undefined leaves it to the data. */
export function setColumn(name: string, choice: { role?: "input" | "ignore" | undefined; type?: "number" | "category" | undefined }): void {
  editProject((draft) => {
    // A null prototype: a column may be called "__proto__".
    const columns: Record<string, { role?: "input" | "ignore"; type?: "number" | "category" }> = Object.assign(
      Object.create(null),
      draft.data?.columns,
    );
    const merged = { ...columns[name], ...choice };
    const kept = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
    if (Object.keys(kept).length === 0) delete columns[name];
    else columns[name] = kept;
    draft.data = { ...draft.data, columns };
    if (Object.keys(columns).length === 0) delete draft.data.columns;
  });
}

/** The training rows are what the other two shares leave. */
export function setShare(which: "validation" | "test", share: number): void {
  const other = which === "validation" ? "test" : "validation";
  const rest = Math.round((1 - share - numberValue(`data.split.${other}`)) * 1e6) / 1e6;
  editProject((draft) => {
    putOption(draft, `data.split.${which}`, share);
    putOption(draft, "data.split.train", rest);
  });
}

export function setToy(change: { rows?: number; noise?: number }): void {
  editProject((draft) => {
    const source = draft.data?.source;
    if (source !== undefined && "toy" in source) draft.data = { ...draft.data, source: { ...source, ...change } };
  });
}
