import type { ChartConfiguration } from "chart.js";
import { useCallback, useMemo } from "preact/hooks";
import { byImportance, meanSizes, playerName, spaceUnit } from "../app/attributions.js";
import { formatNumber } from "../app/format.js";
import type { ExplanationReport } from "../engine/reports.js";
import { nameAxis, plainOptions, valueAxis } from "./axes.js";
import { ChartCanvas } from "./chart-canvas.js";
import { ClassLegend } from "./class-legend.js";
import { Figure } from "./figure.js";
import { classColour, type Palette } from "./palette.js";

const MOST_COLUMNS = 15;
const ROW_HEIGHT = 24;

/** Mean |SHAP| of each column, stacked by class, the most important column first. */
export function MeanShapChart({ report, detail }: { report: ExplanationReport; detail: string }) {
  const sizes = useMemo(() => meanSizes(report), [report]);
  const order = useMemo(() => byImportance(sizes), [sizes]);
  const shown = order.slice(0, MOST_COLUMNS);
  const names = order.map((player) => playerName(report.players[player] ?? []));
  const build = useCallback(
    (palette: Palette): ChartConfiguration => {
      const top = order.slice(0, MOST_COLUMNS);
      const config: ChartConfiguration<"bar"> = {
        type: "bar",
        data: {
          labels: top.map((player) => playerName(report.players[player] ?? [])),
          datasets: report.classes.map((name, label) => ({
            label: name,
            data: top.map((player) => sizes[player]?.[label] ?? 0),
            backgroundColor: classColour(palette, label),
            borderColor: palette.surface,
            borderWidth: { right: 1 },
            barPercentage: 0.8,
            categoryPercentage: 0.9,
          })),
        },
        options: {
          ...(plainOptions(palette) as ChartConfiguration<"bar">["options"]),
          indexAxis: "y",
          scales: {
            x: {
              ...valueAxis(palette, {
                title: `mean |SHAP| (${spaceUnit(report.space)})${report.classes.length > 1 ? ", classes stacked" : ""}`,
                grid: true,
                min: 0,
              }),
              stacked: true,
            },
            y: {
              ...nameAxis(
                palette,
                top.map((player) => playerName(report.players[player] ?? [])),
              ),
              stacked: true,
            },
          },
        },
      };
      return config as unknown as ChartConfiguration;
    },
    [report, sizes, order],
  );
  const label = `Mean absolute SHAP value per column. The most important: ${names.slice(0, 3).join(", ")}.`;
  return (
    <Figure
      title="Which columns matter"
      detail={detail}
      table={() => ({
        caption: "Mean |SHAP| of each column and class",
        columns: ["Column", ...report.classes],
        rows: order.map((player) => [
          playerName(report.players[player] ?? []),
          ...report.classes.map((_, label) => formatNumber(sizes[player]?.[label] ?? 0)),
        ]),
      })}
    >
      <ClassLegend classes={report.classes} />
      <ChartCanvas build={build} label={label} height={shown.length * ROW_HEIGHT + 64} />
      {order.length > shown.length ? (
        <p class="small soft">
          The {shown.length} most important of {order.length} columns; the table has them all.
        </p>
      ) : null}
    </Figure>
  );
}
