import {
  type ColumnChoice,
  columnChoice,
  setSource,
  sourceOf,
  setColumn as withColumn,
  setOption as withOption,
  setTarget as withTarget,
  setTask as withTask,
  setTitle as withTitle,
} from "../project/edit.js";
import type { Task } from "../project/task.js";
import { numberValue } from "./option-values.js";
import { editProject } from "./project-state.js";

/** Changes of the project that are more than one option. */

export function setTitle(title: string): void {
  editProject((document) => withTitle(document, title.trim()));
}

export function setTarget(name: string): void {
  editProject((document) => withTarget(document, name));
}

export function setTask(task: Task): void {
  editProject((document) => withTask(document, task));
}

/** Changes what a person says about one column; undefined leaves a part of it to the data. */
export function setColumn(name: string, change: { [K in keyof ColumnChoice]?: ColumnChoice[K] | undefined }): void {
  editProject((document) => {
    const merged = Object.entries({ ...columnChoice(document, name), ...change });
    return withColumn(document, name, Object.fromEntries(merged.filter(([, value]) => value !== undefined)));
  });
}

/** The training rows are what the other two shares leave. */
export function setShare(which: "validation" | "test", share: number): void {
  const other = which === "validation" ? "test" : "validation";
  const rest = Math.round((1 - share - numberValue(`data.split.${other}`)) * 1e6) / 1e6;
  editProject((document) => withOption(withOption(document, `data.split.${which}`, share), "data.split.train", rest));
}

/** Changes how a toy is made; what was said about its columns stays. */
export function setToy(change: { rows?: number; noise?: number }): void {
  editProject((document) => {
    const source = sourceOf(document);
    if (!("toy" in source)) return document;
    const { target, columns } = document.data ?? {};
    const next = setSource(document, { ...source, ...change });
    return {
      ...next,
      data: { ...next.data, ...(target !== undefined && { target }), ...(columns !== undefined && { columns }) },
    };
  });
}
