import { useSignal } from "@preact/signals";
import type { Preview } from "../../engine/reports.js";

const SHOWN = 50;

/** The first rows as they stand in the table. */
export function PreviewTable({ preview }: { preview: Preview }) {
  const open = useSignal(false);
  const rows = preview.rows.slice(0, SHOWN);
  return (
    <details
      onToggle={(event) => {
        open.value = event.currentTarget.open;
      }}
    >
      <summary>First {rows.length} rows</summary>
      {open.value ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
        <section class="scroll" tabIndex={0} aria-label="First rows of the table">
          <table class="preview">
            <thead>
              <tr>
                <th scope="col">Row</th>
                {preview.names.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={index}>
                  <th scope="row">{index + 1}</th>
                  {row.map((cell, column) => (
                    <td key={column}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
    </details>
  );
}
