import { useSignal } from "@preact/signals";

export interface TwinTable {
  caption: string;
  columns: string[];
  rows: (string | number)[][];
}

const MOST_ROWS = 500;

/** The chart's numbers as a table. The rows are made when it is opened. */
export function TableTwin({ table }: { table: () => TwinTable }) {
  const open = useSignal(false);
  return (
    <details
      class="twin"
      onToggle={(event) => {
        open.value = event.currentTarget.open;
      }}
    >
      <summary>Show as table</summary>
      {open.value ? <Rows table={table()} /> : null}
    </details>
  );
}

function Rows({ table }: { table: TwinTable }) {
  const cut = table.rows.length - MOST_ROWS;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard.
    <section class="scroll" tabIndex={0} aria-label={`${table.caption}, as a table`}>
      <table>
        <caption>{table.caption}</caption>
        <thead>
          <tr>
            {table.columns.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, MOST_ROWS).map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} class={column === 0 ? undefined : "number"}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {cut > 0 ? <p class="soft small">{cut} more rows are not shown.</p> : null}
    </section>
  );
}
