/** Class names beside their colours, for charts where a name cannot stand at its mark. */
export function ClassLegend({ classes }: { classes: readonly string[] }) {
  return (
    <ul class="legend" aria-label="Colours of the classes">
      {classes.map((name, index) => (
        <li key={name}>
          <span class="swatch" style={{ background: `var(--class-${index % 10})` }} aria-hidden="true" />
          {name}
        </li>
      ))}
    </ul>
  );
}
