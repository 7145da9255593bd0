import { type Signal, useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { LazyPart } from "./lazy-part.js";

export interface DisclosureProps {
  class?: string;
  summary: ComponentChildren;
  /** Of the part inside. */
  intent: LazyPart["onIntent"];
  /** Where it is remembered beyond the disclosure's own time. */
  state?: Signal<boolean>;
  children: ComponentChildren;
}

/** What it holds is there only while it is open. */
export function Disclosure({ class: name, summary, intent, state, children }: DisclosureProps) {
  const own = useSignal(false);
  const open = state ?? own;
  return (
    <details
      class={name}
      open={open.value}
      onToggle={(event) => {
        open.value = event.currentTarget.open;
      }}
    >
      <summary {...intent}>{summary}</summary>
      {open.value ? children : null}
    </details>
  );
}
