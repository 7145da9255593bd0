import { signal } from "@preact/signals";
import { run } from "./run-state.js";

/** How a network of two number columns divides the plane, with the rows it is about. */
export interface Boundary {
  columns: [string, string];
  classes: string[];
  x: [number, number];
  y: [number, number];
  resolution: number;
  /** Probabilities: [class][row from the top][column]. */
  grid: Float32Array;
  points: BoundaryPoint[];
}

export interface BoundaryPoint {
  x: number;
  y: number;
  label: number;
}

export const boundary = signal<Boundary | null>(null);

/** Only two inputs make a plane: for others the code that asks for one is not fetched. */
export async function refreshBoundary(): Promise<void> {
  if (run.value?.info.inputs.length !== 2) boundary.value = null;
  else await (await import("./boundary.js")).drawBoundary();
}
