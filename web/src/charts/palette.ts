/** The colours of the page's style sheet, as canvases need them. */
export interface Palette {
  ink: string;
  inkSoft: string;
  line: string;
  surface: string;
  accent: string;
  positive: string;
  negative: string;
  classes: string[];
  font: string;
}

const CLASS_COLOURS = 10;

/** Reads the colours in force; call again after the theme has changed. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  return {
    ink: colour("--ink"),
    inkSoft: colour("--ink-soft"),
    line: colour("--line"),
    surface: colour("--surface"),
    accent: colour("--accent"),
    positive: colour("--positive"),
    negative: colour("--negative"),
    classes: Array.from({ length: CLASS_COLOURS }, (_, index) => colour(`--class-${index}`)),
    font: colour("--sans"),
  };
}

/** The colour of a class, the same wherever the class appears. */
export function classColour(palette: Palette, index: number): string {
  return palette.classes[index % CLASS_COLOURS] ?? palette.ink;
}

/** "#0072b2" -> [0, 114, 178]; the build may have shortened "#ffffff" to "#fff". */
export function channels(colour: string): [number, number, number] {
  const digits = colour.slice(1);
  const value = Number.parseInt(digits.length === 3 ? digits.replace(/./g, "$&$&") : digits, 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** Shapes tell classes apart where colours cannot. */
export const classShapes = [
  "circle",
  "triangle",
  "rect",
  "rectRot",
  "star",
  "cross",
  "crossRot",
  "rectRounded",
] as const;
