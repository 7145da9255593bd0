/** Cuts a name to the room it has, and keeps what stands behind it, such as its value. */

const ELLIPSIS = "\u2026";

/** @param measure the width of a text, in the unit of `room`. */
export function fitName(name: string, rest: string, room: number, measure: (text: string) => number): string {
  if (measure(name + rest) <= room) return name + rest;
  // A rest that leaves the name no room is cut with it.
  const kept = measure(rest) <= room / 2 ? rest : "";
  const text = kept === rest ? name : name + rest;
  for (let length = text.length - 1; length > 0; length--) {
    const shorter = text.slice(0, length).trimEnd() + ELLIPSIS + kept;
    if (measure(shorter) <= room) return shorter;
  }
  return ELLIPSIS + kept;
}

let context: CanvasRenderingContext2D | null = null;

/** Widths in pixels as the browser draws them in a font. */
export function textMeasure(font: string): (text: string) => number {
  context ??= document.createElement("canvas").getContext("2d");
  const brush = context;
  return (text) => {
    if (brush === null) return 0;
    brush.font = font;
    return brush.measureText(text).width;
  };
}
