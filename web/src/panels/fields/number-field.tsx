import { useSignal } from "@preact/signals";
import { useContext, useId } from "preact/hooks";
import { fieldText, formatNumber, parseNumber } from "../../app/format.js";
import type { NumberOption } from "../../project/options.js";
import { HelpLine } from "./help-context.js";

interface NumberFieldProps {
  option: NumberOption;
  value: number;
  onChange: (value: number) => void;
  /** Replaces the option's label where a form says it shorter or fuller. */
  label?: string;
  labelHidden?: boolean;
}

/** What is wrong with a number for an option, in a sentence; empty when nothing is. */
export function numberProblem(option: NumberOption, text: string, label: string): string {
  const value = parseNumber(text);
  const range = `${formatNumber(option.min, 6)} to ${formatNumber(option.max, 6)}`;
  if (text.trim() === "") return `${label} is empty. Type a number from ${range}.`;
  if (value === null) return `${label} needs a number from ${range}; \u201c${text.trim()}\u201d is not a number.`;
  if (option.type === "integer" && !Number.isInteger(value)) return `${label} must be a whole number from ${range}.`;
  if (!(value >= option.min && value <= option.max))
    return `${label} must be from ${range}; ${text.trim()} is outside.`;
  return "";
}

/** One arrow key: a whole number moves by one, a logarithmic option by a factor, others by a hundredth of the range. */
function stepped(option: NumberOption, value: number, direction: 1 | -1): number {
  let next: number;
  if (option.type === "integer" && !option.log) next = value + direction;
  else if (option.type === "integer")
    next = direction === 1 ? Math.max(value + 1, value * 2) : Math.min(value - 1, value / 2);
  else if (option.log && value > 0) next = value * 10 ** (direction / 2);
  else next = value + (direction * (option.max - option.min)) / 100;
  if (option.type === "integer") next = Math.round(next);
  return Math.min(option.max, Math.max(option.min, Number(next.toPrecision(3))));
}

/**
 * A number of the option table. It is accepted on Enter or when the field is left, not at every key; until it is
 * right, a sentence beside the field says what is allowed and the old value stays in force.
 */
export function NumberField({ option, value, onChange, label = option.label, labelHidden = false }: NumberFieldProps) {
  const id = useId();
  const help = useContext(HelpLine);
  const draft = useSignal<string | null>(null);
  const problem = useSignal("");
  const explain = () => {
    const range = `${formatNumber(option.min, 6)} to ${formatNumber(option.max, 6)}${option.unit ? ` ${option.unit}` : ""}`;
    help.value = `${label}: ${option.help} From ${range}.`;
  };
  const commit = () => {
    if (draft.value === null) return;
    problem.value = numberProblem(option, draft.value, label);
    if (problem.value !== "") return;
    const next = parseNumber(draft.value);
    draft.value = null;
    if (next !== null && next !== value) onChange(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") commit();
    else if (event.key === "Escape") {
      draft.value = null;
      problem.value = "";
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      draft.value = null;
      problem.value = "";
      onChange(stepped(option, value, event.key === "ArrowUp" ? 1 : -1));
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
          value={draft.value ?? fieldText(value)}
          aria-invalid={problem.value !== ""}
          aria-describedby={`${id}-help ${id}-problem`}
          onInput={(event) => {
            draft.value = event.currentTarget.value;
          }}
          onFocus={explain}
          onMouseEnter={explain}
          onBlur={commit}
          onKeyDown={onKeyDown}
        />
        {option.unit && !labelHidden ? <span class="unit">{option.unit}</span> : null}
      </span>
      <span class="visually-hidden" id={`${id}-help`}>
        {option.help} {option.unit ? `In ${option.unit}.` : ""}
      </span>
      <span class="problem" id={`${id}-problem`} role="status">
        {problem.value === "" ? "" : `${problem.value} Still in force: ${fieldText(value)}.`}
      </span>
    </div>
  );
}
