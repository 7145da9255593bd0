import { choiceOption, hiddenLayers, type Layer, numberOption, setHiddenLayers } from "../../app/option-values.js";
import { ChoiceField } from "../fields/choice-field.js";
import { NumberField } from "../fields/number-field.js";

/** The controls of one hidden layer, standing above its column in the drawing. */
export function LayerCard({ index, layer }: { index: number; layer: Layer }) {
  const name = `hidden layer ${index + 1}`;
  const change = (next: Partial<Layer>) =>
    setHiddenLayers(hiddenLayers().map((one, place) => (place === index ? { ...one, ...next } : one)));
  return (
    <div class="layer-card" role="group" aria-label={`Hidden layer ${index + 1}`}>
      <div class="row">
        <span class="small soft">Hidden {index + 1}</span>
        <button
          type="button"
          class="quiet icon small"
          aria-label={`Remove ${name}`}
          title={`Remove ${name}`}
          onClick={() => setHiddenLayers(hiddenLayers().filter((_, place) => place !== index))}
        >
          ×
        </button>
      </div>
      <NumberField
        option={numberOption("network.layers[].units")}
        label={`Units of ${name}`}
        labelHidden
        value={layer.units}
        onChange={(units) => change({ units })}
      />
      <ChoiceField
        option={choiceOption("network.layers[].activation")}
        label={`Activation of ${name}`}
        labelHidden
        value={layer.activation}
        onChange={(activation) => change({ activation })}
      />
    </div>
  );
}
