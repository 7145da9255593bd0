import type { ProjectDocument } from "../project/document.js";
import { defaults } from "../project/options.js";

/** What a project's search draws from; null when the engine's default space is not known here. */
export function searchSpaceOf(document: ProjectDocument): Readonly<Record<string, unknown>> | null {
  const known = (defaults as { space?: Readonly<Record<string, unknown>> }).space;
  return document.search?.space ?? known ?? null;
}
