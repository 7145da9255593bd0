/** What undo and redo move through. Immutable: every step makes a new one. */
export interface History<T> {
  readonly past: readonly T[];
  readonly present: T;
  readonly future: readonly T[];
  /** What the last change was about; a following change of the same kind joins it. */
  readonly topic: string | undefined;
}

const longestPast = 200;

export function startHistory<T>(present: T): History<T> {
  return { past: [], present, future: [], topic: undefined };
}

/**
 * @param topic  changes in a row with the same topic become one step, as while a slider moves; leave it out for
 *               a step of its own.
 */
export function record<T>(history: History<T>, present: T, topic?: string): History<T> {
  if (present === history.present) return history;
  const joins = topic !== undefined && topic === history.topic;
  const past = joins ? history.past : [...history.past, history.present].slice(-longestPast);
  return { past, present, future: [], topic };
}

/** The next change is a new step even if its topic is the same, as when a slider is let go. */
export function settle<T>(history: History<T>): History<T> {
  return history.topic === undefined ? history : { ...history, topic: undefined };
}

export function undo<T>(history: History<T>): History<T> {
  const previous = history.past.at(-1);
  if (previous === undefined) return history;
  const future = [history.present, ...history.future];
  return { past: history.past.slice(0, -1), present: previous, future, topic: undefined };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, topic: undefined };
}
