import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { wantHelp } from "../../app/option-help.js";
import { HelpLine } from "./help-context.js";

interface FieldGroupProps {
  legend: string;
  /** Where the legend stands beside the group already. */
  legendHidden?: boolean;
  intro?: string;
  children: ComponentChildren;
}

/** A fieldset whose last line explains the field that has the focus or the pointer. */
export function FieldGroup({ legend, legendHidden = false, intro, children }: FieldGroupProps) {
  const help = useSignal(() => "");
  return (
    <HelpLine.Provider value={help}>
      <fieldset onPointerEnter={wantHelp} onFocusIn={wantHelp}>
        <legend class={legendHidden ? "visually-hidden" : undefined}>{legend}</legend>
        <div class="fields">{children}</div>
        {/* Every field has its own description for screen readers; this line is for the eye. */}
        <p class="fields-help" aria-hidden="true">
          {help.value() || intro || ""}
        </p>
      </fieldset>
    </HelpLine.Provider>
  );
}
