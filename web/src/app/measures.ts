import { computed, type Signal, signal } from "@preact/signals";
import type { Measures, SplitName } from "../engine/reports.js";
import { announce } from "./announcer.js";
import { asProblem, type Problem } from "./engine.js";
import { run, runState } from "./run-state.js";
import { askOfNetwork } from "./trained-network.js";

/** Every measure of a split by one network, asked for when a visitor wants to see it. */

export type MeasuredSplit = Exclude<SplitName, "train">;

export type Measuring =
  | { network: string; state: "running" }
  | { network: string; state: "failed"; problem: Problem }
  | { network: string; state: "done"; measures: Measures };

/** Equal keys mean equal measures: the network as it stands, and what it was made from. */
export const networkKey = computed(() => `${runState.value?.fingerprint} ${run.value?.key}`);

const measured: Record<MeasuredSplit, Signal<Measuring | null>> = { validation: signal(null), test: signal(null) };

/** What is known of the network as it stands; null where it has not been asked for yet. */
export function measuringOf(split: MeasuredSplit): Measuring | null {
  const last = measured[split].value;
  return last?.network === networkKey.value ? last : null;
}

export async function measure(split: MeasuredSplit): Promise<void> {
  const slot = measured[split];
  const asked: Measuring = { network: networkKey.value, state: "running" };
  slot.value = asked;
  let answer: Measuring;
  try {
    const measures = await askOfNetwork((worker, network) => worker.request("measures", { ...network, split }));
    answer = { ...asked, state: "done", measures };
  } catch (error) {
    answer = { ...asked, state: "failed", problem: asProblem(error) };
  }
  // Another question has taken its place.
  if (slot.value !== asked) return;
  // When the network moves on meanwhile, the weights may be either one's.
  slot.value = networkKey.value === asked.network ? answer : null;
  if (slot.value?.state === "done") announce(`All measures of the ${split} rows are there.`);
}
