import { beforeAll, describe, expect, test } from "vitest";
import { dataHandlers, dataSlot } from "../../../web/src/engine/handlers/data.js";
import { runHandlers } from "../../../web/src/engine/handlers/run.js";
import type { RunModule } from "../../../web/src/engine/wasm-module.js";
import { drawnLayers, outputNames, parameterCount, weightBlocks } from "../../../web/src/panels/network/shape.js";
import type { LayerDocument, ProjectDocument } from "../../../web/src/project/document.js";
import { layersOf } from "../../../web/src/project/edit.js";
import { DirectWorker, loadRunEngine } from "../engine/real-engine.js";

let engine: RunModule;
beforeAll(async () => {
  engine = await loadRunEngine();
});

const everything: LayerDocument[] = [
  { units: 5, activation: "tanh", batch_norm: true },
  { units: 5, residual: true, dropout: 0.25, layer_norm: true },
  { units: 3 },
];

async function configured(project: ProjectDocument) {
  const data = dataSlot();
  const worker = new DirectWorker({ ...dataHandlers(engine, data), ...runHandlers(engine, data) });
  await worker.open(project, null);
  const { info } = await worker.ask("configure", { project });
  return { info, flat: await worker.ask("weights", undefined) };
}

const toy = { source: { toy: "xor" } };

describe("the drawing agrees with the engine", () => {
  test.each<[string, ProjectDocument, number]>([
    ["no hidden layer", { vitrine: 1, data: toy, network: { layers: [] } }, 2],
    ["every kind of layer", { vitrine: 1, data: toy, network: { layers: everything } }, 2],
    [
      "one sigmoid output",
      { vitrine: 1, data: toy, network: { layers: everything }, training: { loss: "binary_cross_entropy" } },
      1,
    ],
  ])("%s: parameters and blocks", async (_name, project, outputs) => {
    const { info, flat } = await configured(project);
    const hidden = layersOf(project);
    expect(outputNames(project, info)).toHaveLength(outputs);
    expect(parameterCount(info.inputs.length, hidden, outputs)).toBe(info.parameters);
    const blocks = weightBlocks(flat, info.layers);
    expect(blocks.map(({ inputs, units }) => [inputs, units])).toEqual(
      [...hidden.map(({ units }) => units), outputs].map((units, index) => [
        index === 0 ? info.inputs.length : hidden[index - 1]?.units,
        units,
      ]),
    );
    // First weights are random and biases zero: were the parts cut at the wrong place, some would not be.
    for (const block of blocks) {
      expect(block.weights.every((weight) => weight !== 0 && Math.abs(weight) < 4)).toBe(true);
      expect(block.bias.every((bias) => bias === 0)).toBe(true);
    }
  });
});

describe("drawnLayers", () => {
  test("one output unit that tells two classes apart stands for the second", () => {
    const info = { inputs: ["x"], classes: ["no", "yes"] };
    const project: ProjectDocument = { vitrine: 1, training: { loss: "binary_cross_entropy" } };
    const last = drawnLayers(info, [], outputNames(project, { ...info, target: "y" })).at(-1);
    expect(last).toMatchObject({ size: 1, names: ["yes"], firstClass: 1 });
  });

  test("a hidden layer brings what it has, the others nothing", () => {
    const info = { inputs: ["x"], classes: ["no", "yes"] };
    const hidden = layersOf({ vitrine: 1, network: { layers: [{ units: 2, dropout: 0.5 }] } });
    const drawn = drawnLayers(info, hidden, info.classes);
    expect(drawn.map(({ extras }) => extras?.dropout)).toEqual([undefined, 0.5, undefined]);
  });
});
