import { setToy } from "../../app/edits.js";
import { numberOption } from "../../app/option-values.js";
import { project } from "../../app/project-state.js";
import { sourceOf } from "../../project/edit.js";
import { FieldGroup } from "../fields/field-group.js";
import { NumberField } from "../fields/number-field.js";
import { OptionField } from "../fields/option-field.js";

/** Rows and noise of a generated data set. */
export function ToyControls() {
  const source = sourceOf(project.value);
  // Until the panel has followed a change of the source.
  if (!("toy" in source)) return null;
  const rows = numberOption("data.source.rows");
  const noise = numberOption("data.source.noise");
  return (
    <FieldGroup legend="Generated points" intro="How many points there are, and how far chance moves them.">
      <NumberField option={rows} value={source.rows ?? rows.default} onChange={(value) => setToy({ rows: value })} />
      <NumberField
        option={noise}
        value={source.noise ?? noise.default}
        onChange={(value) => setToy({ noise: value })}
      />
      <OptionField path="seeds.data" />
    </FieldGroup>
  );
}
