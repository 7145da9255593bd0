import type { RunInfo } from "../../engine/reports.js";

/** What a drawing of the network needs to know, layer by layer from the inputs to the classes. */
export interface DrawnLayer {
  /** Units in all. */
  size: number;
  /** Positions of the units that are drawn; large layers show their first ones. */
  shown: number[];
  /** Names of the drawn units, where they have any. */
  names: string[] | null;
}

const MOST_INPUTS = 10;
const MOST_UNITS = 12;
const MOST_CLASSES = 10;

function firstOf(size: number, most: number): number[] {
  return Array.from({ length: size <= most ? size : most - 1 }, (_, index) => index);
}

/** @param hidden units of the hidden layers, which may be ahead of the run. */
export function drawnLayers(info: RunInfo, hidden: readonly number[]): DrawnLayer[] {
  const inputs = firstOf(info.inputs.length, MOST_INPUTS);
  const classes = firstOf(info.classes.length, MOST_CLASSES);
  return [
    { size: info.inputs.length, shown: inputs, names: inputs.map((index) => info.inputs[index] ?? "") },
    ...hidden.map((units) => ({ size: units, shown: firstOf(units, MOST_UNITS), names: null })),
    { size: info.classes.length, shown: classes, names: classes.map((index) => info.classes[index] ?? "") },
  ];
}

/** One dense layer's part of the flat list of weights. */
export interface WeightBlock {
  inputs: number;
  units: number;
  /** units x inputs, row by row. */
  weights: Float32Array;
  bias: Float32Array;
}

/** Cuts the flat list as the engine writes it: layer by layer, first weights, then biases. */
export function weightBlocks(flat: Float32Array, layers: readonly { inputs: number; units: number }[]): WeightBlock[] {
  let from = 0;
  return layers.map(({ inputs, units }) => {
    const weights = flat.subarray(from, from + inputs * units);
    const bias = flat.subarray(from + inputs * units, from + inputs * units + units);
    from += inputs * units + units;
    return { inputs, units, weights, bias };
  });
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
