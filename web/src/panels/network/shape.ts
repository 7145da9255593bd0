import type { RunInfo } from "../../engine/reports.js";
import type { Layer, ProjectDocument } from "../../project/document.js";
import { getChoice } from "../../project/edit.js";

/** What a drawing of the network needs to know, layer by layer from the inputs to the outputs. */
export interface DrawnLayer {
  /** Units in all. */
  size: number;
  /** Positions of the units that are drawn; large layers show their first ones. */
  shown: number[];
  /** Names of the drawn units, where they have any. */
  names: string[] | null;
  /** The class that the first unit stands for, in the last layer. */
  firstClass: number;
  /** Of a hidden layer: what it has besides units and activation. */
  extras: Pick<Layer, "dropout" | "batch_norm" | "layer_norm" | "residual"> | null;
}

const MOST_INPUTS = 10;
const MOST_UNITS = 12;
const MOST_CLASSES = 10;

function firstOf(size: number, most: number): number[] {
  return Array.from({ length: size <= most ? size : most - 1 }, (_, index) => index);
}

/**
 * What the output units stand for: all classes, or the second of two whose one unit tells them apart; the target where
 * it is a number.
 */
export function outputNames(document: ProjectDocument, info: Pick<RunInfo, "classes" | "target">): readonly string[] {
  if (info.classes.length === 0) return [info.target];
  return getChoice(document, "training.loss") === "binary_cross_entropy" ? info.classes.slice(1, 2) : info.classes;
}

/** @param hidden the hidden layers as chosen, which may be ahead of the run. */
export function drawnLayers(
  info: Pick<RunInfo, "inputs" | "classes">,
  hidden: readonly Layer[],
  outputs: readonly string[],
): DrawnLayer[] {
  const named = (names: readonly string[], most: number, firstClass = 0): DrawnLayer => {
    const shown = firstOf(names.length, most);
    return { size: names.length, shown, names: shown.map((index) => names[index] ?? ""), firstClass, extras: null };
  };
  return [
    named(info.inputs, MOST_INPUTS),
    ...hidden.map((layer) => ({
      size: layer.units,
      shown: firstOf(layer.units, MOST_UNITS),
      names: null,
      firstClass: 0,
      extras: layer,
    })),
    named(outputs, MOST_CLASSES, Math.max(0, info.classes.length - outputs.length)),
  ];
}

/** Numbers that training changes: weights and biases, and two per unit of a normalisation. */
export function parameterCount(inputs: number, hidden: readonly Layer[], outputs: number): number {
  let before = inputs;
  let parameters = 0;
  for (const { units, batch_norm, layer_norm } of hidden) {
    parameters += (before + 1) * units + (batch_norm || layer_norm ? 2 * units : 0);
    before = units;
  }
  return parameters + (before + 1) * outputs;
}

/** One dense layer's part of the flat list of weights. */
export interface WeightBlock {
  inputs: number;
  units: number;
  /** units x inputs, row by row. */
  weights: Float32Array;
  bias: Float32Array;
}

/** Numbers per unit that a layer without weights keeps: gamma, beta and, of a batch, running mean and variance. */
const numbersPerUnit: Readonly<Record<string, number>> = { batch_norm: 4, layer_norm: 2 };

/** The dense layers' parts of the flat list, as the engine writes it layer by layer: first weights, then biases. */
export function weightBlocks(
  flat: Float32Array,
  layers: readonly Pick<RunInfo["layers"][number], "kind" | "inputs" | "units">[],
): WeightBlock[] {
  const blocks: WeightBlock[] = [];
  let from = 0;
  for (const { kind, inputs, units } of layers) {
    if (kind !== "dense") {
      from += units * (numbersPerUnit[kind] ?? 0);
      continue;
    }
    const middle = from + inputs * units;
    blocks.push({ inputs, units, weights: flat.subarray(from, middle), bias: flat.subarray(middle, middle + units) });
    from = middle + units;
  }
  return blocks;
}

export interface Summary {
  mean: number;
  largest: number;
}

/** Mean and largest size of some weights. */
export function sizes(values: Float32Array): Summary {
  let sum = 0;
  let largest = 0;
  for (const value of values) {
    const size = Math.abs(value);
    sum += size;
    if (size > largest) largest = size;
  }
  return { mean: values.length === 0 ? 0 : sum / values.length, largest };
}
