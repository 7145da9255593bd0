import type { ProjectDocument } from "../project/document.js";
import { stringifyProject } from "../project/read.js";

/** Equal keys mean equal tables: the part of a project that decides how the rows are read. */
export function tableKey({ data, seeds }: ProjectDocument): string {
  const types = Object.entries(data?.columns ?? {})
    .filter(([, choice]) => choice.type !== undefined)
    .map(([name, choice]) => [name, choice.type] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([data?.source, types, seeds?.data]);
}

/** Equal keys mean equal runs, bit for bit: the part of a project that training depends on. */
export function runKey({ data, network, training, seeds }: ProjectDocument): string {
  const { search: _search, explain: _explain, ...others } = seeds ?? {};
  return stringifyProject({
    vitrine: 1,
    ...(data !== undefined && { data }),
    ...(network !== undefined && { network }),
    ...(training !== undefined && { training }),
    seeds: others,
  });
}

/** Equal keys mean equal trials. How many are run does not change any of them. */
export function searchKey(document: ProjectDocument): string {
  const { trials: _trials, ...search } = document.search ?? {};
  return `${runKey(document)} ${stringifyProject({ vitrine: 1, search })} ${document.seeds?.search}`;
}

/** Equal keys mean equal attributions of one model. */
export function explainKey(document: ProjectDocument): string {
  return `${stringifyProject({ vitrine: 1, explain: document.explain ?? {} })} ${document.seeds?.explain}`;
}
