import { useId } from "preact/hooks";
import { choiceOption, numberOption, setOption } from "../../app/option-values.js";
import { layerWords } from "../../app/option-words.js";
import { setupProblem } from "../../app/run-state.js";
import type { Layer } from "../../project/document.js";
import { ChoiceField } from "../fields/choice-field.js";
import { NumberField } from "../fields/number-field.js";
import { lazyPart } from "../shell/lazy-part.js";

const LayerDetails = lazyPart<{ index: number }>(
  "these options",
  async () => (await import("./layer-details.js")).LayerDetails,
);

interface LayerCardProps {
  index: number;
  layer: Layer;
  open: boolean;
  onRemove: () => void;
  onToggle: () => void;
  /** Pixels that the details may take: what is in sight of the columns. */
  width: number;
}

/** The controls of one hidden layer, standing above its column in the drawing; its details below all cards. */
export function LayerCard({ index, layer, open, onRemove, onToggle, width }: LayerCardProps) {
  const name = `hidden layer ${index + 1}`;
  const path = `network.layers[${index}]`;
  const details = useId();
  const words = layerWords(layer);
  const refused = setupProblem.value?.path?.startsWith(path) ?? false;
  return (
    <>
      <fieldset class="layer-card" style={{ gridColumn: index + 2 }}>
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
            onClick={onRemove}
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
        <button
          type="button"
          class="quiet small more"
          aria-expanded={open}
          aria-controls={details}
          onClick={onToggle}
          {...LayerDetails.onIntent}
        >
          More
          <span class="visually-hidden"> of {name}</span>
          {words.length === 0 ? null : (
            <span class="settings">{words.map((word) => word.replaceAll(" ", "\u00a0")).join("\u00a0\u00b7 ")}</span>
          )}
        </button>
        {refused && !open ? <span class="problem">needs a change</span> : null}
      </fieldset>
      <div id={details} class="layer-details" hidden={!open} style={{ width: `${width}px` }}>
        {open ? <LayerDetails index={index} /> : null}
      </div>
    </>
  );
}
