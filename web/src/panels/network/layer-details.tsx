import { FieldGroup } from "../fields/field-group.js";
import { OptionField } from "../fields/option-field.js";

/** What a hidden layer can have besides units and activation. */
export function LayerDetails({ index }: { index: number }) {
  const path = `network.layers[${index}]`;
  return (
    <FieldGroup
      legend={`More of hidden layer ${index + 1}`}
      intro="In this order: normalisation before the activation, then the residual connection, then dropout."
    >
      <OptionField path={`${path}.dropout`} />
      <OptionField path={`${path}.batch_norm`} />
      <OptionField path={`${path}.layer_norm`} />
      <OptionField path={`${path}.residual`} />
    </FieldGroup>
  );
}
