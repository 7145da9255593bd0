import { signal } from "@preact/signals";
import { createContext } from "preact";

/** The help line of a group of fields: one sentence about the field in hand, in a place that never moves. */
export const HelpLine = createContext(signal(""));
