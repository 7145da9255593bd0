import type { ProjectDocument } from "../project/document.js";
import { stableText } from "./project-state.js";

/** Equal keys mean equal tables: the part of a project that decides how the rows are read. */
export function tableKey(project: ProjectDocument): string {
  const types = Object.entries(project.data?.columns ?? {})
    .filter(([, choice]) => choice.type !== undefined)
    .map(([name, choice]) => [name, choice.type]);
  return stableText([project.data?.source, types, project.seeds?.data]);
}

/** Equal keys mean equal runs, bit for bit: the part of a project that training depends on. */
export function runKey(project: ProjectDocument): string {
  const { search: _search, explain: _explain, ...seeds } = project.seeds ?? {};
  return stableText([project.data, project.network, project.training, seeds]);
}

/** Equal keys mean equal trials. How many are run does not change any of them. */
export function searchKey(project: ProjectDocument): string {
  const { trials: _trials, ...search } = project.search ?? {};
  return stableText([runKey(project), search, project.seeds?.search]);
}
