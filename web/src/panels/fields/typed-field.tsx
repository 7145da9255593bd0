import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { FieldNotes, notesOf } from "./field-notes.js";
import { useHelpLine } from "./help-context.js";

interface TypedFieldProps<T> {
  label: string;
  labelHidden?: boolean;
  unit?: string | undefined;
  /** For screen readers, beside the field. */
  description: string;
  /** For the group's help line. */
  help: () => string;
  /** The value in force, as it is typed. */
  text: string;
  /** What a text means, or what is wrong with it in a sentence. */
  read: (text: string) => { value: T } | { problem: string };
  onChange: (value: T) => void;
  onArrow?: (direction: 1 | -1) => void;
  /** What the engine has against the value in force. */
  refusal?: string | undefined;
}

/**
 * A value that is typed. It is accepted on Enter or when the field is left, not at every key; until it is right, a
 * sentence beside the field says what is allowed and the old value stays in force.
 */
export function TypedField<T>(props: TypedFieldProps<T>) {
  const { label, labelHidden = false, unit, text, onArrow, refusal = "" } = props;
  const id = useId();
  const draft = useSignal<string | null>(null);
  const problem = useSignal("");
  const explain = useHelpLine(props.help);
  const forget = () => {
    draft.value = null;
    problem.value = "";
  };
  const commit = () => {
    if (draft.value === null) return;
    const meant = props.read(draft.value);
    if ("problem" in meant) {
      problem.value = meant.problem;
      return;
    }
    forget();
    props.onChange(meant.value);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") commit();
    else if (event.key === "Escape") forget();
    else if (onArrow !== undefined && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      event.preventDefault();
      forget();
      onArrow(event.key === "ArrowUp" ? 1 : -1);
    }
  };
  return (
    <div class="field">
      <label class={labelHidden ? "visually-hidden" : undefined} for={id}>
        {label}
      </label>
      <span class="with-unit">
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autocomplete="off"
          value={draft.value ?? text}
          aria-invalid={problem.value !== "" || refusal !== ""}
          aria-describedby={notesOf(id)}
          onInput={(event) => {
            draft.value = event.currentTarget.value;
          }}
          onBlur={commit}
          onKeyDown={onKeyDown}
          {...explain}
        />
        {unit ? <span class="unit">{unit}</span> : null}
      </span>
      <FieldNotes
        id={id}
        help={props.description}
        problem={problem.value === "" ? refusal : `${problem.value} Still in force: ${text || "none"}.`}
      />
    </div>
  );
}
