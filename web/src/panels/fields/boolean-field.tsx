import { useId } from "preact/hooks";
import { helpOf } from "../../app/option-help.js";
import type { BooleanOption } from "../../project/options.js";
import { FieldNotes, notesOf } from "./field-notes.js";
import { useHelpLine } from "./help-context.js";

interface BooleanFieldProps {
  option: BooleanOption;
  value: boolean;
  onChange: (value: boolean) => void;
  label?: string;
  /** What the engine has against the value in force. */
  refusal?: string | undefined;
}

/** Yes or no. */
export function BooleanField({ option, value, onChange, label = option.label, refusal = "" }: BooleanFieldProps) {
  const id = useId();
  const explain = useHelpLine(() => `${label}: ${helpOf(option.path)}`);
  return (
    <div class="field with-box">
      <label class="check" for={id} onMouseEnter={explain.onMouseEnter}>
        <input
          id={id}
          type="checkbox"
          checked={value}
          aria-invalid={refusal !== ""}
          aria-describedby={notesOf(id)}
          onFocus={explain.onFocus}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        {label}
      </label>
      <FieldNotes id={id} help={helpOf(option.path)} problem={refusal} />
    </div>
  );
}
