import type { EngineClient } from "../engine/client.js";
import { findDataset } from "../project/datasets.js";
import type { DataSource, ProjectDocument } from "../project/document.js";
import { setSource, setTarget, sourceOf } from "../project/edit.js";
import { VitrineError } from "../project/error.js";
import type { OwnTable } from "../project/link.js";
import { autosave } from "./autosave.js";
import { boundary } from "./boundary-state.js";
import { dataProblem, otherFile, ownTable, reading, sourceTitle, table, wantedFile } from "./data-state.js";
import { asProblem, engine, isLoss, startClient } from "./engine.js";
import { explained, explainPhase } from "./explain-state.js";
import { tableKey } from "./keys.js";
import { editProject, project } from "./project-state.js";
import {
  engineGone,
  history,
  phase,
  run,
  runState,
  setupProblem,
  testScores,
  validationScores,
  weights,
} from "./run-state.js";
import { synchronise } from "./synchronise.js";

/** Enough for the preview, for the points of a plane and for naming the rows that are explained. */
const PREVIEW_ROWS = 2000;

/** The bytes of a source, or null for a toy. @throws VitrineError "file_wanted" when this browser does not have them. */
async function bytesOf(source: DataSource): Promise<Uint8Array<ArrayBuffer> | null> {
  if ("toy" in source) return null;
  if ("csv" in source) return new TextEncoder().encode(source.csv);
  if ("dataset" in source) return fetchDataset(source.dataset);
  const { name, sha256 } = source.file;
  if (ownTable.value?.sha256 !== sha256) {
    const known = await autosave.loadTable(sha256);
    if (known === null) throw new VitrineError("file_wanted", `Open the file ${name} to go on.`);
    void takeInHand(known);
  }
  return ownTable.value?.bytes ?? null;
}

/** Resolves when the table is saved, so that a project that names it can be saved after it. */
function takeInHand(own: OwnTable): Promise<void> {
  ownTable.value = own;
  return autosave.saveTable(own);
}

const fetched = new Map<string, Uint8Array<ArrayBuffer>>();

async function fetchDataset(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const known = fetched.get(name);
  if (known !== undefined) return known;
  const failed = `The data set ${name} could not be fetched. Check the connection and choose it again.`;
  const url = findDataset(name)?.url;
  if (url === undefined) throw new VitrineError("unknown_choice", `There is no data set called ${name}.`);
  const response = await fetch(url).catch(() => null);
  if (!response?.ok) throw new VitrineError("fetch_failed", failed);
  const bytes = new Uint8Array(await response.arrayBuffer());
  fetched.set(name, bytes);
  return bytes;
}

/**
 * Opens a project's table in the main worker. When that fails the table before it stays open and a sentence
 * says why.
 */
export async function openTable(document: ProjectDocument): Promise<boolean> {
  const source = sourceOf(document);
  reading.value = `Reading ${sourceTitle(source)}.`;
  try {
    const bytes = await bytesOf(source);
    const opened = await engine().request("open", { project: document, bytes, previewRows: PREVIEW_ROWS });
    engineGone.value = false;
    // The worker's run went with the old table.
    run.value = null;
    runState.value = null;
    phase.value = "none";
    history.value = [];
    weights.value = null;
    boundary.value = null;
    validationScores.value = null;
    testScores.value = null;
    explained.value = null;
    explainPhase.value = "none";
    setupProblem.value = null;
    table.value = { key: tableKey(document), source, bytes, ...opened };
    dataProblem.value = null;
    wantedFile.value = null;
    otherFile.value = null;
    return true;
  } catch (error) {
    const problem = asProblem(error);
    if (problem.code === "file_wanted" && "file" in source) wantedFile.value = source.file;
    else if (!isLoss(problem.code)) dataProblem.value = problem;
    return false;
  } finally {
    reading.value = null;
  }
}

/** Switches to another source once it has been opened, so that a failure changes nothing. */
async function chooseSource(source: DataSource): Promise<void> {
  const change = (document: ProjectDocument) => setSource(document, source);
  if (await openTable(change(project.value))) editProject(change);
}

export function chooseDataset(name: string): Promise<void> {
  return chooseSource({ dataset: name });
}

export function chooseToy(name: string): Promise<void> {
  return chooseSource({ toy: name });
}

/**
 * A file that was picked or dropped: the one the project waits for, or a new table. One that cannot be trained on as
 * it is takes the place of a trained network only when the visitor insists.
 */
export async function openFile(file: File, insists = false): Promise<void> {
  dataProblem.value = null;
  otherFile.value = null;
  reading.value = `Reading ${file.name}.`;
  let probe: EngineClient<"run"> | null = null;
  let refusal = "was not opened.";
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const sha256 = await engine().request("sha256", { bytes });
    const wanted = wantedFile.value;
    if (wanted !== null && wanted.sha256 !== sha256) {
      otherFile.value = file;
      const message = `${file.name} is not the file this playground was made with: its checksum differs. Pick ${wanted.name}.`;
      dataProblem.value = { code: "other_file", message };
      return;
    }
    const own = { name: file.name, bytes, sha256 };
    let change = (document: ProjectDocument) => document;
    if (wanted === null) {
      // A worker of its own finds out whether the file is a table, while the table before it stays open.
      probe = startClient("run");
      change = await adoption(probe, own);
      if (!insists && (runState.value?.steps ?? 0) > 0) {
        refusal = "was not opened, which would discard the trained network.";
        otherFile.value = file;
        await probe.request("check", { project: change(project.value) });
        otherFile.value = null;
      }
    }
    await takeInHand(own);
    if (await openTable(change(project.value))) editProject(change);
    await synchronise();
  } catch (error) {
    const problem = asProblem(error);
    dataProblem.value = { ...problem, message: `${file.name} ${refusal} ${problem.message}` };
  } finally {
    probe?.terminate();
    reading.value = null;
  }
}

/** The change that makes a file the project's table, with a likely target. */
async function adoption(
  probe: EngineClient<"run">,
  own: OwnTable,
): Promise<(document: ProjectDocument) => ProjectDocument> {
  const source = { file: { name: own.name, sha256: own.sha256 } };
  const document = setSource(project.value, source);
  const { inspection } = await probe.request("open", { project: document, bytes: own.bytes, previewRows: 0 });
  const { guessTarget } = await import("./guess-target.js");
  const target = guessTarget(inspection);
  const isLast = target === inspection.columns.at(-1)?.name;
  return (next) => (isLast ? setSource(next, source) : setTarget(setSource(next, source), target));
}

/** The visitor would rather work with this file than look for the one that is wanted, or keep the trained network. */
export async function useOtherFile(): Promise<void> {
  const file = otherFile.value;
  wantedFile.value = null;
  if (file !== null) await openFile(file, true);
}
