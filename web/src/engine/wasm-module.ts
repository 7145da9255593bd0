/**
 * The engine's WebAssembly modules, as bindings/wasm exports them. Hand-written (the oldest supported Emscripten
 * cannot generate it); a test walks every member. All JSON travels as text, all errors are EngineErrors-to-be:
 * JavaScript Errors with `code` and, where known, `path` or `line`.
 */

/** Handles live in wasm memory until delete() is called. */
export interface Handle {
  delete(): void;
}

/** A parsed table. */
export interface DataHandle extends Handle {
  /** @returns JSON: Inspection */
  inspect(target: string): string;
  /** @returns JSON: Preview */
  preview(rows: number): string;
}

/** One training run. */
export interface RunHandle extends Handle {
  /** @returns JSON: RunInfo */
  info(): string;
  /** Takes up to so many optimizer steps; returns how many were taken. */
  advance(steps: number): number;
  finished(): boolean;
  /** @returns JSON: RunState with epochs from index `historyFrom` on */
  state(historyFrom: number): string;
  /**
   * @param split      "train", "validation" or "test".
   * @param threshold  from which probability on the second of two classes is predicted; NaN for the most probable.
   * @returns JSON: Scores
   */
  evaluate(split: string, threshold: number): string;
  /** All numbers of the network, layer by layer: W (units x inputs, row-major), b; gamma, beta, mean, variance. */
  weights(): Float32Array<ArrayBuffer>;
  /**
   * Probability of each class over a square grid in the plane of two number columns, other columns at their
   * training mean: [class][row from the top][column]. Only for runs with exactly two number columns.
   */
  predictGrid(resolution: number, xMin: number, xMax: number, yMin: number, yMax: number): Float32Array<ArrayBuffer>;
  /** Rows of the table in a split. */
  rows(split: string): Int32Array<ArrayBuffer>;
}

/** One trial of a search. */
export interface TrialHandle extends Handle {
  /** Takes up to so many optimizer steps; returns whether the trial is finished. */
  advance(steps: number): boolean;
  /** Share done, 0 to 1. */
  progress(): number;
  /** @returns JSON: TrialReport */
  result(): string;
}

/** Shapley values of one model. */
export interface ExplainerHandle extends Handle {
  /** Table rows of the data it was made with. @returns JSON: ExplanationReport */
  explain(rows: Int32Array): string;
}

/** The module that the page loads first: what reading a table and training need. */
export interface RunModule {
  /** Hexadecimal, of the bytes. */
  sha256(bytes: Uint8Array): string;
  /** Reads the project's table: from `bytes` when it names a CSV or a data set, generated for a toy. */
  openData(project: string, bytes: Uint8Array): DataHandle;
  createRun(project: string, data: DataHandle): RunHandle;
}

/** The module with everything. */
export interface WholeModule extends RunModule {
  /** Checks a project document; returns the shortest document that means the same. */
  checkProject(project: string): string;
  /** The project with a trial's parameters set. */
  applyTrial(project: string, parameters: string): string;
  createTrial(project: string, data: DataHandle, trial: number): TrialHandle;
  /** @param weights  of a run of the project on the data. @returns JSON: the model file */
  createModel(project: string, data: DataHandle, weights: Float32Array): string;
  /** The model's decision threshold, or null. @param weights  of a run of the project on the data. */
  decisionThreshold(project: string, data: DataHandle, weights: Float32Array): number | null;
  /**
   * @param weights  of a run of the project on the data.
   * @param split    "train", "validation" or "test".
   * @returns JSON: Measures
   */
  measures(project: string, data: DataHandle, weights: Float32Array, split: string): string;
  /**
   * Options come from the project's `explain` and `seeds`; the background is drawn from its training rows.
   *
   * @param weights  of a run of the project on the data.
   */
  createExplainer(project: string, data: DataHandle, weights: Float32Array): ExplainerHandle;
}

export type EngineFactory<Module> = (options?: {
  wasmBinary?: ArrayBuffer | Uint8Array;
  locateFile?: (name: string) => string;
}) => Promise<Module>;
