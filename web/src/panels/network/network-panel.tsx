import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { formatCount, formatNumber, plural } from "../../app/format.js";
import { layerWords } from "../../app/option-words.js";
import { editProject, project } from "../../app/project-state.js";
import { networkFacts, run, stale, weights } from "../../app/run-state.js";
import { TableTwin } from "../../charts/table-twin.js";
import type { RunInfo } from "../../engine/reports.js";
import type { Layer, ProjectDocument } from "../../project/document.js";
import { addLayer, getChoice, layersOf, removeLayer, taskOf } from "../../project/edit.js";
import { limits } from "../../project/options.js";
import { WhatIsThis } from "../fields/what-is-this.js";
import { Drawing } from "./drawing.js";
import { LayerCard } from "./layer-card.js";
import { drawnLayers, outputNames, parameterCount, sizes, type WeightBlock, weightBlocks } from "./shape.js";
import { useWidth } from "./use-width.js";

const COLUMN = 94;

/** The network as it is drawn and changed: one column per layer, the controls of a layer above it. */
export function NetworkPanel() {
  const info = networkFacts.value;
  const layers = layersOf(project.value);
  return (
    <section class="panel" aria-labelledby="network-heading">
      <header>
        <h2 id="network-heading">Network</h2>
        {info === null ? null : <span class="facts">{sizeWords(info, layers)}</span>}
      </header>
      <WhatIsThis about="Network" />
      <Columns info={info} layers={layers} />
      <AddLayer layers={layers} />
    </section>
  );
}

function sizeWords(info: RunInfo, layers: readonly Layer[]): string {
  const outputs = outputNames(project.value, info).length;
  const units = [info.inputs.length, ...layers.map((layer) => layer.units), outputs];
  return `${units.join(" \u2013 ")}, ${plural(parameterCount(info.inputs.length, layers, outputs), "parameter")}`;
}

/** The cards of the layers and, where inputs and classes are known, the drawing below them. */
function Columns({ info, layers }: { info: RunInfo | null; layers: Layer[] }) {
  const box = useRef<HTMLDivElement>(null);
  const open = useSignal<number | null>(null);
  const available = useWidth(box, 560);
  const columns = layers.length + 2;
  const width = Math.max(available, columns * COLUMN);
  return (
    <div class="network-scroll" ref={box}>
      <div class="layer-cards" style={{ gridTemplateColumns: `repeat(${columns}, 1fr)`, width: `${width}px` }}>
        <span class="small soft layer-end">{info === null ? "inputs" : inputWords(info)}</span>
        {layers.map((layer, index) => (
          <LayerCard
            key={index}
            index={index}
            layer={layer}
            open={open.value === index}
            onRemove={() => {
              // The details that are open stay with their layer, or go with it.
              const current = open.value ?? -1;
              if (current === index) open.value = null;
              else if (current > index) open.value = current - 1;
              editProject((document) => removeLayer(document, index));
            }}
            onToggle={() => {
              open.value = open.value === index ? null : index;
            }}
            width={available}
          />
        ))}
        <span class="small soft layer-end">{info === null ? "outputs" : outputWords(info)}</span>
      </div>
      {info === null ? (
        <p class="soft">The network is drawn here as soon as the data can be used.</p>
      ) : (
        <DrawnNetwork info={info} layers={layers} width={width} />
      )}
    </div>
  );
}

function inputWords({ columns, inputs }: RunInfo): string {
  const more = inputs.length === columns.length ? "" : `, ${plural(inputs.length, "input")}`;
  return plural(columns.length, "column") + more;
}

function outputWords({ classes }: RunInfo): string {
  return classes.length === 0 ? "one number" : plural(classes.length, "class", "classes");
}

function DrawnNetwork({ info, layers, width }: { info: RunInfo; layers: Layer[]; width: number }) {
  const outputs = outputNames(project.value, info);
  const flat = weights.value;
  const blocks = stale.value || flat === null ? null : weightBlocks(flat, info.layers);
  return (
    <>
      <Drawing
        layers={drawnLayers(info, layers, outputs)}
        blocks={blocks}
        width={width}
        label={`Network with ${info.inputs.length} inputs, ${
          layers.length === 0 ? "no hidden layer" : layers.map(layerPhrase).join(", ")
        } and ${outputWords(info)}.`}
      />
      <p class="small soft network-key">
        <span class="key">
          <span class="key-line positive" aria-hidden="true" /> positive weight
        </span>
        <span class="key">
          <span class="key-line negative" aria-hidden="true" /> negative weight
        </span>
        <span>thicker is larger within a layer</span>
        {layers.some((layer) => layer.batch_norm || layer.layer_norm) ? (
          <span class="key">
            <span class="key-band" aria-hidden="true" /> normalised
          </span>
        ) : null}
        {layers.some((layer) => layer.residual) ? <span>⊕ adds the layer’s input</span> : null}
        {layers.some((layer) => layer.dropout > 0) ? <span>dashed circle: dropout</span> : null}
      </p>
      {blocks === null || run.value === null ? null : (
        <TableTwin table={weightTable(blocks, layersOf(run.value.project), outputName(run.value.project))} />
      )}
    </>
  );
}

/** "16 relu units (batch norm, dropout 0.2)" */
function layerPhrase(layer: Layer): string {
  const extras = layerWords(layer);
  return `${layer.units} ${layer.activation} units${extras.length === 0 ? "" : ` (${extras.join(", ")})`}`;
}

function outputName(document: ProjectDocument): string {
  if (taskOf(document) === "regression") return "identity";
  return getChoice(document, "training.loss") === "binary_cross_entropy" ? "sigmoid" : "softmax";
}

function weightTable(blocks: WeightBlock[], hidden: readonly Layer[], output: string) {
  return () => ({
    caption: "Weights of each layer",
    columns: ["Layer", "Inputs", "Units", "Activation", "Also", "Mean |weight|", "Largest |weight|"],
    rows: blocks.map((block, index) => {
      const { mean, largest } = sizes(block.weights);
      const layer = hidden[index];
      return [
        layer === undefined ? "Output" : `Hidden ${index + 1}`,
        formatCount(block.inputs),
        formatCount(block.units),
        layer?.activation ?? output,
        layer === undefined ? "" : layerWords(layer).join(", "),
        formatNumber(mean),
        formatNumber(largest),
      ];
    }),
  });
}

function AddLayer({ layers }: { layers: Layer[] }) {
  const full = layers.length >= limits.layers;
  const add = () => editProject((document) => addLayer(document, layers.length));
  return (
    <div class="row">
      <button type="button" disabled={full} onClick={add}>
        + Add hidden layer
      </button>
      {full ? <span class="small soft">{limits.layers} hidden layers are the most.</span> : null}
      {layers.length === 0 ? <span class="small soft">Without a hidden layer this is logistic regression.</span> : null}
    </div>
  );
}
