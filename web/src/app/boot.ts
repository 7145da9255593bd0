import { effect } from "@preact/signals";
import type { EngineError } from "../engine/client.js";
import type { ProjectDocument } from "../project/document.js";
import { VitrineError } from "../project/error.js";
import { autosave, startAutosave } from "./autosave.js";
import { asProblem, whenEngineDies } from "./engine.js";
import { notify } from "./notices.js";
import { canUndo, editProject, project, startWithProject } from "./project-state.js";
import { startSynchronising } from "./synchronise.js";
import { embedded } from "./view-state.js";

/** The project of the address, or null; a link that cannot be used is said so and nothing of it is used. */
async function linkedProject(): Promise<ProjectDocument | null> {
  if (location.hash === "") return null;
  try {
    const { readLink } = await import("../project/link.js").catch(() => {
      const message = "A part of the page could not be fetched. Reload to try again.";
      throw new VitrineError("fetch_failed", message);
    });
    return await readLink(location.hash);
  } catch (error) {
    notify({ kind: "error", topic: "link", text: `This link was not opened. ${asProblem(error).message}` });
    return null;
  }
}

function tellOpened(): void {
  const before = canUndo.value ? " Undo brings back your own project." : "";
  notify({ kind: "note", topic: "link", text: `Opened from a link. Nothing runs before you press Train.${before}` });
}

/** Once the visitor makes it their own, a reload must show their work and not the link's again. */
function leaveLink(): void {
  try {
    if (location.hash !== "") history.replaceState(null, "", location.pathname + location.search);
  } catch {
    // Some frames forbid it; then a reload shows the link again.
  }
}

/** What a first visit finds: iris, and a network that learns it in one go. */
const firstProject: ProjectDocument = { vitrine: 1, training: { optimizer: { learning_rate: 0.01 } } };

/** What to do then is fetched then. Where it cannot be, a reload finds the project as it was saved. */
function recover(error: EngineError): void {
  import("./recovery.js").then(
    (recovery) => recovery.recover(error),
    () => notify({ kind: "error", topic: "worker", text: `${error.message} Nothing is lost: reload the page.` }),
  );
}

/** Opens what the address, or the last visit, or nobody asks for. */
export async function boot(): Promise<void> {
  whenEngineDies(recover);
  const saved = embedded ? null : autosave.loadProject();
  const linked = await linkedProject();
  if (linked === null) startWithProject(saved ?? firstProject);
  else {
    startWithProject(saved ?? linked);
    editProject(() => linked);
    tellOpened();
  }
  startAutosave(project.value, leaveLink);
  effect(() => {
    const { title } = project.value;
    document.title = title === undefined ? "Vitrine" : `${title} \u00b7 Vitrine`;
  });
  startSynchronising();
  addEventListener("hashchange", () => {
    void linkedProject().then((another) => {
      if (another === null) return;
      editProject(() => another);
      tellOpened();
    });
  });
}
