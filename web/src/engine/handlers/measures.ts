import type { MeasuresRequests } from "../protocol.js";
import type { DataHandle, WholeModule } from "../wasm-module.js";
import { type Handlers, parse, type Slot } from "./handlers.js";

export function measuresHandlers(engine: WholeModule, data: Slot<DataHandle>): Handlers<keyof MeasuresRequests> {
  return {
    measures: ({ project, weights, split }) =>
      parse(engine.measures(JSON.stringify(project), data.held, weights, split)),
  };
}
