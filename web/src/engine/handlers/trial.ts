import type { TrialRequests } from "../protocol.js";
import { breathe, SliceClock } from "../slices.js";
import type { DataHandle, WholeModule } from "../wasm-module.js";
import { type Handlers, parse, type Slot } from "./handlers.js";

/** Trials report their share at most this often. */
const reportIntervalMs = 200;

export function trialHandlers(engine: WholeModule, data: Slot<DataHandle>): Handlers<keyof TrialRequests> {
  return {
    trial: async ({ project, trial }, report) => {
      const handle = engine.createTrial(JSON.stringify(project), data.held, trial);
      try {
        const clock = new SliceClock();
        let reportedAt = performance.now();
        for (let finished = false; !finished; ) {
          const start = performance.now();
          finished = handle.advance(clock.steps);
          const now = performance.now();
          clock.measured(clock.steps, now - start);
          if (now - reportedAt >= reportIntervalMs) {
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
      parse(engine.applyTrial(JSON.stringify(project), JSON.stringify(parameters))),
  };
}
