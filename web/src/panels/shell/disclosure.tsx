import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { LazyPart } from "./lazy-part.js";

export interface DisclosureProps {
  class?: string;
  summary: ComponentChildren;
  /** Of the part inside. */
  intent: LazyPart["onIntent"];
  children: ComponentChildren;
}

/** What it holds is there only while it is open. */
export function Disclosure({ class: name, summary, intent, children }: DisclosureProps) {
  const open = useSignal(false);
  return (
    <details
      class={name}
      onToggle={(event) => {
        open.value = event.currentTarget.open;
      }}
    >
      <summary {...intent}>{summary}</summary>
      {open.value ? children : null}
    </details>
  );
}
