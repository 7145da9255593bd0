import { decisionLabel, RULE } from "../../app/decision-words.js";
import { choiceOption, choiceValue, setOption } from "../../app/option-values.js";
import { setupProblem } from "../../app/run-state.js";
import { ChoiceField } from "./choice-field.js";

/** How one of two classes is decided on. */
export function DecisionField() {
  const problem = setupProblem.value;
  return (
    <ChoiceField
      option={choiceOption(RULE)}
      value={choiceValue(RULE)}
      wordsOf={decisionLabel}
      onChange={(rule) => setOption(RULE, rule)}
      refusal={problem?.path === RULE ? problem.message : undefined}
    />
  );
}
