/**
 * What the engine reports. The same JSON as the command line prints, so field names follow it (snake_case);
 * null stands for a number that is not finite.
 */

export type ColumnType = "number" | "category" | "text" | "date" | "empty";

export interface Warning {
  code: string;
  message: string;
  names: string[];
  lines: number[];
  count: number;
  /** ragged_rows only: lines with too few cells, and with too many. */
  short_lines?: number[];
  long_lines?: number[];
}

export interface ColumnReport {
  name: string;
  type: ColumnType;
  missing: number;
  distinct: number;
  /** Numbers only. */
  min?: number;
  max?: number;
  sum?: number;
  bad_cells?: number;
  /** Categories only: rows per value. */
  counts?: Record<string, number>;
}

/** `vitrine inspect`. */
export interface Inspection {
  encoding: string;
  delimiter: string;
  decimal: string;
  thousands: string | null;
  header: boolean;
  rows: number;
  columns: ColumnReport[];
  warnings: Warning[];
}

/** The first rows as text. */
export interface Preview {
  names: string[];
  rows: string[][];
}

export type LayerKind = "dense" | "batch_norm" | "layer_norm" | "residual" | "dropout";

export interface RunInfo {
  task: "classification" | "regression";
  target: string;
  /** None for regression. */
  classes: string[];
  /** CSV columns the network sees. */
  columns: string[];
  /** The network's inputs: more than columns where a category is one-hot encoded. */
  inputs: string[];
  /** A hidden layer as chosen is several of them: dense, perhaps a norm, a residual connection, dropout. */
  layers: { kind: LayerKind; inputs: number; units: number; activation: string }[];
  parameters: number;
  rows: { train: number; validation: number; test: number };
  steps_per_epoch: number;
  warnings: Warning[];
}

export interface EpochReport {
  epoch: number;
  /** Of the epoch's last step. */
  learning_rate: number;
  train_loss: number | null;
  train_accuracy: number | null;
  validation_loss: number | null;
  validation_accuracy: number | null;
}

export interface RunState {
  steps: number;
  epoch: number;
  epochs: number;
  finished: boolean;
  stopped_early: boolean;
  /** With the lowest validation loss so far; null without early stopping. */
  best_epoch: number | null;
  failure: string | null;
  fingerprint: string;
  /** Epochs since the one asked for. */
  history: EpochReport[];
}

export type SplitName = "train" | "validation" | "test";

/** Of classes. */
export interface ClassScores {
  rows: number;
  accuracy: number;
  log_loss: number;
  /** [true class][predicted class]: rows. */
  confusion: number[][];
  classes: string[];
  /** From which probability on the second of two classes is predicted; null for the most probable class. */
  threshold: number | null;
}

/** Of a numeric target, in its unit. */
export interface NumberScores {
  rows: number;
  /** Share of the target's variance that is explained. */
  r2: number | null;
  rmse: number | null;
  mae: number | null;
  /** Why a score is null, by its name. */
  not_available: Record<string, string>;
}

export type Scores = ClassScores | NumberScores;

export interface ClassMeasures {
  class: string;
  precision: number | null;
  recall: number | null;
  f1: number | null;
  /** Rows of the class. */
  support: number;
  /** Against all other classes. */
  roc_auc: number | null;
  average_precision: number | null;
}

/** Rows whose confidence, the largest probability, lies in an interval. */
export interface ReliabilityBin {
  lower: number;
  upper: number;
  rows: number;
  mean_probability: number | null;
  /** Share of the rows that are right. */
  frequency: number | null;
}

/**
 * A split in `vitrine train`'s metrics. It also has every metric of the task by its name: a number, or null and a
 * reason. The details are missing where nothing can be said of the predictions.
 */
export interface MetricsReport {
  rows: number;
  not_available: Record<string, string>;
  per_class?: ClassMeasures[];
  /** Ten bins. */
  calibration?: ReliabilityBin[];
  /** Of a numeric target, row by row, in its unit. */
  actual?: number[];
  predicted?: number[];
}

/** One class against all others, thinned for drawing; the threshold falls along a curve, null where there is none. */
export interface ClassCurves {
  class: string;
  /** Of the class's rows among all. */
  share: number;
  roc: { false_positive_rate: number[]; true_positive_rate: number[]; thresholds: (number | null)[] } | null;
  /** A point's precision reaches back to the recall before it. */
  precision_recall: { recall: number[]; precision: number[]; thresholds: (number | null)[] } | null;
  not_available: { roc?: string; precision_recall?: string };
}

export interface Measures {
  metrics: MetricsReport;
  curves: { classes: ClassCurves[] };
}

export interface TrialReport {
  trial: number;
  /** Option path to value. */
  parameters: Record<string, unknown>;
  value: number | null;
  state: "complete" | "stopped" | "failed";
  stopped: null;
  failure: string | null;
  folds: (number | null)[];
}

export interface ExplanationReport {
  classes: string[];
  columns: string[];
  /** Columns of each player. */
  players: string[][];
  /** "value": a predicted number, as it is. */
  space: "probability" | "margin" | "logodds" | "value";
  method: "exact" | "kernel";
  /** [class] */
  base: (number | null)[];
  /** [row][class] */
  prediction: (number | null)[][];
  /** [row][class][player] */
  values: (number | null)[][][];
  /** Like values; null when they are exact. */
  standard_errors: (number | null)[][][] | null;
  additivity_gap: number;
  /** [row]: the class that the network decides for, by its threshold if it has one; none for a predicted number. */
  decided?: (string | null)[];
}
