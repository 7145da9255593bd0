import { type Boundary, type BoundaryPoint, boundary } from "./boundary-state.js";
import { table, targetOf } from "./data-state.js";
import { engine } from "./engine.js";
import { run } from "./run-state.js";

const RESOLUTION = 72;

/** The rows as points of the plane, or null when the network does not see exactly two number columns. */
export function planePoints(): { columns: [string, string]; points: BoundaryPoint[] } | null {
  const open = table.value;
  const current = run.value;
  if (open === null || current === null) return null;
  const [first, second, ...others] = current.info.columns;
  if (first === undefined || second === undefined || others.length > 0) return null;
  const names = open.preview.names;
  const isNumber = (name: string) => open.inspection.columns.find((column) => column.name === name)?.type === "number";
  if (!isNumber(first) || !isNumber(second) || current.info.inputs.length !== 2) return null;
  const x = names.indexOf(first);
  const y = names.indexOf(second);
  const label = names.indexOf(targetOf(current.project, names));
  const points = open.preview.rows
    .map((row) => ({
      x: Number.parseFloat(row[x] ?? ""),
      y: Number.parseFloat(row[y] ?? ""),
      label: current.info.classes.indexOf(row[label] ?? ""),
    }))
    .filter((point) => Number.isFinite(point.x) && Number.isFinite(point.y) && point.label >= 0);
  return { columns: [first, second], points };
}

function padded(values: number[]): [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const margin = (high - low || 1) * 0.06;
  return [low - margin, high + margin];
}

/**
 * The plane with the probabilities of two classes moved so that the second one's threshold comes to lie at one half:
 * colours and shares then follow what the network decides. Ends stay, and what lies between keeps its order.
 *
 * @param threshold  probability of the second class from which on it is predicted; above 1 it never is.
 */
export function aroundThreshold(plane: Boundary, threshold: number): Boundary {
  const cells = plane.resolution * plane.resolution;
  const grid = Float32Array.from(plane.grid);
  for (let cell = 0; cell < cells; cell++) {
    const probability = grid[cells + cell] ?? 0;
    const moved =
      probability < threshold
        ? (0.5 * probability) / threshold
        : 0.5 + (threshold < 1 ? (0.5 * (probability - threshold)) / (1 - threshold) : 0.5);
    grid[cell] = 1 - moved;
    grid[cells + cell] = moved;
  }
  return { ...plane, grid };
}

/** Asks the network for its probabilities over the plane that the rows cover. */
export async function drawBoundary(): Promise<void> {
  const current = run.value;
  const plane = planePoints();
  if (current === null || plane === null || plane.points.length === 0) {
    boundary.value = null;
    return;
  }
  const x = padded(plane.points.map((point) => point.x));
  const y = padded(plane.points.map((point) => point.y));
  const grid = await engine().request("predictGrid", { resolution: RESOLUTION, x, y });
  if (run.value !== current) return;
  boundary.value = { ...plane, classes: current.info.classes, x, y, resolution: RESOLUTION, grid };
}
