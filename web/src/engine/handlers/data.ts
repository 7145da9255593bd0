import type { DataRequests } from "../protocol.js";
import type { DataHandle, RunModule } from "../wasm-module.js";
import { type Handlers, parse, Slot } from "./handlers.js";

/** Where a worker keeps the open table. */
export function dataSlot(): Slot<DataHandle> {
  return new Slot(["no_data", "No data is open yet."]);
}

export function dataHandlers(engine: RunModule, data: Slot<DataHandle>): Handlers<keyof DataRequests> {
  return {
    open: ({ project, bytes, previewRows }) => {
      const opened = engine.openData(JSON.stringify(project), bytes ?? new Uint8Array());
      try {
        const output = {
          // Findings about the target come with the run, or say why there is none: a table can be looked at without.
          inspection: parse<DataRequests["open"]["output"]["inspection"]>(opened.inspect("")),
          preview: parse<DataRequests["open"]["output"]["preview"]>(opened.preview(previewRows)),
        };
        data.replace(opened);
        return output;
      } catch (error) {
        opened.delete();
        throw error;
      }
    },

    sha256: ({ bytes }) => engine.sha256(bytes),
  };
}
