import type { ModelRequests } from "../protocol.js";
import type { DataHandle, WholeModule } from "../wasm-module.js";
import type { Handlers, Slot } from "./handlers.js";

export function modelHandlers(engine: WholeModule, data: Slot<DataHandle>): Handlers<keyof ModelRequests> {
  return {
    model: ({ project, weights }) => engine.createModel(JSON.stringify(project), data.held, weights),

    decisionThreshold: ({ project, weights }) => engine.decisionThreshold(JSON.stringify(project), data.held, weights),
  };
}
