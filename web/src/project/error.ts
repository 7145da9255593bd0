/** Something a person can cause and mend: the message names the field or line, the value and what is allowed. */
export class VitrineError extends Error {
  override readonly name: string = "VitrineError";
  /** Stable name for programs, e.g. "out_of_range". */
  readonly code: string;
  /** Place in the project document, e.g. "training.batch_size". */
  readonly path: string | undefined;
  /** Line of a file, counted from 1. */
  readonly line: number | undefined;

  constructor(code: string, message: string, place: { path?: string | undefined; line?: number | undefined } = {}) {
    super(message);
    this.code = code;
    this.path = place.path;
    this.line = place.line;
  }
}
