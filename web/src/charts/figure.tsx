import "../styles/figure.css";
import type { ComponentChildren } from "preact";
import { TableTwin, type TwinTable } from "./table-twin.js";

interface FigureProps {
  title: string;
  /** What a journal would print below the title: unit, method, number of rows. */
  detail?: string;
  table: () => TwinTable;
  children: ComponentChildren;
}

/** A chart with its title above and its table below. */
export function Figure({ title, detail, table, children }: FigureProps) {
  return (
    <figure class="figure">
      <figcaption>
        <strong>{title}</strong>
        {detail ? <span class="soft"> {detail}</span> : null}
      </figcaption>
      {children}
      <TableTwin table={table} />
    </figure>
  );
}
