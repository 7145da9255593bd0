import { RULE } from "../../app/decision-words.js";
import { dependentOn } from "../../project/conditions.js";
import { OptionGroup, type OptionGroupProps } from "../fields/option-group.js";

const groups: readonly OptionGroupProps[] = [
  {
    title: "Initial weights",
    intro: "Where weights start. Equal ones, as zeros or a constant make, keep a layer's units equal for ever: try it.",
    paths: ["network.initializer", ...dependentOn("network.initializer")],
  },
  {
    title: "Loss and class weights",
    intro: "What training minimises, how much each class counts in it, and how one of two classes is decided on.",
    paths: ["training.loss", ...dependentOn("training.loss"), RULE, ...dependentOn(RULE)],
  },
  {
    title: "Optimizer details",
    intro: "The numbers of the optimizer that is chosen above.",
    paths: dependentOn("training.optimizer.name"),
  },
  {
    title: "Schedule",
    intro: "The learning rate above is the highest; a schedule moves it while the network learns.",
    paths: ["training.schedule.name", ...dependentOn("training.schedule.name")],
    labels: { "training.schedule.patience": "Patience" },
  },
  {
    title: "Regularisation",
    intro: "What keeps a network from learning its training rows by heart, and its steps from getting too long.",
    paths: [
      "training.l1",
      "training.max_norm",
      "training.input_noise",
      "training.gradient_clip.norm",
      "training.gradient_clip.value",
    ],
    labels: {
      "training.gradient_clip.norm": "Clip gradient norm",
      "training.gradient_clip.value": "Clip gradient values",
    },
  },
  {
    title: "Early stopping",
    intro: "Ends the training when the validation loss no longer falls. A patience of 0 trains all epochs.",
    paths: [
      "training.early_stopping.patience",
      "training.early_stopping.minimum_improvement",
      "training.early_stopping.restore_best",
    ],
    labels: { "training.early_stopping.patience": "Patience" },
  },
  {
    title: "Seeds",
    intro: "Where chance starts. Equal seeds repeat a run bit for bit, here and on any other machine.",
    paths: ["seeds.weights", "seeds.split", "seeds.shuffle", "seeds.dropout", "seeds.noise"],
  },
];

/** The options of training that most visitors leave alone. */
export function TrainingGroups() {
  return (
    <div class="option-groups">
      {groups.map((group) => (
        <OptionGroup key={group.title} {...group} />
      ))}
    </div>
  );
}
