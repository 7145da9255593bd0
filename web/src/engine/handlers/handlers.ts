import type { AnyRequestName, InputOf, OutputOf, ProgressOf, RequestName, WorkerKind } from "../protocol.js";
import type { Handle } from "../wasm-module.js";

/** How a worker answers some requests; `report` sends progress. */
export type Handlers<N extends AnyRequestName> = {
  [Name in N]: (
    input: InputOf<Name>,
    report: (progress: ProgressOf<Name>) => void,
  ) => OutputOf<Name> | Promise<OutputOf<Name>>;
};

/** Everything that a kind of worker answers. */
export type WorkerHandlers<K extends WorkerKind> = Handlers<RequestName<K>>;

/** A request's output and the buffers to move with it. */
export interface Answer {
  output: unknown;
  transfer: Transferable[];
}

/** Answers one request as it arrives in a message. */
export async function handle(
  handlers: Partial<Handlers<AnyRequestName>>,
  name: string,
  input: unknown,
  report: (progress: unknown) => void,
): Promise<Answer> {
  if (!Object.hasOwn(handlers, name)) throw refusal("unknown_request", `There is no request ${name}.`);
  // The client's types pair the name with its input.
  const handler = handlers[name as AnyRequestName] as (input: unknown, report: (progress: unknown) => void) => unknown;
  const output = await handler(input, report);
  return { output, transfer: ArrayBuffer.isView(output) ? [output.buffer as ArrayBuffer] : [] };
}

/** An error in the engine's form, for what only the worker can know. */
export function refusal(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}

/** The engine's JSON is made by the build that this file is part of: its shape is the report types'. */
export function parse<T>(json: string): T {
  return JSON.parse(json) as T;
}

/**
 * Room for one handle. A new one is made before the old one is deleted, so a failure leaves what was there. What is
 * made of another handle goes when that one is replaced.
 */
export class Slot<H extends Handle> {
  #held: H | undefined;
  readonly #absence: readonly [code: string, message: string];
  readonly #dependents: Slot<Handle>[] = [];

  /** @param absence  how a request is refused that needs the handle when there is none. */
  constructor(absence: readonly [code: string, message: string], origin?: Slot<Handle>) {
    this.#absence = absence;
    if (origin !== undefined) origin.#dependents.push(this);
  }

  /** @throws the refusal when there is no handle. */
  get held(): H {
    if (this.#held === undefined) throw refusal(...this.#absence);
    return this.#held;
  }

  /** Whether this very handle is held. */
  holds(handle: H): boolean {
    return this.#held === handle;
  }

  replace(next: H): void {
    this.#clear();
    this.#held = next;
  }

  #clear(): void {
    for (const dependent of this.#dependents) dependent.#clear();
    this.#held?.delete();
    this.#held = undefined;
  }
}
