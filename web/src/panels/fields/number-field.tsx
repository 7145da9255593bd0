import { fieldText, formatNumber, parseNumber } from "../../app/format.js";
import { helpOf } from "../../app/option-help.js";
import type { NumberOption } from "../../project/options.js";
import { TypedField } from "./typed-field.js";

interface NumberFieldProps {
  option: NumberOption;
  value: number;
  onChange: (value: number) => void;
  /** Replaces the option's label where a form says it shorter or fuller. */
  label?: string;
  labelHidden?: boolean;
  /** For what is no option of the table: what it means. */
  help?: string;
  refusal?: string | undefined;
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

/** A number of the option table. */
export function NumberField(props: NumberFieldProps) {
  const { option, value, onChange, label = option.label, labelHidden = false } = props;
  const help = props.help ?? helpOf(option.path);
  const range = `From ${formatNumber(option.min, 6)} to ${formatNumber(option.max, 6)}${option.unit ? ` ${option.unit}` : ""}.`;
  return (
    <TypedField<number>
      label={label}
      labelHidden={labelHidden}
      unit={option.unit}
      description={`${help} ${option.unit ? `In ${option.unit}.` : ""}`}
      help={() => `${label}: ${props.help ?? helpOf(option.path)} ${range}`}
      text={fieldText(value)}
      read={(text) => {
        const problem = numberProblem(option, text, label);
        return problem === "" ? { value: parseNumber(text) ?? value } : { problem };
      }}
      onChange={(next) => {
        if (next !== value) onChange(next);
      }}
      onArrow={(direction) => onChange(stepped(option, value, direction))}
      refusal={props.refusal}
    />
  );
}
