import { fieldText, parseNumber } from "../../app/format.js";
import { choiceOption, choiceValue, setOption } from "../../app/option-values.js";
import { choiceLabel } from "../../app/option-words.js";
import { editProject, project } from "../../app/project-state.js";
import { run, setupProblem } from "../../app/run-state.js";
import { classWeightsOf, setClassWeights } from "../../project/edit.js";
import { ChoiceField } from "./choice-field.js";
import { TypedField } from "./typed-field.js";

const path = "training.class_weights";
const byName = "given";

/** How much each class counts: a choice, or a number for each class. */
export function ClassWeightsField() {
  const option = choiceOption(path);
  const given = classWeightsOf(project.value);
  const classes = run.value?.info.classes ?? [];
  const names = [...new Set([...classes, ...Object.keys(given ?? {})])];
  const problem = setupProblem.value;
  const choose = (choice: string) => {
    if (choice !== byName) setOption(path, choice);
    else editProject((document) => setClassWeights(document, Object.fromEntries(names.map((name) => [name, 1]))));
  };
  return (
    <>
      <ChoiceField
        option={{
          ...option,
          choices: classes.length === 0 && given === null ? option.choices : [...option.choices, byName],
        }}
        value={given === null ? choiceValue(path) : byName}
        wordsOf={(choice) => (choice === byName ? "Class by class" : choiceLabel(choice))}
        onChange={choose}
        refusal={problem?.path === path ? problem.message : undefined}
      />
      {given === null
        ? null
        : names.map((name) => (
            <TypedField<number>
              key={name}
              label={`Weight of ${name}`}
              description="How much a row of this class counts in the loss."
              help={() =>
                `Weight of ${name}: how much a row of this class counts in the loss, against one of weight 1.`
              }
              text={fieldText(given[name] ?? 1)}
              read={readWeight}
              onChange={(weight) => editProject((document) => setClassWeights(document, { ...given, [name]: weight }))}
            />
          ))}
    </>
  );
}

function readWeight(text: string): { value: number } | { problem: string } {
  const weight = parseNumber(text);
  const allowed = weight !== null && weight > 0 && weight <= 1e6;
  return allowed ? { value: weight } : { problem: "A weight must be a number above 0 and at most 1,000,000." };
}
