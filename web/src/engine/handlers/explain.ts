import type { ExplainRequests } from "../protocol.js";
import type { DataHandle, ExplainerHandle, WholeModule } from "../wasm-module.js";
import { type Handlers, parse, Slot } from "./handlers.js";

export function explainHandlers(engine: WholeModule, data: Slot<DataHandle>): Handlers<keyof ExplainRequests> {
  const explainer = new Slot<ExplainerHandle>(["no_explainer", "There is no model to explain yet."], data);
  return {
    explainer: ({ project, weights }) => {
      explainer.replace(engine.createExplainer(JSON.stringify(project), data.held, weights));
      return undefined;
    },

    explain: ({ rows }) => parse(explainer.held.explain(rows)),
  };
}
