// What the WebAssembly modules answer to a run, as the JSON texts that they print: in Node and in a page alike.

import { datasetOf } from "./runs.mjs";

/** Deletes what it is given when `use` has ended: embind's handles live until then. */
function using(handles, use) {
  try {
    return use(...handles);
  } finally {
    for (const handle of handles.reverse()) handle.delete();
  }
}

function trained(module, document, data) {
  const run = module.createRun(document, data);
  // Another number of steps than the command line's, which must not matter.
  while (!run.finished()) run.advance(17);
  return run;
}

const answers = {
  train(document, _, { training, everything }, bytes) {
    return using([training.openData(document, bytes), everything.openData(document, bytes)], (data, ownData) =>
      using([trained(training, document, data)], (run) => {
        const threshold = everything.decisionThreshold(document, ownData, run.weights()) ?? Number.NaN;
        return {
          state: run.state(0),
          validation: run.evaluate("validation", threshold),
          test: run.evaluate("test", threshold),
          model: everything.createModel(document, ownData, run.weights()),
        };
      }),
    );
  },

  explain(document, { rows }, { everything }, bytes) {
    return using([everything.openData(document, bytes)], (data) => {
      const weights = using([trained(everything, document, data)], (run) => run.weights());
      return using([everything.createExplainer(document, data, weights)], (explainer) => ({
        explanation: explainer.explain(Int32Array.from(rows)),
      }));
    });
  },

  search(document, { project }, { everything }, bytes) {
    return using([everything.openData(document, bytes)], (data) => {
      const trials = Array.from({ length: project.search.trials }, (_, i) =>
        using([everything.createTrial(document, data, i)], (trial) => {
          while (!trial.advance(50));
          return trial.result();
        }),
      );
      return { trials: `[${trials}]` };
    });
  },

  inspect(document, { project }, { everything }, bytes) {
    return using([everything.openData(document, bytes)], (data) => ({
      inspection: data.inspect(project.data.target),
    }));
  },
};

/**
 * @param modules  `training`: the module that trains; `everything`: the one that explains, searches and makes models
 * @param bytesOf  the file of a sample data set, by its name
 */
export function moduleAnswer(run, modules, bytesOf) {
  const dataset = datasetOf(run.project);
  const bytes = dataset === null ? new Uint8Array() : bytesOf(dataset);
  return answers[run.kind](JSON.stringify(run.project), run, modules, bytes);
}

/** The training rows of a project, in the order of the split. */
export function trainingRows(project, module, bytesOf) {
  const document = JSON.stringify(project);
  return using([module.openData(document, bytesOf(datasetOf(project)))], (data) =>
    using([module.createRun(document, data)], (run) => [...run.rows("train")]),
  );
}
