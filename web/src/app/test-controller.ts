import { announce } from "./announcer.js";
import { asProblem } from "./engine.js";
import { notify } from "./notices.js";
import { scoresOf } from "./run-controller.js";
import { testScores } from "./run-state.js";

/** The one deliberate look at the test rows. */
export async function scoreTest(): Promise<void> {
  try {
    testScores.value = await scoresOf("test");
    if (testScores.value !== null) announce("The test rows have been scored.");
  } catch (error) {
    notify({ kind: "error", topic: "run", text: asProblem(error).message });
  }
}
