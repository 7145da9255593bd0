import { parseMilestones } from "../../app/milestones.js";
import { choiceValue } from "../../app/option-values.js";
import { editProject, project } from "../../app/project-state.js";
import { milestonesOf, setMilestones } from "../../project/edit.js";
import { TypedField } from "./typed-field.js";

const description =
  "Epochs after which the learning rate drops, separated by commas. Empty for a half and three quarters of the training.";

/** The one thing about schedules that is a list and so no option of the table. */
export function MilestonesField() {
  if (choiceValue("training.schedule.name") !== "multi_step") return null;
  return (
    <TypedField<number[]>
      label="Milestones"
      unit="epochs"
      description={description}
      help={() => `Milestones: ${description}`}
      text={milestonesOf(project.value).join(", ")}
      read={parseMilestones}
      onChange={(milestones) => editProject((document) => setMilestones(document, milestones))}
    />
  );
}
