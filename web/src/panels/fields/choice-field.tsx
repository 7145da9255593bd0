import { useContext, useId } from "preact/hooks";
import type { ChoiceOption } from "../../project/options.js";
import { HelpLine } from "./help-context.js";

interface ChoiceFieldProps {
  option: ChoiceOption;
  value: string;
  onChange: (value: string) => void;
  label?: string;
  labelHidden?: boolean;
}

/** The words of a choice: "he_normal" -> "He normal". */
export function choiceLabel(choice: string): string {
  const known: Record<string, string> = {
    relu: "ReLU",
    tanh: "tanh",
    sigmoid: "sigmoid",
    identity: "identity",
    sgd: "SGD",
    rmsprop: "RMSprop",
    logodds: "log-odds",
    log_loss: "log loss",
    xor: "XOR",
  };
  if (Object.hasOwn(known, choice)) return known[choice] ?? choice;
  const words = choice.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** One name out of an option's list. */
export function ChoiceField({ option, value, onChange, label = option.label, labelHidden = false }: ChoiceFieldProps) {
  const id = useId();
  const help = useContext(HelpLine);
  const explain = () => {
    help.value = `${label}: ${option.help}`;
  };
  return (
    <div class="field">
      <label class={labelHidden ? "visually-hidden" : undefined} for={id}>
        {label}
      </label>
      <select
        id={id}
        value={value}
        aria-describedby={`${id}-help`}
        onFocus={explain}
        onMouseEnter={explain}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {option.choices.map((choice) => (
          <option key={choice} value={choice}>
            {choiceLabel(choice)}
          </option>
        ))}
      </select>
      <span class="visually-hidden" id={`${id}-help`}>
        {option.help}
      </span>
    </div>
  );
}
