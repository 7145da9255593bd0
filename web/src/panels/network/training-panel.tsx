import { choiceValue } from "../../app/option-values.js";
import { newStart } from "../../app/run-controller.js";
import { narrow } from "../../app/view-state.js";
import { FieldGroup } from "../fields/field-group.js";
import { OptionField } from "../fields/option-field.js";
import { WhatIsThis } from "../fields/what-is-this.js";
import { PaceSelect } from "../shell/pace-select.js";

/** How the network learns. */
export function TrainingPanel() {
  const optimizer = choiceValue("training.optimizer.name");
  return (
    <section class="panel" aria-labelledby="training-heading">
      <header>
        <h2 id="training-heading">Training</h2>
      </header>
      <WhatIsThis about="Training">
        Training goes through the training rows in small batches and after each batch moves every weight a little, in
        the direction that lowers the loss. These options say how far, how often and from where it starts.
      </WhatIsThis>
      <FieldGroup legend="Options" intro="Numbers take effect on Enter or when you leave the field.">
        <OptionField path="training.optimizer.learning_rate" />
        <OptionField path="training.batch_size" />
        <OptionField path="training.epochs" />
        <OptionField path="training.l2" label="L2 penalty" />
        <OptionField path="training.optimizer.name" />
        {optimizer === "sgd" ? <OptionField path="training.optimizer.momentum" /> : null}
        <OptionField path="network.initializer" />
        {narrow.value ? <PaceSelect /> : null}
      </FieldGroup>
      <details>
        <summary>Seeds and more</summary>
        <div class="stack">
          <FieldGroup
            legend="Where chance starts"
            intro="Equal seeds repeat a run bit for bit, here and on any other machine."
          >
            <OptionField path="seeds.weights" />
            <OptionField path="seeds.split" />
            <OptionField path="seeds.shuffle" />
            {optimizer === "adam" ? <OptionField path="training.optimizer.beta1" /> : null}
            {optimizer === "adam" ? <OptionField path="training.optimizer.beta2" /> : null}
            {optimizer === "adam" ? <OptionField path="training.optimizer.epsilon" /> : null}
          </FieldGroup>
        </div>
      </details>
      <div class="row">
        <button type="button" onClick={() => void newStart()}>
          New start
        </button>
        <span class="small soft">draws other first weights (seed + 1)</span>
      </div>
    </section>
  );
}
