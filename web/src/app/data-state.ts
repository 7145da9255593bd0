import { signal } from "@preact/signals";
import type { Inspection, Preview } from "../engine/reports.js";
import { findDataset, toys } from "../project/datasets.js";
import type { DataSource, ProjectDocument } from "../project/document.js";
import type { OwnTable } from "../project/link.js";
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
/** The visitor's own file, when there is one. */
export const ownTable = signal<OwnTable | null>(null);
/** What is being read, in words; null when nothing is. */
export const reading = signal<string | null>(null);
/** Why the last file or data set could not be opened; the table before it is still open. */
export const dataProblem = signal<Problem | null>(null);
/** A file that the project names and this browser does not have. */
export const wantedFile = signal<{ name: string; sha256: string } | null>(null);
/** A file that was picked instead of the wanted one, or that cannot be trained on: opened if the visitor insists. */
export const otherFile = signal<File | null>(null);

/** "Iris", "Spiral" or a file's name. */
export function sourceTitle(source: DataSource): string {
  if ("dataset" in source) return findDataset(source.dataset)?.title ?? source.dataset;
  if ("toy" in source) return toys.find(({ name }) => name === source.toy)?.title ?? source.toy;
  if ("file" in source) return source.file.name;
  return source.name ?? "Table from a link";
}

/** The column to predict: the one chosen, else the last. */
export function targetOf(project: ProjectDocument, names: readonly string[]): string {
  return project.data?.target ?? names.at(-1) ?? "";
}
