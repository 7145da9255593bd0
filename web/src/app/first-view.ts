import { computed } from "@preact/signals";
import { dataProblem, wantedFile } from "./data-state.js";
import { engineGone, run, setupProblem } from "./run-state.js";

/**
 * Whether the panels show what they have to show: table and network, or why there is none. Before that they are short,
 * and what stands below them is in view by chance.
 */
export const panelsFilled = computed(
  () =>
    run.value !== null ||
    setupProblem.value !== null ||
    dataProblem.value !== null ||
    wantedFile.value !== null ||
    engineGone.value,
);
