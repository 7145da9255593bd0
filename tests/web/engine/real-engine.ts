import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import createWholeEngine from "vitrine-wasm";
import createRunEngine from "vitrine-wasm-run";
import { handle, type WorkerHandlers } from "../../../web/src/engine/handlers/handlers.js";
import type { AnyRequestName, InputOf, OutputOf, WorkerKind } from "../../../web/src/engine/protocol.js";
import type { RunModule, WholeModule } from "../../../web/src/engine/wasm-module.js";
import type { ProjectDocument } from "../../../web/src/project/document.js";

const repository = new URL("../../../", import.meta.url);

function bytesOf(path: string): Uint8Array<ArrayBuffer> {
  const file = fileURLToPath(new URL(path, repository));
  if (!existsSync(file)) throw new Error(`${path} is missing: run scripts/build first`);
  return new Uint8Array(readFileSync(file));
}

/** The modules that the page ships. */
export function loadEngine(): Promise<WholeModule> {
  return createWholeEngine({ wasmBinary: bytesOf("build/wasm/bin/vitrine_wasm.wasm") });
}
export function loadRunEngine(): Promise<RunModule> {
  return createRunEngine({ wasmBinary: bytesOf("build/wasm/bin/vitrine_wasm_run.wasm") });
}

export const datasetBytes = (name: string): Uint8Array<ArrayBuffer> => bytesOf(`web/public/datasets/${name}.csv`);

/** The inside of a worker, asked as the page asks. */
export class DirectWorker {
  readonly #handlers: Partial<WorkerHandlers<"whole">>;

  constructor(handlers: WorkerHandlers<WorkerKind>) {
    this.#handlers = handlers;
  }

  async ask<N extends AnyRequestName>(
    name: N,
    input: InputOf<N>,
    report: (progress: unknown) => void = () => undefined,
  ): Promise<OutputOf<N>> {
    const { output, transfer } = await handle(this.#handlers, name, input, report);
    // What a worker moves to the page, the worker no longer has.
    return structuredClone(output, { transfer }) as OutputOf<N>;
  }

  open(project: ProjectDocument, bytes: Uint8Array<ArrayBuffer> | null = datasetBytes("iris")) {
    return this.ask("open", { project, bytes, previewRows: 5 });
  }
}
