import { useId } from "preact/hooks";
import { helpOf } from "../../app/option-help.js";
import { choiceLabel } from "../../app/option-words.js";
import type { ChoiceOption } from "../../project/options.js";
import { FieldNotes, notesOf } from "./field-notes.js";
import { useHelpLine } from "./help-context.js";

interface ChoiceFieldProps {
  option: ChoiceOption;
  value: string;
  onChange: (value: string) => void;
  label?: string;
  labelHidden?: boolean;
  /** How a choice is written, where that is not its usual words. */
  wordsOf?: (choice: string) => string;
  /** What the engine has against the value in force. */
  refusal?: string | undefined;
}

/** One name out of an option's list. */
export function ChoiceField(props: ChoiceFieldProps) {
  const {
    option,
    value,
    onChange,
    label = option.label,
    labelHidden = false,
    refusal = "",
    wordsOf = choiceLabel,
  } = props;
  const id = useId();
  const explain = useHelpLine(() => `${label}: ${helpOf(option.path)}`);
  return (
    <div class="field">
      <label class={labelHidden ? "visually-hidden" : undefined} for={id}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        aria-invalid={refusal !== ""}
        aria-describedby={notesOf(id)}
        onChange={(event) => onChange(event.currentTarget.value)}
        {...explain}
      >
        {option.choices.map((choice) => (
          <option key={choice} value={choice}>
            {wordsOf(choice)}
          </option>
        ))}
      </select>
      <FieldNotes id={id} help={helpOf(option.path)} problem={refusal} />
    </div>
  );
}
