import type { ProjectDocument } from "../project/document.js";
import type {
  ExplanationReport,
  Inspection,
  Measures,
  Preview,
  RunInfo,
  RunState,
  Scores,
  SplitName,
  TrialReport,
} from "./reports.js";

/**
 * One entry per request, in groups that follow bindings/wasm: what the page sends, what the worker answers and, where
 * a request takes long, what streams back meanwhile.
 */
export interface DataRequests {
  /** Reads the table of a project. `bytes` is null for toys. Replaces the worker's data, run and explainer. */
  open: {
    input: { project: ProjectDocument; bytes: Uint8Array<ArrayBuffer> | null; previewRows: number };
    output: { inspection: Inspection; preview: Preview };
  };
  sha256: { input: { bytes: Uint8Array<ArrayBuffer> }; output: string };
}

export interface RunRequests {
  /** Makes a fresh run of the project on the open data. */
  configure: { input: { project: ProjectDocument }; output: { info: RunInfo; state: RunState } };
  /** Whether a run of the project could be made on the open data; rejects with the reason. The run there is stays. */
  check: { input: { project: ProjectDocument }; output: undefined };
  /**
   * Trains in slices of about 50 ms until finished or paused, with a progress message per slice.
   * Answers with the state it stopped in. `history` of every state holds the epochs that no earlier state of
   * this run held. Rejects with "replaced" when open or configure takes the run away, "busy" when it trains already.
   */
  train: { input: undefined; output: RunState; progress: RunState };
  /** Ends a running `train` after its slice. */
  pause: { input: undefined; output: undefined };
  /** Takes optimizer steps and stops. */
  step: { input: { steps: number }; output: RunState };
  /** The second of two classes is predicted from the threshold on; where that is null, the most probable class is. */
  evaluate: { input: { split: SplitName; threshold: number | null }; output: Scores };
  /** The network's numbers: with the project and its data, another worker makes the same model of them. */
  weights: { input: undefined; output: Float32Array<ArrayBuffer> };
  predictGrid: {
    input: { resolution: number; x: [number, number]; y: [number, number] };
    output: Float32Array<ArrayBuffer>;
  };
  rows: { input: { split: SplitName }; output: Int32Array<ArrayBuffer> };
}

export interface TrialRequests {
  /** Runs one trial of the project's search; progress is its share done. */
  trial: { input: { project: ProjectDocument; trial: number }; output: TrialReport; progress: number };
  /** The project with a trial's parameters set. */
  applyTrial: { input: { project: ProjectDocument; parameters: Record<string, unknown> }; output: ProjectDocument };
}

/** Of a run of the project on the open data that gave these weights. */
export interface ModelRequests {
  /** The model file's text. */
  model: { input: { project: ProjectDocument; weights: Float32Array<ArrayBuffer> }; output: string };
  /** From which probability on the model predicts the second of two classes; null for the most probable class. */
  decisionThreshold: { input: { project: ProjectDocument; weights: Float32Array<ArrayBuffer> }; output: number | null };
}

export interface MeasuresRequests {
  /** Every metric of a split, and the curves behind them, by a run of the project on the open data with these weights. */
  measures: {
    input: { project: ProjectDocument; weights: Float32Array<ArrayBuffer>; split: SplitName };
    output: Measures;
  };
}

export interface ExplainRequests {
  /** Makes the worker's explainer of a run of the project on the open data that gave these weights. */
  explainer: { input: { project: ProjectDocument; weights: Float32Array<ArrayBuffer> }; output: undefined };
  explain: { input: { rows: Int32Array<ArrayBuffer> }; output: ExplanationReport };
}

/** What each kind of worker answers, named after the engine module that it loads. */
export interface WorkerRequests {
  /** The page's main worker, which owns the open table and the run. */
  run: DataRequests & RunRequests;
  /** Workers that come and go with a search, an explanation or a single question. */
  whole: DataRequests & RunRequests & TrialRequests & ModelRequests & MeasuresRequests & ExplainRequests;
}

export type WorkerKind = keyof WorkerRequests;
/** Every request there is. */
export type AnyRequestName = keyof WorkerRequests["whole"];
/** Of a union of kinds: the requests that all of them answer. */
export type RequestName<K extends WorkerKind> = keyof WorkerRequests[K] & AnyRequestName;

export type InputOf<N extends AnyRequestName> = WorkerRequests["whole"][N]["input"];
export type OutputOf<N extends AnyRequestName> = WorkerRequests["whole"][N]["output"];
export type ProgressOf<N extends AnyRequestName> = WorkerRequests["whole"][N] extends { progress: infer P } ? P : never;

export interface RequestMessage<N extends AnyRequestName = AnyRequestName> {
  id: number;
  name: N;
  input: InputOf<N>;
}

export interface EngineErrorData {
  code: string;
  message: string;
  path?: string;
  line?: number;
}

/** An error with id -1 answers no request: the worker is lost. */
export type ResponseMessage =
  | { id: number; kind: "result"; output: unknown }
  | { id: number; kind: "progress"; progress: unknown }
  | { id: number; kind: "error"; error: EngineErrorData };
