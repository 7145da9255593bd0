import { useSignal } from "@preact/signals";
import type { Chart, ChartConfiguration } from "chart.js";
import { useEffect, useRef } from "preact/hooks";
import { resolvedTheme } from "../app/theme.js";
import { type Palette, readPalette } from "./palette.js";

interface ChartCanvasProps {
  /** Describes the chart in the colours in force; called again for every drawing. */
  build: (palette: Palette) => ChartConfiguration;
  /** One sentence that says what the chart shows, for people who do not see it. */
  label: string;
  /** Height in pixels; the width is the container's. */
  height: number;
}

/** A Chart.js canvas. The library arrives with the first chart; drawing happens at most once per frame. */
export function ChartCanvas({ build, label, height }: ChartCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<Chart | null>(null);
  const latest = useRef(build);
  const frame = useRef(0);
  latest.current = build;
  const theme = resolvedTheme.value;
  const failed = useSignal(false);

  const fetchLibrary = () => {
    failed.value = false;
    import("./chart-js.js").then(
      ({ Chart: ChartClass }) => {
        // Without a canvas the chart has left the page meanwhile.
        if (canvas.current !== null) chart.current = new ChartClass(canvas.current, latest.current(readPalette()));
      },
      () => {
        failed.value = true;
      },
    );
  };

  useEffect(() => {
    fetchLibrary();
    return () => {
      cancelAnimationFrame(frame.current);
      chart.current?.destroy();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    if (frame.current !== 0) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      const drawn = chart.current;
      if (drawn === null) return;
      const config = latest.current(readPalette());
      drawn.data = config.data;
      drawn.options = config.options ?? {};
      drawn.update("none");
    });
  }, [build, theme]);

  return (
    <div class="chart" style={{ height: `${height}px` }}>
      {failed.value ? (
        <p class="soft small">
          The drawing could not be loaded. Its numbers are in the table.{" "}
          <button type="button" class="small" onClick={fetchLibrary}>
            Try again
          </button>
        </p>
      ) : null}
      <canvas ref={canvas} role="img" aria-label={label} hidden={failed.value} />
    </div>
  );
}
