import type { ChartConfiguration, TooltipItem } from "chart.js";
import { useCallback } from "preact/hooks";
import { formatCount, formatNumber, plural } from "../app/format.js";
import { metricValue, reliabilityWords } from "../app/measure-words.js";
import type { MetricsReport, ReliabilityBin } from "../engine/reports.js";
import { plainOptions, valueAxis } from "./axes.js";
import { ChartCanvas } from "./chart-canvas.js";
import { Figure } from "./figure.js";
import type { Palette } from "./palette.js";

const HEIGHT = 272;

/** Whether the network is right as often as it is sure: DeGroot & Fienberg (1983). Bars count the rows of each bin. */
export function ReliabilityChart({ report }: { report: MetricsReport }) {
  const bins = report.calibration ?? [];
  const build = useCallback(
    (palette: Palette): ChartConfiguration => {
      const drawn = report.calibration ?? [];
      const options = plainOptions(palette);
      const config = {
        type: "line",
        data: {
          datasets: [
            {
              label: "share right",
              data: drawn
                .filter((bin) => bin.rows > 0)
                .map((bin) => ({ x: bin.mean_probability, y: bin.frequency, bin })),
              borderColor: palette.accent,
              borderWidth: 2.25,
              pointRadius: 4,
              pointBackgroundColor: palette.surface,
              pointBorderColor: palette.accent,
              pointBorderWidth: 2,
              clip: false,
              order: 0,
            },
            {
              label: "",
              data: [
                { x: 0, y: 0 },
                { x: 1, y: 1 },
              ],
              borderColor: palette.inkSoft,
              borderWidth: 1,
              borderDash: [3, 3],
              pointRadius: 0,
              pointHitRadius: 0,
              order: 1,
            },
            {
              type: "bar",
              label: "rows",
              data: drawn.map((bin) => ({ x: (bin.lower + bin.upper) / 2, y: bin.rows })),
              yAxisID: "rows",
              backgroundColor: palette.line,
              barPercentage: 0.9,
              categoryPercentage: 1,
              grouped: false,
              order: 2,
            },
          ],
        },
        options: {
          ...options,
          interaction: { mode: "nearest", intersect: false },
          plugins: {
            tooltip: {
              ...options.plugins?.tooltip,
              filter: ({ datasetIndex }: TooltipItem<"line">) => datasetIndex === 0,
              callbacks: {
                title: () => "",
                label: ({ raw }: TooltipItem<"line">) => binWords((raw as { bin: ReliabilityBin }).bin),
              },
            },
          },
          scales: {
            // Bars would have it begin before 0.
            x: { ...valueAxis(palette, { title: "confidence", min: 0, max: 1 }), offset: false },
            y: valueAxis(palette, { title: "share of rows right", min: 0, max: 1, grid: true }),
            rows: { ...valueAxis(palette, { title: "rows", min: 0, integer: true }), position: "right" },
          },
        },
      };
      return config as unknown as ChartConfiguration;
    },
    [report],
  );
  const ece = metricValue(report, "ece");
  return (
    <Figure
      title="Reliability"
      detail={`calibration error ${formatNumber(ece)}; bars: rows of each bin`}
      table={() => ({
        caption: "Confidence and share right, by bin of confidence",
        columns: ["Confidence", "Rows", "Mean confidence", "Share right"],
        rows: bins.map((bin) => [
          `${bin.lower} to ${bin.upper}`,
          formatCount(bin.rows),
          bin.mean_probability === null ? "none" : formatNumber(bin.mean_probability),
          bin.frequency === null ? "none" : formatNumber(bin.frequency),
        ]),
      })}
    >
      <ChartCanvas build={build} label={reliabilityWords(bins, ece)} height={HEIGHT} />
    </Figure>
  );
}

function binWords(bin: ReliabilityBin): string[] {
  return [
    `confidence ${formatNumber(bin.mean_probability)}`,
    `share right ${formatNumber(bin.frequency)}`,
    plural(bin.rows, "row"),
  ];
}
