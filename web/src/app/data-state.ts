import { computed, signal } from "@preact/signals";
import type { DataSource, ProjectDocument } from "../project/document.js";
import type { Inspection, Preview } from "../engine/reports.js";
import type { Problem } from "./engine.js";

/** A table that the main worker has open. */
export interface OpenTable {
  key: string;
  source: DataSource;
  /** Null for toys, which the engine makes. */
  bytes: Uint8Array<ArrayBuffer> | null;
  inspection: Inspection;
  preview: Preview;
}

export const table = signal<OpenTable | null>(null);
/** What is being read, in words; null when nothing is. */
export const reading = signal<string | null>(null);
/** Why the last file or data set could not be opened; the table before it is still open. */
export const dataProblem = signal<Problem | null>(null);
/** A file that the project names and this browser does not have. */
export const wantedFile = signal<{ name: string; sha256: string } | null>(null);

export const defaultSource: DataSource = { dataset: "iris" };

export function sourceOf(project: ProjectDocument): DataSource {
  return project.data?.source ?? defaultSource;
}

/** "iris", "spiral" or a file's name. */
export function sourceName(source: DataSource): string {
  if ("dataset" in source) return source.dataset;
  if ("toy" in source) return source.toy;
  if ("file" in source) return source.file.name;
  return source.name ?? "table.csv";
}

/** The column to predict: the one chosen, else the last. */
export function targetOf(project: ProjectDocument, names: readonly string[]): string {
  const chosen = project.data?.target;
  return chosen !== undefined && chosen !== "" ? chosen : (names.at(-1) ?? "");
}

export const columnNames = computed(() => table.value?.inspection.columns.map((column) => column.name) ?? []);
