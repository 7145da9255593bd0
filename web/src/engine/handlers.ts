import type { ProjectDocument } from "../project/document.js";
import type { Progress, RequestName, Requests } from "./protocol.js";
import type { RunState } from "./reports.js";
import { breathe, SliceClock } from "./slices.js";
import type { DataHandle, EngineModule, ExplainerHandle, RunHandle } from "./wasm-module.js";

/** A request's output and the buffers to move with it. */
export interface Answer {
  output: unknown;
  transfer: Transferable[];
}

type Report = (progress: unknown) => void;

type Handlers = {
  [N in RequestName]: (
    input: Requests[N]["input"],
    report: (progress: N extends keyof Progress ? Progress[N] : never) => void,
  ) => Requests[N]["output"] | Promise<Requests[N]["output"]>;
};

/** Trials report their share at most this often. */
const trialReportMs = 200;

/** An error in the engine's form, for what only the worker can know. */
function refusal(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

/** The engine's JSON is made by the build that this file is part of: its shape is the report types'. */
function parse<T>(json: string): T {
  return JSON.parse(json) as T;
}

/**
 * Answers requests with one engine module. Owns at most one handle of each kind; a new one is made before the
 * old one is deleted, so a failure leaves what was there.
 */
export class EngineHandlers {
  readonly #engine: EngineModule;
  #data: DataHandle | undefined;
  #run: RunHandle | undefined;
  #explainer: ExplainerHandle | undefined;
  /** Epoch reports of the run that have been sent. */
  #epochsSent = 0;
  /** The run that train or step is advancing. */
  #training: RunHandle | undefined;
  #pauseAsked = false;

  constructor(engine: EngineModule) {
    this.#engine = engine;
  }

  async handle(name: RequestName, input: unknown, report: Report): Promise<Answer> {
    if (!Object.hasOwn(this.#handlers, name)) throw refusal("unknown_request", `There is no request ${name}.`);
    // The client's types pair the name with its input.
    const handler = this.#handlers[name] as (input: unknown, report: Report) => unknown;
    const output = await handler(input, report);
    return { output, transfer: ArrayBuffer.isView(output) ? [output.buffer as ArrayBuffer] : [] };
  }

  readonly #handlers: Handlers = {
    open: ({ project, bytes, previewRows }) => {
      const data = this.#engine.openData(JSON.stringify(project), bytes ?? new Uint8Array());
      try {
        const output = {
          // Findings about the target come with the run, or say why there is none: a table can be looked at without.
          inspection: parse<Requests["open"]["output"]["inspection"]>(data.inspect("")),
          preview: parse<Requests["open"]["output"]["preview"]>(data.preview(previewRows)),
        };
        this.#replaceData(data);
        return output;
      } catch (error) {
        data.delete();
        throw error;
      }
    },

    configure: ({ project }) => {
      const run = this.#engine.createRun(JSON.stringify(project), this.#openData());
      this.#run?.delete();
      this.#run = run;
      this.#epochsSent = 0;
      return { info: parse(run.info()), state: this.#nextState(run) };
    },

    check: ({ project }) => {
      this.#engine.createRun(JSON.stringify(project), this.#openData()).delete();
      return undefined;
    },

    train: (_input, report) => this.#advance(Number.POSITIVE_INFINITY, report),

    pause: () => {
      this.#pauseAsked = true;
      return undefined;
    },

    step: ({ steps }) => this.#advance(steps),

    evaluate: ({ split }) => parse(this.#currentRun().evaluate(split)),

    weights: () => this.#currentRun().weights(),

    predictGrid: ({ resolution, x, y }) => this.#currentRun().predictGrid(resolution, x[0], x[1], y[0], y[1]),

    rows: ({ split }) => this.#currentRun().rows(split),

    predict: ({ rows }) => parse(this.#currentRun().predict(rows)),

    model: () => this.#currentRun().model(),

    trial: async ({ project, trial }, report) => {
      const handle = this.#engine.createTrial(JSON.stringify(project), this.#openData(), trial);
      try {
        const clock = new SliceClock();
        let reportedAt = performance.now();
        for (let finished = false; !finished; ) {
          const start = performance.now();
          finished = handle.advance(clock.steps);
          const now = performance.now();
          clock.measured(clock.steps, now - start);
          if (now - reportedAt >= trialReportMs) {
            reportedAt = now;
            report(handle.progress());
          }
          if (!finished) await breathe();
        }
        return parse(handle.result());
      } finally {
        handle.delete();
      }
    },

    applyTrial: ({ project, parameters }) =>
      parse<ProjectDocument>(this.#engine.applyTrial(JSON.stringify(project), JSON.stringify(parameters))),

    explainer: ({ model, project }) => {
      const explainer = this.#engine.createExplainer(model, JSON.stringify(project), this.#openData());
      this.#explainer?.delete();
      this.#explainer = explainer;
      return undefined;
    },

    explain: ({ rows }) => {
      if (this.#explainer === undefined) throw refusal("no_explainer", "There is no model to explain yet.");
      return parse(this.#explainer.explain(rows));
    },

    sha256: ({ bytes }) => this.#engine.sha256(bytes),

    checkProject: ({ project }) => parse<ProjectDocument>(this.#engine.checkProject(JSON.stringify(project))),
  };

  /** Advances the run in slices; ends early when paused, and with an error when another run takes its place. */
  async #advance(limit: number, report?: (state: RunState) => void): Promise<RunState> {
    const run = this.#currentRun();
    if (this.#training === run) throw refusal("busy", "The training is already running.");
    this.#training = run;
    this.#pauseAsked = false;
    try {
      const clock = new SliceClock();
      for (let left = limit; left > 0 && !run.finished(); ) {
        const start = performance.now();
        const taken = run.advance(Math.min(clock.steps, left));
        if (taken === 0) break;
        left -= taken;
        clock.measured(taken, performance.now() - start);
        report?.(this.#nextState(run));
        await breathe();
        if (this.#run !== run) throw refusal("replaced", "The training ended because another run took its place.");
        if (this.#pauseAsked) break;
      }
      return this.#nextState(run);
    } finally {
      if (this.#training === run) this.#training = undefined;
    }
  }

  /** The run's state with the epochs that no earlier message held. */
  #nextState(run: RunHandle): RunState {
    const state = parse<RunState>(run.state(this.#epochsSent));
    this.#epochsSent += state.history.length;
    return state;
  }

  /** The run and the explainer belong to the old data and go with it. */
  #replaceData(data: DataHandle): void {
    this.#run?.delete();
    this.#run = undefined;
    this.#explainer?.delete();
    this.#explainer = undefined;
    this.#data?.delete();
    this.#data = data;
  }

  #openData(): DataHandle {
    if (this.#data === undefined) throw refusal("no_data", "No data is open yet.");
    return this.#data;
  }

  #currentRun(): RunHandle {
    if (this.#run === undefined) throw refusal("no_run", "There is no network to train yet.");
    return this.#run;
  }
}
