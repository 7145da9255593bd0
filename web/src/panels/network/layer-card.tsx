import { choiceOption, numberOption, setOption } from "../../app/option-values.js";
import { editProject } from "../../app/project-state.js";
import type { LayerDocument } from "../../project/document.js";
import { removeLayer } from "../../project/edit.js";
import { ChoiceField } from "../fields/choice-field.js";
import { NumberField } from "../fields/number-field.js";

/** The controls of one hidden layer, standing above its column in the drawing. */
export function LayerCard({ index, layer }: { index: number; layer: Required<LayerDocument> }) {
  const name = `hidden layer ${index + 1}`;
  const path = `network.layers[${index}]`;
  return (
    <fieldset class="layer-card">
      <legend class="visually-hidden">Hidden layer {index + 1}</legend>
      <div class="row">
        <span class="small soft" aria-hidden="true">
          Hidden {index + 1}
        </span>
        <button
          type="button"
          class="quiet icon small"
          aria-label={`Remove ${name}`}
          title={`Remove ${name}`}
          onClick={() => editProject((document) => removeLayer(document, index))}
        >
          ×
        </button>
      </div>
      <NumberField
        option={numberOption("network.layers[].units")}
        label={`Units of ${name}`}
        labelHidden
        value={layer.units}
        onChange={(units) => setOption(`${path}.units`, units)}
      />
      <ChoiceField
        option={choiceOption("network.layers[].activation")}
        label={`Activation of ${name}`}
        labelHidden
        value={layer.activation}
        onChange={(activation) => setOption(`${path}.activation`, activation)}
      />
    </fieldset>
  );
}
