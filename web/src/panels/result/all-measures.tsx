import { signal } from "@preact/signals";
import type { MeasuredSplit } from "../../app/measures.js";
import { Disclosure } from "../shell/disclosure.js";
import { lazyPart } from "../shell/lazy-part.js";

const MeasuresBody = lazyPart<{ split: MeasuredSplit }>(
  "the measures",
  async () => (await import("./measures-body.js")).MeasuresBody,
);

/** Kept while training takes the scores away: who looked at the measures wants to see those of the new network. */
const open = { validation: signal(false), test: signal(false) };

/** Every measure of a split that has been scored, for those who want to know more than the headline. */
export function AllMeasures({ split }: { split: MeasuredSplit }) {
  return (
    <Disclosure
      class="all-measures"
      state={open[split]}
      intent={MeasuresBody.onIntent}
      summary={
        <>
          All measures <span class="visually-hidden">of the {split} rows</span>
        </>
      }
    >
      <MeasuresBody split={split} />
    </Disclosure>
  );
}
