import { type Signal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";

/**
 * The help line of a group of fields: a sentence or two about the field in hand, in a place that never moves. A
 * function, because what explains the options may arrive after the field was turned to.
 */
export const HelpLine = createContext<Signal<() => string>>(signal(() => ""));

/** For a control: puts words into the group's help line when the control gets the focus or the pointer. */
export function useHelpLine(words: () => string): { onFocus: () => void; onMouseEnter: () => void } {
  const line = useContext(HelpLine);
  const explain = () => {
    line.value = words;
  };
  return { onFocus: explain, onMouseEnter: explain };
}
