import { signal } from "@preact/signals";
import type { MeasuredSplit } from "../../app/measures.js";
import { lazyPart } from "../shell/lazy-part.js";

const MeasuresBody = lazyPart<{ split: MeasuredSplit }>(
  "the measures",
  async () => (await import("./measures-body.js")).MeasuresBody,
);

/** Kept while training takes the scores away: who looked at the measures wants to see those of the new network. */
const open = { validation: signal(false), test: signal(false) };

/** Every measure of a split that has been scored, for those who want to know more than the headline. */
export function AllMeasures({ split }: { split: MeasuredSplit }) {
  const isOpen = open[split];
  return (
    <details
      class="all-measures"
      open={isOpen.value}
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary {...MeasuresBody.onIntent}>
        All measures <span class="visually-hidden">of the {split} rows</span>
      </summary>
      {isOpen.value ? <MeasuresBody split={split} /> : null}
    </details>
  );
}
