import { booleanValue, choiceValue, numberValue, setOption } from "../../app/option-values.js";
import { setupProblem } from "../../app/run-state.js";
import { optionAt } from "../../project/options.js";
import { BooleanField } from "./boolean-field.js";
import { ChoiceField } from "./choice-field.js";
import { NumberField } from "./number-field.js";

interface OptionFieldProps {
  /** With the number of the layer where it is about one. */
  path: string;
  label?: string;
}

/** The control of one option of the table, bound to the project. What the engine refuses is said beside it. */
export function OptionField({ path, label }: OptionFieldProps) {
  const option = optionAt(path);
  const problem = setupProblem.value;
  const common = {
    onChange: (value: number | string | boolean) => setOption(path, value),
    refusal: problem?.path === path ? problem.message : undefined,
    ...(label === undefined ? {} : { label }),
  };
  switch (option.type) {
    case "choice":
      return <ChoiceField option={option} value={choiceValue(path)} {...common} />;
    case "boolean":
      return <BooleanField option={option} value={booleanValue(path)} {...common} />;
    default:
      return <NumberField option={option} value={numberValue(path)} {...common} />;
  }
}
