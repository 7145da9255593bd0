import type { RunState, Scores, SplitName } from "../engine/reports.js";
import type { ProjectDocument } from "../project/document.js";
import { VitrineError } from "../project/error.js";
import { announce } from "./announcer.js";
import { refreshBoundary } from "./boundary-state.js";
import { table } from "./data-state.js";
import { asProblem, engine, isLoss } from "./engine.js";
import { runKey, tableKey } from "./keys.js";
import { dismissTopic, notify } from "./notices.js";
import { numberValue, setOption } from "./option-values.js";
import { project } from "./project-state.js";
import {
  history,
  lostHistory,
  pace,
  phase,
  run,
  runState,
  setupProblem,
  stale,
  testScores,
  validationScores,
  weights,
} from "./run-state.js";
import { statusWords } from "./run-words.js";
import { synchronise } from "./synchronise.js";

/** How often the drawing follows a run under way. */
const LOOK_INTERVAL_MS = 250;
/** Larger networks are drawn from a sample; sending all their weights while training would cost more than it shows. */
const MOST_LIVE_WEIGHTS = 60_000;

let lookedAt = 0;
let looking = false;
let pauseAsked = false;

/** Makes a fresh run of the project. The run before it stays when the project cannot be trained. */
export async function configureRun(document: ProjectDocument = project.value): Promise<boolean> {
  try {
    const { info, state } = await engine().request("configure", { project: document });
    run.value = { key: runKey(document), project: document, info };
    history.value = [];
    validationScores.value = null;
    testScores.value = null;
    setupProblem.value = null;
    dismissTopic("run");
    phase.value = "ready";
    takeState(state);
    await look(true);
    return true;
  } catch (error) {
    refuseSetup(error);
    return false;
  }
}

/** Whether the project can still be trained, asked when a trained run stays to be looked at. */
export async function checkSetup(document: ProjectDocument): Promise<void> {
  if (phase.value === "training") return;
  try {
    if (run.value?.key !== runKey(document)) await engine().request("check", { project: document });
    setupProblem.value = null;
  } catch (error) {
    refuseSetup(error);
  }
}

function refuseSetup(error: unknown): void {
  const problem = asProblem(error);
  if (isLoss(problem.code)) return;
  setupProblem.value = problem;
  announce(statusWords());
}

function takeState(state: RunState): void {
  // The test rows were scored by a network that is no more.
  if (state.fingerprint !== runState.value?.fingerprint) testScores.value = null;
  runState.value = state;
  if (state.history.length > 0) {
    const known = history.value;
    const from = state.history[0]?.epoch ?? 0;
    history.value = [...known.filter((report) => report.epoch < from), ...state.history];
  }
  announce(statusWords());
}

/** Fetches what is drawn of the network: its weights and, for two columns, its boundary. */
async function look(force = false): Promise<void> {
  const now = performance.now();
  const current = run.value;
  if (current === null || looking || (!force && now - lookedAt < LOOK_INTERVAL_MS)) return;
  if (!force && current.info.parameters > MOST_LIVE_WEIGHTS) return;
  looking = true;
  lookedAt = now;
  try {
    weights.value = await engine().request("weights", undefined);
    await refreshBoundary();
  } catch {
    // The run was replaced or its worker died while we asked; whoever did it draws anew.
  } finally {
    looking = false;
  }
}

/** Whether there is a run of the project as it stands that can go on; makes one where there is none. */
async function readyToGoOn(): Promise<boolean> {
  dismissTopic("worker");
  await synchronise();
  if (table.value?.key !== tableKey(project.value)) return false;
  const ended = phase.value === "stopped" || phase.value === "finished" || phase.value === "failed";
  return run.value !== null && !stale.value && !ended ? true : configureRun();
}

/** Trains on, from where the run stands; from the start when options changed or the run had ended. */
export function train(): Promise<void> {
  return advance(() => (pace.value === null ? trainAtFullSpeed() : trainAtPace()));
}

/** Repeats a run that was lost, as fast as the machine can, up to the step that it had reached. */
export function trainAgainTo(steps: number): Promise<void> {
  return advance(() => trainUpTo(steps));
}

async function advance(onward: () => Promise<RunState>): Promise<void> {
  if (!(await readyToGoOn())) return;
  phase.value = "training";
  pauseAsked = false;
  announce(statusWords());
  try {
    const state = await onward();
    takeState(state);
    // Stop may have been pressed meanwhile; it has the last word.
    if (phase.value === "training") phase.value = phaseAfter(state, "paused");
    await afterTraining();
  } catch (error) {
    reportFailure(error);
  }
}

function trainAtFullSpeed(): Promise<RunState> {
  return engine().request("train", undefined, {
    onProgress: (state) => {
      takeState(state);
      void look();
    },
  });
}

/** Epoch by epoch, slowly enough to be watched. */
async function trainAtPace(): Promise<RunState> {
  const own = run.value;
  let state = await oneEpoch();
  while (!state.finished && !pauseAsked && pace.value !== null) {
    await new Promise((resolve) => setTimeout(resolve, 1000 / (pace.value ?? 1000)));
    // Between two epochs no request is under way that a reset or the death of the worker would reject.
    if (run.value !== own) throw new VitrineError("replaced", "Another run took this one's place.");
    if (pauseAsked) break;
    state = await oneEpoch();
    takeState(state);
    void look(true);
  }
  return !state.finished && !pauseAsked ? trainAtFullSpeed() : state;
}

/** In fifty pieces, so that it can be watched and paused. */
async function trainUpTo(steps: number): Promise<RunState> {
  const own = run.value;
  const piece = Math.ceil(steps / 50);
  for (;;) {
    const left = steps - (runState.value?.steps ?? 0);
    const state = await engine().request("step", { steps: Math.max(0, Math.min(piece, left)) });
    if (run.value !== own) throw new VitrineError("replaced", "Another run took this one's place.");
    if (state.finished || pauseAsked || state.steps >= steps) return state;
    takeState(state);
    void look();
  }
}

function oneEpoch(): Promise<RunState> {
  const perEpoch = run.value?.info.steps_per_epoch ?? 1;
  const into = (runState.value?.steps ?? 0) % perEpoch;
  return engine().request("step", { steps: perEpoch - into });
}

function reportFailure(error: unknown): void {
  const { code, message } = asProblem(error);
  // A new run took its place, or its worker died: both are told elsewhere.
  if (code === "replaced" || isLoss(code)) return;
  phase.value = "failed";
  notify({ kind: "error", topic: "run", text: message });
}

function phaseAfter(state: RunState, otherwise: "paused" | "stopped") {
  if (state.failure !== null) return "failed";
  return state.finished ? "finished" : otherwise;
}

async function afterTraining(): Promise<void> {
  await look(true);
  if (phase.value !== "failed" && (runState.value?.steps ?? 0) > 0) await scoreValidation();
  announce(statusWords());
}

/** Scores of the network as it stands, by the decision of its project; null where it has moved on meanwhile. */
export async function scoresOf(split: SplitName): Promise<Scores | null> {
  const asked = runState.value;
  const options = run.value?.project;
  // Nearly nobody sets a threshold: the code that asks for it comes when somebody does.
  const threshold = options?.training?.decision
    ? await (await import("./decision.js")).decisionThreshold(options)
    : null;
  const scores = await engine().request("evaluate", { split, threshold });
  return runState.value === asked ? scores : null;
}

async function scoreValidation(): Promise<void> {
  try {
    validationScores.value = (await scoresOf("validation")) ?? validationScores.value;
  } catch (error) {
    validationScores.value = null;
    const problem = asProblem(error);
    if (problem.code === "no_rows") return;
    notify({ kind: "error", topic: "run", text: problem.message });
  }
}

export function pause(): void {
  pauseAsked = true;
  void engine()
    .request("pause", undefined)
    .catch(() => undefined);
}

/** Ends the run where it stands. The network stays as it is; Train begins anew. */
export async function stop(): Promise<void> {
  const wasTraining = phase.value === "training";
  phase.value = "stopped";
  if (wasTraining) pause();
  else await afterTraining();
}

/** Optimizer steps: one, or up to the end of the epoch. */
export async function step(unit: "step" | "epoch"): Promise<void> {
  if (!(await readyToGoOn())) return;
  phase.value = "training";
  try {
    const state = unit === "step" ? await engine().request("step", { steps: 1 }) : await oneEpoch();
    takeState(state);
    phase.value = phaseAfter(state, "paused");
    await afterTraining();
  } catch (error) {
    reportFailure(error);
  }
}

/** Back to the same first weights. */
export async function reset(): Promise<void> {
  dismissTopic("worker");
  lostHistory.value = null;
  if (phase.value === "training") pause();
  await configureRun();
  announce(statusWords());
}

/** Another draw of the first weights, and a fresh run from them. */
export async function newStart(): Promise<void> {
  setOption("seeds.weights", numberValue("seeds.weights") + 1);
  await reset();
}
