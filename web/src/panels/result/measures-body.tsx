import "../../styles/measures.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { drawnClasses, firstChosen } from "../../app/measure-words.js";
import { type MeasuredSplit, measure, measuringOf } from "../../app/measures.js";
import { run } from "../../app/run-state.js";
import { PrecisionRecallChart } from "../../charts/precision-recall-chart.js";
import { PredictedChart } from "../../charts/predicted-chart.js";
import { ReliabilityChart } from "../../charts/reliability-chart.js";
import { RocChart } from "../../charts/roc-chart.js";
import type { ClassMeasures, Measures } from "../../engine/reports.js";
import { ClassMeasuresTable } from "./class-measures-table.js";
import { MeasuresTable } from "./measures-table.js";

/** The measures of a split by the network as it stands; asks for them where nobody has. */
export function MeasuresBody({ split }: { split: MeasuredSplit }) {
  const measuring = measuringOf(split);
  const unasked = measuring === null;
  useEffect(() => {
    if (unasked) void measure(split);
  }, [split, unasked]);
  if (measuring === null || measuring.state === "running") return <p class="soft place">Measuring the {split} rows.</p>;
  if (measuring.state === "failed") {
    return (
      <div class="alert notice" role="alert">
        <p>
          The {split} rows could not be measured. {measuring.problem.message}
        </p>
        <div class="row">
          <button type="button" class="small" onClick={() => void measure(split)}>
            Try again
          </button>
        </div>
      </div>
    );
  }
  const { measures } = measuring;
  const { per_class: classes } = measures.metrics;
  return (
    <div class="stack wide">
      <MeasuresTable report={measures.metrics} split={split} />
      {classes === undefined ? (
        <NumberDetails measures={measures} />
      ) : (
        <ClassDetails measures={measures} classes={classes} split={split} />
      )}
    </div>
  );
}

interface ClassDetailsProps {
  measures: Measures;
  classes: readonly ClassMeasures[];
  split: MeasuredSplit;
}

function ClassDetails({ measures, classes, split }: ClassDetailsProps) {
  const { metrics, curves } = measures;
  const drawn = drawnClasses(classes);
  const chosen = useSignal(firstChosen(classes));
  const shared = { classes, curves: curves.classes, drawn, chosen: chosen.value };
  return (
    <>
      <ClassMeasuresTable classes={classes} split={split} />
      {drawn.length === 1 ? null : (
        <label class="field">
          <span class="label">Class whose curves stand out</span>
          <select
            value={chosen.value ?? ""}
            onChange={({ currentTarget: { value } }) => {
              chosen.value = value === "" ? null : Number(value);
            }}
          >
            <option value="">all alike</option>
            {classes.map((measured, index) => (
              <option key={measured.class} value={index}>
                {measured.class}
              </option>
            ))}
          </select>
        </label>
      )}
      <div class="measure-charts">
        <RocChart {...shared} />
        <PrecisionRecallChart {...shared} />
        <ReliabilityChart report={metrics} />
      </div>
    </>
  );
}

function NumberDetails({ measures: { metrics } }: { measures: Measures }) {
  return <PredictedChart report={metrics} target={run.value?.info.target ?? "target"} />;
}
