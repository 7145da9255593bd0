import { newStart } from "../../app/run-controller.js";
import { narrow } from "../../app/view-state.js";
import { FieldGroup } from "../fields/field-group.js";
import { OptionField } from "../fields/option-field.js";
import { WhatIsThis } from "../fields/what-is-this.js";
import { lazyPart } from "../shell/lazy-part.js";
import { PaceSelect } from "../shell/pace-select.js";

const TrainingGroups = lazyPart("more options", async () => (await import("./training-groups.js")).TrainingGroups);

/** How the network learns. */
export function TrainingPanel() {
  return (
    <section class="panel" aria-labelledby="training-heading" {...TrainingGroups.onIntent}>
      <header>
        <h2 id="training-heading">Training</h2>
      </header>
      <WhatIsThis about="Training" />
      <FieldGroup legend="Options" intro="Numbers take effect on Enter or when you leave the field.">
        <OptionField path="training.optimizer.learning_rate" />
        <OptionField path="training.batch_size" />
        <OptionField path="training.epochs" />
        <OptionField path="training.optimizer.name" />
        <OptionField path="training.l2" label="L2 penalty" />
        {narrow.value ? <PaceSelect /> : null}
      </FieldGroup>
      <div class="more-options">
        <TrainingGroups />
      </div>
      <div class="row">
        <button type="button" onClick={() => void newStart()}>
          New start
        </button>
        <span class="small soft">draws other first weights (seed + 1)</span>
      </div>
    </section>
  );
}
