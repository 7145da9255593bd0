/** How long one slice of work may keep a worker from its messages: a pause is answered after one slice. */
const sliceMs = 50;

/** Chooses how many optimizer steps fit into a slice from the speed of the last one. */
export class SliceClock {
  #steps = 1;

  /** Steps for the next slice. */
  get steps(): number {
    return this.#steps;
  }

  /** At most doubles: one lucky measurement must not make a slice long. */
  measured(steps: number, elapsedMs: number): void {
    const fitting = elapsedMs > 0 ? (steps * sliceMs) / elapsedMs : Number.POSITIVE_INFINITY;
    this.#steps = Math.max(1, Math.min(Math.floor(fitting), this.#steps * 2, 1_000_000));
  }
}

/** Lets waiting messages in. A MessageChannel, because nested timers wait at least 4 ms. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
