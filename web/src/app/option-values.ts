import type { LayerDocument, ProjectDocument } from "../project/document.js";
import { type ChoiceOption, defaults, type NumberOption, optionAt } from "../project/options.js";
import { editProject, project } from "./project-state.js";

/** Options by their path: the project's value where it has one, else the table's default. */

export function numberOption(path: string): NumberOption {
  const option = optionAt(path);
  if (option.type === "choice") throw new Error(`${path} is not a number`);
  return option;
}

export function choiceOption(path: string): ChoiceOption {
  const option = optionAt(path);
  if (option.type !== "choice") throw new Error(`${path} is not a choice`);
  return option;
}

function lookUp(document: ProjectDocument, path: string): unknown {
  let part: unknown = document;
  for (const name of path.split(".")) {
    if (part === null || typeof part !== "object" || !Object.hasOwn(part, name)) return undefined;
    part = (part as Record<string, unknown>)[name];
  }
  return part;
}

export function numberValue(path: string, document: ProjectDocument = project.value): number {
  const value = lookUp(document, path);
  return typeof value === "number" ? value : numberOption(path).default;
}

export function choiceValue(path: string, document: ProjectDocument = project.value): string {
  const value = lookUp(document, path);
  return typeof value === "string" ? value : choiceOption(path).default;
}

/** Sets a value in a draft; a value at its default leaves the document, which keeps links short. */
export function putOption(draft: ProjectDocument, path: string, value: number | string): void {
  const names = path.split(".");
  const last = names.pop() ?? "";
  let part = draft as unknown as Record<string, unknown>;
  for (const name of names) {
    if (!Object.hasOwn(part, name)) part[name] = {};
    part = part[name] as Record<string, unknown>;
  }
  if (value === optionAt(path).default) delete part[last];
  else part[last] = value;
  prune(draft);
}

/** Takes out groups that hold nothing. */
function prune(draft: ProjectDocument): void {
  const groups = draft as unknown as Record<string, unknown>;
  if (draft.training?.optimizer !== undefined && Object.keys(draft.training.optimizer).length === 0) delete draft.training.optimizer;
  if (draft.data?.split !== undefined && Object.keys(draft.data.split).length === 0) delete draft.data.split;
  if (draft.data?.preprocessing !== undefined && Object.keys(draft.data.preprocessing).length === 0) {
    delete draft.data.preprocessing;
  }
  for (const [name, group] of Object.entries(groups)) {
    if (group !== null && typeof group === "object" && Object.keys(group).length === 0) delete groups[name];
  }
}

export function setOption(path: string, value: number | string): void {
  editProject((draft) => putOption(draft, path, value));
}

export interface Layer {
  units: number;
  activation: string;
}

/** The hidden layers, complete. */
export function hiddenLayers(document: ProjectDocument = project.value): Layer[] {
  const layers: readonly LayerDocument[] = document.network?.layers ?? defaults.layers;
  return layers.map((layer) => ({
    units: layer.units ?? numberOption("network.layers[].units").default,
    activation: layer.activation ?? choiceOption("network.layers[].activation").default,
  }));
}

export function setHiddenLayers(layers: Layer[]): void {
  editProject((draft) => {
    draft.network = { ...draft.network, layers };
  });
}
