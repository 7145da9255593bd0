import { optionAt } from "../project/options.js";
import { formatNumber } from "./format.js";

/** Search spaces and their trials in words. */

type Range = { low: number; high: number; log?: boolean };

function isRange(value: unknown): value is Range {
  return value !== null && typeof value === "object" && "low" in value && "high" in value;
}

function span({ low, high }: Range): string {
  return low === high ? formatNumber(low, 4) : `${formatNumber(low, 4)} to ${formatNumber(high, 4)}`;
}

export function parameterLabel(path: string): string {
  return path === "network.layers" ? "Hidden layers" : optionAt(path).label;
}

/** One sentence per searched option. */
export function spaceWords(space: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(space).map(([path, given]) => {
    const value = given as Record<string, unknown>;
    if (path === "network.layers" && isRange(value.depth) && isRange(value.units)) {
      const spacing = value.units.log === true ? ", evenly over factors" : "";
      return `Hidden layers: ${span(value.depth)} of ${span(value.units)} units${spacing}`;
    }
    const label = parameterLabel(path);
    if (Array.isArray(value.choices)) return `${label}: one of ${value.choices.join(", ")}`;
    if (isRange(value)) return `${label}: ${span(value)}${value.log === true ? ", evenly over factors" : ""}`;
    return label;
  });
}

/** A trial's value of one option, short enough for a table cell. */
export function parameterWords(path: string, value: unknown): string {
  if (path === "network.layers" && Array.isArray(value)) {
    const units = value.map((layer) => (layer as { units?: number }).units ?? "?");
    return units.length === 0 ? "none" : units.join(" \u2013 ");
  }
  return typeof value === "number" ? formatNumber(value, 4) : String(value);
}
