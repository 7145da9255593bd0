import type { ProjectDocument } from "./document.js";
import { sourceOf } from "./edit.js";
import { VitrineError } from "./error.js";
import { readProject, stringifyProject } from "./read.js";

/** The text of a project file. */
export function writeProjectFile(document: ProjectDocument): string {
  return `${stringifyProject(document, 2)}\n`;
}

/** @throws VitrineError "not_json", "not_a_project", ... */
export function readProjectFile(text: string): ProjectDocument {
  let value: unknown;
  try {
    // A byte-order mark is common in files saved on Windows, and JSON.parse refuses it.
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new VitrineError("not_json", `This file is not JSON: ${error instanceof Error ? error.message : error}`);
  }
  return readProject(value);
}

/** A short file name out of the title or the data: "iris.vitrine.json". */
export function projectFileName(document: ProjectDocument): string {
  return `${slug(document)}.vitrine.json`;
}

/** "iris-model-3f9ac1d2.json": the fingerprint tells models of one project apart. */
export function modelFileName(document: ProjectDocument, fingerprint: string): string {
  return [slug(document), "model", fingerprint.slice(0, 8)]
    .filter((part) => part !== "")
    .join("-")
    .concat(".json");
}

function slug(document: ProjectDocument): string {
  const source = sourceOf(document);
  const dataName =
    "dataset" in source
      ? source.dataset
      : "toy" in source
        ? source.toy
        : "file" in source
          ? source.file.name
          : (source.name ?? "");
  const words = (document.title ?? dataName.replace(/\.[a-z0-9]{1,5}$/i, ""))
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
  return words === "" ? "project" : words;
}
