import { formatNumber } from "../../app/format.js";
import { fitName, textMeasure } from "../../charts/fit-name.js";
import type { DrawnLayer, WeightBlock } from "./shape.js";

interface DrawingProps {
  layers: DrawnLayer[];
  /** Null while the options are ahead of the run: then only the shape is drawn. */
  blocks: WeightBlock[] | null;
  width: number;
  label: string;
}

const ROW = 23;
const RADIUS = 7;
const TOP = 18;
/** Pixels, as in the style sheet. Names are cut to the room they have, the whole name is the unit's title. */
const NAME_SIZE = 11;
/** Room above the units for the arcs of residual connections. */
const ARC = 26;
/** Half the width of the band around the units of a normalised layer. */
const BAND = 13;
/** How far the first and the last column stand towards the middle, in columns: their names need the room outside. */
const INSET = 0.36;

interface Place {
  x: number;
  y: number;
  unit: number;
}

/** Columns of equal width, units centred on a common middle. */
function placesOf(layers: DrawnLayer[], width: number, height: number): Place[][] {
  const column = width / layers.length;
  return layers.map((layer, index) => {
    const count = layer.shown.length + (layer.shown.length < layer.size ? 1 : 0);
    const top = (height - (count - 1) * ROW) / 2;
    const inset = index === 0 ? INSET : index === layers.length - 1 ? -INSET : 0;
    return layer.shown.map((unit, row) => ({ x: column * (index + 0.5 + inset), y: top + row * ROW, unit }));
  });
}

/** Nodes and weighted lines: the thicker the larger, solid when positive, dashed when negative. */
export function Drawing({ layers, blocks, width, label }: DrawingProps) {
  const tallest = Math.max(...layers.map((layer) => layer.shown.length + (layer.shown.length < layer.size ? 1 : 0)));
  const arcs = layers.some((layer) => layer.extras?.residual);
  const height = Math.max(6, tallest) * ROW + TOP + (arcs ? 2 * ARC : 0);
  const places = placesOf(layers, width, height);
  const measure = textMeasure(`${NAME_SIZE}px ${getComputedStyle(document.body).fontFamily}`);
  return (
    <svg
      class="network-drawing"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      {layers.slice(1).map((_, index) => (
        <Lines key={index} from={places[index] ?? []} to={places[index + 1] ?? []} block={blocks?.[index] ?? null} />
      ))}
      {layers.map((layer, index) => (
        <Extras key={index} layer={layer} places={places[index] ?? []} before={places[index - 1] ?? []} />
      ))}
      {layers.map((layer, index) => (
        <Units
          key={index}
          layer={layer}
          places={places[index] ?? []}
          role={index === 0 ? "input" : index === layers.length - 1 ? "class" : "hidden"}
          cut={(name) => fitName(name, "", (width / layers.length) * (0.5 + INSET) - RADIUS - 6, measure)}
          bias={index === 0 ? null : (blocks?.[index - 1]?.bias ?? null)}
        />
      ))}
    </svg>
  );
}

function Lines({ from, to, block }: { from: Place[]; to: Place[]; block: WeightBlock | null }) {
  let largest = 0;
  if (block !== null) for (const value of block.weights) largest = Math.max(largest, Math.abs(value));
  return (
    <g fill="none">
      {to.flatMap((end) =>
        from.map((start) => {
          const weight = block === null ? 0 : (block.weights[end.unit * block.inputs + start.unit] ?? 0);
          const share = largest > 0 ? Math.abs(weight) / largest : 0;
          const middle = (start.x + end.x) / 2;
          return (
            <path
              key={`${start.unit}-${end.unit}`}
              class={block === null ? "weight unknown" : weight < 0 ? "weight negative" : "weight positive"}
              d={`M${start.x} ${start.y}C${middle} ${start.y} ${middle} ${end.y} ${end.x} ${end.y}`}
              stroke-width={block === null ? 0.75 : (0.4 + share * 3).toFixed(2)}
              stroke-opacity={block === null ? 0.6 : (0.12 + share * 0.75).toFixed(2)}
            />
          );
        }),
      )}
    </g>
  );
}

/** A band around the units of a normalised layer; an arc with a plus for a residual connection. */
function Extras({ layer, places, before }: { layer: DrawnLayer; places: Place[]; before: Place[] }) {
  const first = places[0];
  const last = places.at(-1);
  const start = before[0];
  if (layer.extras === null || first === undefined || last === undefined) return null;
  const { batch_norm, layer_norm, residual } = layer.extras;
  const plus = first.y - ROW;
  return (
    <g>
      {batch_norm || layer_norm ? (
        <rect
          class="band"
          x={first.x - BAND}
          y={first.y - BAND}
          width={2 * BAND}
          height={last.y - first.y + 2 * BAND}
          rx={BAND}
        />
      ) : null}
      {residual && start !== undefined ? (
        <g class="residual">
          <path
            d={`M${start.x} ${start.y - RADIUS - 2}C${start.x} ${plus - 12} ${start.x} ${plus} ${first.x - 6} ${plus}`}
          />
          <circle class="plus" cx={first.x} cy={plus} r={6} />
          <path d={`M${first.x - 3} ${plus}h6M${first.x} ${plus - 3}v6`} />
        </g>
      ) : null}
    </g>
  );
}

interface UnitsProps {
  layer: DrawnLayer;
  places: Place[];
  role: "input" | "hidden" | "class";
  /** Cuts a name to the room it has. */
  cut: (name: string) => string;
  bias: Float32Array | null;
}

function Units({ layer, places, role, cut, bias }: UnitsProps) {
  const more = layer.size - layer.shown.length;
  const last = places.at(-1);
  return (
    <g>
      {places.map((place, index) => {
        const name = layer.names?.[index] ?? null;
        return (
          <g key={place.unit} class={layer.extras?.dropout ? `unit ${role} dropout` : `unit ${role}`}>
            <title>
              {name ?? `Unit ${place.unit + 1}`}
              {bias === null ? "" : `, bias ${formatNumber(bias[place.unit] ?? 0)}`}
            </title>
            <circle
              cx={place.x}
              cy={place.y}
              r={RADIUS}
              {...(role === "class" ? { style: { fill: `var(--class-${(layer.firstClass + place.unit) % 10})` } } : {})}
            />
            {name === null ? null : (
              <text
                x={place.x + (role === "class" ? 1 : -1) * (RADIUS + 5)}
                y={place.y}
                dominant-baseline="central"
                text-anchor={role === "class" ? "start" : "end"}
              >
                {cut(name)}
              </text>
            )}
          </g>
        );
      })}
      {more > 0 && last !== undefined ? (
        <text class="more" x={last.x} y={last.y + ROW} text-anchor="middle">
          +{more} more
        </text>
      ) : null}
    </g>
  );
}
