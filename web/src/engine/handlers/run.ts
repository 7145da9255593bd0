import type { RunRequests } from "../protocol.js";
import type { RunState } from "../reports.js";
import { breathe, SliceClock } from "../slices.js";
import type { DataHandle, RunHandle, RunModule } from "../wasm-module.js";
import { type Handlers, parse, refusal, Slot } from "./handlers.js";

export function runHandlers(engine: RunModule, data: Slot<DataHandle>): Handlers<keyof RunRequests> {
  const run = new Slot<RunHandle>(["no_run", "There is no network to train yet."], data);
  /** Epoch reports of the run that have been sent. */
  let epochsSent = 0;
  /** The run that train or step is advancing. */
  let training: RunHandle | undefined;
  let pauseAsked = false;

  /** The run's state with the epochs that no earlier message held. */
  function nextState(handle: RunHandle): RunState {
    const state = parse<RunState>(handle.state(epochsSent));
    epochsSent += state.history.length;
    return state;
  }

  /** Advances the run in slices; ends early when paused, and with an error when another run takes its place. */
  async function advance(limit: number, report?: (state: RunState) => void): Promise<RunState> {
    const handle = run.held;
    if (training === handle) throw refusal("busy", "The training is already running.");
    training = handle;
    pauseAsked = false;
    try {
      const clock = new SliceClock();
      for (let left = limit; left > 0 && !handle.finished(); ) {
        const start = performance.now();
        const taken = handle.advance(Math.min(clock.steps, left));
        if (taken === 0) break;
        left -= taken;
        clock.measured(taken, performance.now() - start);
        report?.(nextState(handle));
        await breathe();
        if (!run.holds(handle)) throw refusal("replaced", "The training ended because another run took its place.");
        if (pauseAsked) break;
      }
      return nextState(handle);
    } finally {
      if (training === handle) training = undefined;
    }
  }

  return {
    configure: ({ project }) => {
      const fresh = engine.createRun(JSON.stringify(project), data.held);
      run.replace(fresh);
      epochsSent = 0;
      return { info: parse(fresh.info()), state: nextState(fresh) };
    },

    check: ({ project }) => {
      engine.createRun(JSON.stringify(project), data.held).delete();
      return undefined;
    },

    train: (_input, report) => advance(Number.POSITIVE_INFINITY, report),

    pause: () => {
      pauseAsked = true;
      return undefined;
    },

    step: ({ steps }) => advance(steps),

    evaluate: ({ split, threshold }) => parse(run.held.evaluate(split, threshold ?? Number.NaN)),

    weights: () => run.held.weights(),

    predictGrid: ({ resolution, x, y }) => run.held.predictGrid(resolution, x[0], x[1], y[0], y[1]),

    rows: ({ split }) => run.held.rows(split),
  };
}
