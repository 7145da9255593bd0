import { formatNumber } from "../../app/format.js";
import type { MeasuredSplit } from "../../app/measures.js";
import type { ClassMeasures } from "../../engine/reports.js";

const measures = [
  ["precision", "Precision"],
  ["recall", "Recall"],
  ["f1", "F1"],
  ["roc_auc", "ROC area"],
  ["average_precision", <abbr title="average precision">AP</abbr>],
] as const;

/** How well each class is told from the others. */
export function ClassMeasuresTable({ classes, split }: { classes: readonly ClassMeasures[]; split: MeasuredSplit }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <section class="scroll class-measures" tabIndex={0} aria-label={`Measures of each class, ${split} rows`}>
      <table>
        <thead>
          <tr>
            <th scope="col">Class</th>
            <th scope="col" class="number">
              Rows
            </th>
            {measures.map(([name, label]) => (
              <th key={name} scope="col" class="number">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {classes.map((scores) => (
            <tr key={scores.class}>
              <th scope="row">{scores.class}</th>
              <td class="number">{scores.support}</td>
              {measures.map(([name]) => (
                <td key={name} class="number">
                  {scores[name] === null ? "none" : formatNumber(scores[name])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
