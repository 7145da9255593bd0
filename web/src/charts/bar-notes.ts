import type { Plugin } from "chart.js";
import type { Palette } from "./palette.js";

export interface BarNote {
  text: string;
  /** Standard error, in units of the axis; null for none. */
  error: number | null;
}

/** Writes each horizontal bar's value beside it and draws its standard error as a whisker. */
export function barNotes(palette: Palette, notes: readonly BarNote[]): Plugin<"bar"> {
  return {
    id: "barNotes",
    afterDatasetsDraw(chart) {
      const scale = chart.scales.x;
      if (scale === undefined) return;
      const { ctx, chartArea } = chart;
      ctx.save();
      ctx.font = `11px ${palette.font}`;
      ctx.textBaseline = "middle";
      ctx.strokeStyle = palette.ink;
      ctx.fillStyle = palette.ink;
      chart.getDatasetMeta(0).data.forEach((bar, index) => {
        const note = notes[index];
        const range = chart.data.datasets[0]?.data[index] as unknown as [number, number] | undefined;
        if (note === undefined || range === undefined) return;
        const start = scale.getPixelForValue(range[0]);
        const end = scale.getPixelForValue(range[1]);
        let right = Math.max(start, end);
        let left = Math.min(start, end);
        if (note.error !== null && note.error > 0) {
          const low = scale.getPixelForValue(range[1] - note.error);
          const high = scale.getPixelForValue(range[1] + note.error);
          ctx.beginPath();
          ctx.moveTo(low, bar.y);
          ctx.lineTo(high, bar.y);
          for (const x of [low, high]) {
            ctx.moveTo(x, bar.y - 4);
            ctx.lineTo(x, bar.y + 4);
          }
          ctx.stroke();
          right = Math.max(right, high);
          left = Math.min(left, low);
        }
        const width = ctx.measureText(note.text).width;
        const fits = right + 6 + width <= chartArea.right;
        ctx.fillText(note.text, fits ? right + 6 : Math.max(chartArea.left + 2, left - 6 - width), bar.y);
      });
      ctx.restore();
    },
  };
}
