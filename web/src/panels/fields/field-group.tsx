import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { HelpLine } from "./help-context.js";

/** A fieldset whose last line explains the field that has the focus or the pointer. */
export function FieldGroup({
  legend,
  intro,
  children,
}: {
  legend: string;
  intro?: string;
  children: ComponentChildren;
}) {
  const help = useSignal("");
  return (
    <HelpLine.Provider value={help}>
      <fieldset>
        <legend>{legend}</legend>
        <div class="fields">{children}</div>
        {/* Every field has its own description for screen readers; this line is for the eye. */}
        <p class="fields-help" aria-hidden="true">
          {help.value || intro || ""}
        </p>
      </fieldset>
    </HelpLine.Provider>
  );
}
