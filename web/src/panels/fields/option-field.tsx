import { booleanValue, choiceValue, numberValue, setOption } from "../../app/option-values.js";
import { project } from "../../app/project-state.js";
import { setupProblem } from "../../app/run-state.js";
import { taskOf } from "../../project/edit.js";
import { type ChoiceOption, optionAt } from "../../project/options.js";
import { suitsTask } from "../../project/task.js";
import { BooleanField } from "./boolean-field.js";
import { ChoiceField } from "./choice-field.js";
import { NumberField } from "./number-field.js";

interface OptionFieldProps {
  /** With the number of the layer where it is about one. */
  path: string;
  label?: string;
}

/** Of the losses, those that suit the task. */
function offered(option: ChoiceOption): ChoiceOption {
  if (option.path !== "training.loss") return option;
  const task = taskOf(project.value);
  return { ...option, choices: option.choices.filter((loss) => suitsTask(task, loss)) };
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
      return <ChoiceField option={offered(option)} value={choiceValue(path)} {...common} />;
    case "boolean":
      return <BooleanField option={option} value={booleanValue(path)} {...common} />;
    default:
      return <NumberField option={option} value={numberValue(path)} {...common} />;
  }
}
