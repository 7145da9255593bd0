import type { Plugin } from "chart.js";
import type { Palette } from "./palette.js";

const LINE_HEIGHT = 14;

/** Writes each line's name at its last point, moved apart where two lines end together. */
export function directLabels(palette: Palette): Plugin<"line"> {
  return {
    id: "directLabels",
    afterDatasetsDraw(chart) {
      const ends = chart.data.datasets
        .map((dataset, index) => {
          const last = chart.getDatasetMeta(index).data.at(-1);
          return last === undefined
            ? null
            : { name: dataset.label ?? "", colour: String(dataset.borderColor), x: last.x, y: last.y };
        })
        .filter((end) => end !== null && Number.isFinite(end.y))
        .sort((a, b) => (a?.y ?? 0) - (b?.y ?? 0));
      const { ctx, chartArea } = chart;
      ctx.save();
      ctx.font = `600 11px ${palette.font}`;
      ctx.textBaseline = "middle";
      let floor = Number.NEGATIVE_INFINITY;
      const places = ends.map((end) => {
        floor = Math.max(end?.y ?? 0, floor + LINE_HEIGHT);
        return floor;
      });
      const overflow = Math.max(0, (places.at(-1) ?? 0) - (chartArea.bottom - 4));
      ends.forEach((end, index) => {
        if (end === null) return;
        ctx.fillStyle = end.colour;
        ctx.fillText(end.name, Math.min(end.x, chartArea.right) + 6, (places[index] ?? 0) - overflow);
      });
      ctx.restore();
    },
  };
}
