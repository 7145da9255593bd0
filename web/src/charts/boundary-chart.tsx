import type { ChartConfiguration, Plugin } from "chart.js";
import { useCallback, useMemo } from "preact/hooks";
import { aroundThreshold } from "../app/boundary.js";
import type { Boundary } from "../app/boundary-state.js";
import { formatNumber } from "../app/format.js";
import { plainOptions, valueAxis } from "./axes.js";
import { ChartCanvas } from "./chart-canvas.js";
import { ClassLegend } from "./class-legend.js";
import { Figure } from "./figure.js";
import { channels, classColour, classShapes, type Palette } from "./palette.js";

const HEIGHT = 320;
/** More points than this hide the boundary they lie on. */
const MOST_POINTS = 800;
/** How much of a class's full colour its certain regions take. */
const STRENGTH = 0.5;

/** The probabilities as a picture: each pixel the mixture of the class colours, on the page's own ground. */
function picture(plane: Boundary, palette: Palette): HTMLCanvasElement {
  const { resolution, grid, classes } = plane;
  const canvas = document.createElement("canvas");
  canvas.width = resolution;
  canvas.height = resolution;
  const context = canvas.getContext("2d");
  if (context === null) return canvas;
  const image = context.createImageData(resolution, resolution);
  const colours = classes.map((_, index) => channels(classColour(palette, index)));
  const ground = channels(palette.surface);
  const cells = resolution * resolution;
  const undecided = 1 / classes.length;
  for (let cell = 0; cell < cells; cell++) {
    const mixed = [0, 0, 0];
    let top = 0;
    colours.forEach((colour, index) => {
      const probability = grid[index * cells + cell] ?? 0;
      top = Math.max(top, probability);
      for (let channel = 0; channel < 3; channel++)
        mixed[channel] = (mixed[channel] ?? 0) + probability * (colour[channel] ?? 0);
    });
    const certainty = STRENGTH * (0.25 + 0.75 * Math.max(0, (top - undecided) / (1 - undecided)));
    for (let channel = 0; channel < 3; channel++) {
      image.data[cell * 4 + channel] = certainty * (mixed[channel] ?? 0) + (1 - certainty) * (ground[channel] ?? 0);
    }
    image.data[cell * 4 + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

/** Draws the latest picture behind the points; the object is filled by each new drawing. */
function backgroundPlugin(latest: { image: HTMLCanvasElement | null }): Plugin {
  return {
    id: "boundary",
    beforeDatasetsDraw(chart) {
      if (latest.image === null) return;
      const { left, top, width, height } = chart.chartArea;
      chart.ctx.drawImage(latest.image, left, top, width, height);
    },
  };
}

interface Props {
  plane: Boundary;
  trained: boolean;
  /** From which probability on the second of two classes is predicted; null for the most probable class. */
  threshold: number | null;
}

/** How the network divides the plane of its two columns, with the rows as points. */
export function BoundaryChart({ plane: probabilities, trained, threshold }: Props) {
  const plane = useMemo(
    () => (threshold === null ? probabilities : aroundThreshold(probabilities, threshold)),
    [probabilities, threshold],
  );
  const latest = useMemo(() => ({ image: null as HTMLCanvasElement | null }), []);
  const plugin = useMemo(() => backgroundPlugin(latest), [latest]);
  const build = useCallback(
    (palette: Palette): ChartConfiguration => {
      latest.image = picture(plane, palette);
      const config: ChartConfiguration<"scatter"> = {
        type: "scatter",
        data: {
          datasets: plane.classes.map((name, index) => ({
            label: name,
            data: plane.points.slice(0, MOST_POINTS).filter((point) => point.label === index),
            pointStyle: classShapes[index % classShapes.length] ?? "circle",
            pointRadius: 3.5,
            pointHoverRadius: 3.5,
            borderWidth: 1,
            borderColor: palette.surface,
            backgroundColor: classColour(palette, index),
          })),
        },
        options: {
          ...(plainOptions(palette) as ChartConfiguration<"scatter">["options"]),
          scales: {
            x: valueAxis(palette, {
              title: plane.columns[0],
              min: plane.x[0],
              max: plane.x[1],
              format: (value) => formatNumber(value, 2),
            }),
            y: valueAxis(palette, {
              title: plane.columns[1],
              min: plane.y[0],
              max: plane.y[1],
              format: (value) => formatNumber(value, 2),
            }),
          },
        },
        plugins: [plugin as Plugin<"scatter">],
      };
      return config as unknown as ChartConfiguration;
    },
    [plane, latest, plugin],
  );
  const shares = largestShares(plane);
  const label =
    `Decision boundary over ${plane.columns[0]} and ${plane.columns[1]}. ` +
    `The network gives ${plane.classes.map((name, index) => `${Math.round((shares[index] ?? 0) * 100)} % of the plane to ${name}`).join(", ")}.`;
  return (
    <Figure
      title="Decision boundary"
      detail={trained ? sureness(plane.classes, threshold) : "before training"}
      table={() => ({
        caption: "Class that the network decides for, by position",
        columns: [plane.columns[1], ...sampled(plane).xs.map((x) => `${plane.columns[0]} ${formatNumber(x, 2)}`)],
        rows: sampled(plane).rows,
      })}
    >
      <ClassLegend classes={plane.classes} />
      <ChartCanvas build={build} label={label} height={HEIGHT} />
    </Figure>
  );
}

function sureness(classes: readonly string[], threshold: number | null): string {
  const words = "the stronger the colour, the surer the network";
  if (threshold === null) return words;
  return `${words}; ${classes[1]} from probability ${formatNumber(threshold)} on`;
}

/** The class of the strongest colour, the first of equals. */
function winner(plane: Boundary, cell: number): number {
  const cells = plane.resolution * plane.resolution;
  let best = 0;
  for (let index = 1; index < plane.classes.length; index++) {
    if ((plane.grid[index * cells + cell] ?? 0) > (plane.grid[best * cells + cell] ?? 0)) best = index;
  }
  return best;
}

function largestShares(plane: Boundary): number[] {
  const cells = plane.resolution * plane.resolution;
  const counts = plane.classes.map(() => 0);
  for (let cell = 0; cell < cells; cell++) {
    const best = winner(plane, cell);
    counts[best] = (counts[best] ?? 0) + 1;
  }
  return counts.map((count) => count / cells);
}

/** A coarse reading of the plane, for the table. */
function sampled(plane: Boundary) {
  const steps = [0, 1, 2, 3, 4, 5].map((step) => Math.round((step / 5) * (plane.resolution - 1)));
  const along = ([low, high]: [number, number], step: number) => low + ((high - low) * step) / (plane.resolution - 1);
  return {
    xs: steps.map((step) => along(plane.x, step)),
    rows: steps.map((row) => [
      formatNumber(along([plane.y[1], plane.y[0]], row), 2),
      ...steps.map((column) => plane.classes[winner(plane, row * plane.resolution + column)] ?? ""),
    ]),
  };
}
