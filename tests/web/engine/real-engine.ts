import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import createEngine from "vitrine-wasm";
import { EngineHandlers } from "../../../web/src/engine/handlers.js";
import type { RequestName, Requests } from "../../../web/src/engine/protocol.js";
import type { EngineModule } from "../../../web/src/engine/wasm-module.js";
import type { ProjectDocument } from "../../../web/src/project/document.js";

const repository = new URL("../../../", import.meta.url);

function bytesOf(path: string): Uint8Array<ArrayBuffer> {
  const file = fileURLToPath(new URL(path, repository));
  if (!existsSync(file)) throw new Error(`${path} is missing: run scripts/build first`);
  return new Uint8Array(readFileSync(file));
}

/** The engine that the page ships. */
export function loadEngine(): Promise<EngineModule> {
  return createEngine({ wasmBinary: bytesOf("build/wasm/bin/vitrine_wasm.wasm") });
}

export const datasetBytes = (name: string): Uint8Array<ArrayBuffer> => bytesOf(`web/public/datasets/${name}.csv`);

/** The worker's inside around the real engine, asked as the page asks. */
export class DirectWorker {
  readonly #handlers: EngineHandlers;

  constructor(engine: EngineModule) {
    this.#handlers = new EngineHandlers(engine);
  }

  async ask<N extends RequestName>(
    name: N,
    input: Requests[N]["input"],
    report: (progress: unknown) => void = () => undefined,
  ): Promise<Requests[N]["output"]> {
    const { output, transfer } = await this.#handlers.handle(name, input, report);
    // What a worker moves to the page, the worker no longer has.
    return structuredClone(output, { transfer }) as Requests[N]["output"];
  }

  open(project: ProjectDocument, bytes: Uint8Array<ArrayBuffer> | null = datasetBytes("iris")) {
    return this.ask("open", { project, bytes, previewRows: 5 });
  }
}
