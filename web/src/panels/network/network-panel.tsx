import { useRef } from "preact/hooks";
import { formatCount, formatNumber, plural } from "../../app/format.js";
import { editProject, project } from "../../app/project-state.js";
import { stale, usableRun, weights } from "../../app/run-state.js";
import { TableTwin } from "../../charts/table-twin.js";
import type { RunInfo } from "../../engine/reports.js";
import type { LayerDocument } from "../../project/document.js";
import { addLayer, layersOf } from "../../project/edit.js";
import { limits } from "../../project/options.js";
import { WhatIsThis } from "../fields/what-is-this.js";
import { Drawing } from "./drawing.js";
import { LayerCard } from "./layer-card.js";
import { drawnLayers, sizes, type WeightBlock, weightBlocks } from "./shape.js";
import { useWidth } from "./use-width.js";

type Layer = Required<LayerDocument>;

const COLUMN = 94;

/** The network as it is drawn and changed: one column per layer, the controls of a layer above it. */
export function NetworkPanel() {
  const info = usableRun.value?.info ?? null;
  const layers = layersOf(project.value);
  return (
    <section class="panel" aria-labelledby="network-heading">
      <header>
        <h2 id="network-heading">Network</h2>
        {info === null ? null : <span class="facts">{sizeWords(info, layers)}</span>}
      </header>
      <WhatIsThis about="Network">
        Each column of circles is a layer; every circle adds up what arrives on its lines, each times the line’s weight,
        and passes the sum through the layer’s activation. Training changes the weights until the last column, one
        circle per class, is right as often as possible.
      </WhatIsThis>
      {info === null ? (
        <p class="soft">The network is drawn here as soon as the data can be used.</p>
      ) : (
        <DrawnNetwork info={info} layers={layers} />
      )}
      <AddLayer layers={layers} />
    </section>
  );
}

function sizeWords(info: RunInfo, layers: readonly Layer[]): string {
  const sizes = [info.inputs.length, ...layers.map((layer) => layer.units), info.classes.length];
  let parameters = 0;
  for (let index = 1; index < sizes.length; index++) parameters += ((sizes[index - 1] ?? 0) + 1) * (sizes[index] ?? 0);
  return `${sizes.join(" \u2013 ")}, ${plural(parameters, "parameter")}`;
}

function DrawnNetwork({ info, layers }: { info: RunInfo; layers: Layer[] }) {
  const box = useRef<HTMLDivElement>(null);
  const available = useWidth(box, 560);
  const columns = layers.length + 2;
  const width = Math.max(available, columns * COLUMN);
  const flat = weights.value;
  const blocks = stale.value || flat === null ? null : weightBlocks(flat, info.layers);
  return (
    <div class="network-scroll" ref={box}>
      <div class="layer-cards" style={{ gridTemplateColumns: `repeat(${columns}, 1fr)`, width: `${width}px` }}>
        <span class="small soft layer-end">
          {plural(info.columns.length, "column")}
          {info.inputs.length === info.columns.length ? "" : `, ${plural(info.inputs.length, "input")}`}
        </span>
        {layers.map((layer, index) => (
          <LayerCard key={index} index={index} layer={layer} />
        ))}
        <span class="small soft layer-end">{plural(info.classes.length, "class", "classes")}</span>
      </div>
      <Drawing
        layers={drawnLayers(
          info,
          layers.map((layer) => layer.units),
        )}
        blocks={blocks}
        width={width}
        label={`Network with ${info.inputs.length} inputs, ${layers
          .map((layer) => `${layer.units} ${layer.activation} units`)
          .join(", ")}${layers.length === 0 ? "no hidden layer" : ""} and ${info.classes.length} classes.`}
      />
      <p class="small soft network-key">
        <span class="key">
          <span class="key-line positive" aria-hidden="true" /> positive weight
        </span>
        <span class="key">
          <span class="key-line negative" aria-hidden="true" /> negative weight
        </span>
        <span>thicker is larger within a layer</span>
      </p>
      {blocks === null ? null : <TableTwin table={() => weightTable(blocks, info)} />}
    </div>
  );
}

function weightTable(blocks: WeightBlock[], info: RunInfo) {
  return {
    caption: "Weights of each layer",
    columns: ["Layer", "Inputs", "Units", "Activation", "Mean |weight|", "Largest |weight|"],
    rows: blocks.map((block, index) => {
      const { mean, largest } = sizes(block.weights);
      return [
        index === blocks.length - 1 ? "Output" : `Hidden ${index + 1}`,
        formatCount(block.inputs),
        formatCount(block.units),
        index === blocks.length - 1 ? "softmax" : (info.layers[index]?.activation ?? ""),
        formatNumber(mean),
        formatNumber(largest),
      ];
    }),
  };
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
