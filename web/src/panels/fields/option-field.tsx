import { choiceOption, choiceValue, numberOption, numberValue, setOption } from "../../app/option-values.js";
import { optionAt } from "../../project/options.js";
import { ChoiceField } from "./choice-field.js";
import { NumberField } from "./number-field.js";

/** The control of one option of the table, bound to the project. */
export function OptionField({ path, label }: { path: string; label?: string }) {
  const naming = label === undefined ? {} : { label };
  if (optionAt(path).type === "choice") {
    return (
      <ChoiceField
        option={choiceOption(path)}
        value={choiceValue(path)}
        onChange={(value) => setOption(path, value)}
        {...naming}
      />
    );
  }
  return (
    <NumberField
      option={numberOption(path)}
      value={numberValue(path)}
      onChange={(value) => setOption(path, value)}
      {...naming}
    />
  );
}
