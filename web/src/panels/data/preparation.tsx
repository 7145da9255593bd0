import { setShare } from "../../app/edits.js";
import { formatPercent } from "../../app/format.js";
import { numberOption, numberValue } from "../../app/option-values.js";
import { FieldGroup } from "../fields/field-group.js";
import { NumberField } from "../fields/number-field.js";
import { OptionField } from "../fields/option-field.js";

/** How rows are split and numbers are prepared. */
export function Preparation() {
  return (
    <FieldGroup
      legend="Split and preparation"
      intro="Means and deviations are taken from the training rows alone, so that no other row leaks into training."
    >
      <Share which="validation" />
      <Share which="test" />
      <div class="field">
        <span class="label">Training share</span>
        <span>{formatPercent(numberValue("data.split.train"))}, what the others leave</span>
      </div>
      <OptionField path="data.preprocessing.scaling" />
      <OptionField path="data.preprocessing.imputation" />
    </FieldGroup>
  );
}

function Share({ which }: { which: "validation" | "test" }) {
  const other = which === "validation" ? "test" : "validation";
  const option = numberOption(`data.split.${which}`);
  // Some rows must be left to learn from.
  const most = Math.round((0.95 - numberValue(`data.split.${other}`)) * 100) / 100;
  return (
    <NumberField
      option={{ ...option, max: Math.min(option.max, Math.max(0, most)) }}
      value={numberValue(`data.split.${which}`)}
      onChange={(share) => setShare(which, share)}
    />
  );
}
