// What is asked of every build of the engine, whose answers must have the same bits. Each run is
//
//   { name, kind: "train",   project }        the history, the scores and the model file
//   { name, kind: "explain", project, rows, background }  the Shapley values of those rows
//   { name, kind: "search",  project }        every trial
//   { name, kind: "inspect", project }        what a table is like, and how its columns go with the target
//
// A project's data is a sample data set (iris unless it names another), or lies in the document itself.

const layers = (activation, ...units) => units.map((width) => ({ units: width, activation }));
const short = { epochs: 7, optimizer: { learning_rate: 0.02 } };

/** Numbers and categories with gaps, outliers and rare values, for everything that preprocessing does. */
const gappy = `age,income,colour,grade,y\n${Array.from({ length: 120 }, (_, i) =>
  [
    i % 7 === 0 ? "" : 18 + ((i * 11) % 60),
    i % 31 === 5 ? 1e7 + i / 3 : 1200.1 + ((i * 37) % 991) / 7,
    i % 9 === 0 ? "" : ["red", "blue", "green", "blue"][i % 4],
    i % 40 === 3 ? "Z" : "AB"[i % 2],
    (i * 11) % 60 > 30 === i % 3 > 0 ? "yes" : "no",
  ].join(","),
).join("\n")}\n`;

/** Eleven rows a batch, so that the last one is short, and widths that fill no vector. */
const odd = { epochs: 5, batch_size: 11, optimizer: { learning_rate: 0.02 } };
const trains = (training, network) => ({
  vitrine: 1,
  data: { source: { dataset: "breast_cancer" } },
  network: { layers: layers("tanh", 7, 5), ...network },
  training: { ...odd, ...training },
});
const lossesOfNumbers = ["mse", "mae", "huber"];

/** Runs that cover what a person chooses by number rather than by name. */
const fixedProjects = {
  "iris, defaults": { vitrine: 1 },
  "no hidden layer": { vitrine: 1, network: { layers: [] }, training: short },
  "odd widths, short last batch": {
    vitrine: 1,
    data: { source: { dataset: "wine" } },
    network: { layers: layers("tanh", 7, 13, 3), initializer: "xavier_normal" },
    training: { ...short, batch_size: 11, l2: 0.01 },
  },
  "batch of one, sgd": {
    vitrine: 1,
    network: { layers: layers("softsign", 5) },
    training: { epochs: 3, batch_size: 1, optimizer: { name: "sgd", learning_rate: 0.01, momentum: 0.5 } },
  },
  "every preprocessing": {
    vitrine: 1,
    data: {
      source: { csv: gappy },
      preprocessing: {
        scaling: "robust",
        quantile_low: 10,
        quantile_high: 90,
        imputation: "median",
        missing_indicator: true,
        missing_category: "own_category",
        rare_share: 0.1,
      },
    },
    training: short,
  },
  "clipped to a range": {
    vitrine: 1,
    data: {
      source: { csv: gappy },
      preprocessing: {
        scaling: "min_max",
        range_low: -1,
        clip: true,
        imputation: "most_frequent",
        missing_category: "most_frequent",
      },
    },
    training: short,
  },
  "one batch larger than the data": { vitrine: 1, training: { ...short, batch_size: 4096 } },
  "sigmoid on breast cancer": {
    vitrine: 1,
    data: { source: { dataset: "breast_cancer" } },
    network: { layers: layers("sigmoid", 33, 18), initializer: "xavier_uniform" },
    training: short,
  },
  "digits, packed panels": {
    vitrine: 1,
    data: { source: { dataset: "digits" } },
    network: { layers: layers("relu", 128, 64), initializer: "he_uniform" },
    training: { epochs: 2, batch_size: 64 },
  },
  ...Object.fromEntries(
    ["circles", "gaussians", "moons", "spiral", "xor"].map((toy) => [
      `toy ${toy}`,
      {
        vitrine: 1,
        data: { source: { toy, rows: 203, noise: 0.07 } },
        network: { layers: layers("identity", 4) },
        training: short,
        seeds: { data: 5 },
      },
    ]),
  ),
};

/**
 * Every choice of activation, layer, optimizer, schedule, loss and initial weights.
 *
 * @param choices  of an option, by its path
 */
function projectsOfChoices(choices) {
  const projects = {};
  for (const activation of choices("network.layers[].activation")) {
    projects[`activation ${activation}`] = {
      vitrine: 1,
      network: { layers: layers(activation, 6, 5) },
      training: short,
    };
  }

  for (const [name, layer] of Object.entries({
    "batch norm": { batch_norm: true },
    "layer norm": { layer_norm: true },
    dropout: { dropout: 0.3 },
    "residual, batch norm and dropout": { residual: true, batch_norm: true, dropout: 0.2 },
    "residual and layer norm": { residual: true, layer_norm: true },
  })) {
    const wide = (units) => ({ units, activation: "silu", ...layer });
    projects[`layers with ${name}`] = trains({}, { layers: [{ units: 7, activation: "tanh" }, wide(7), wide(7)] });
  }
  for (const name of choices("training.optimizer.name")) {
    projects[`optimizer ${name}`] = trains({
      optimizer: { name, learning_rate: 0.01, momentum: 0.8, rmsprop_momentum: 0.8 },
    });
  }
  projects["optimizer sgd, Nesterov"] = trains({ optimizer: { name: "sgd", learning_rate: 0.01, nesterov: true } });
  projects["optimizer rmsprop, centered"] = trains({ optimizer: { name: "rmsprop", centered: true } });
  projects["optimizer adamw, everything decayed"] = trains({ optimizer: { name: "adamw", decay_all: true } });
  for (const name of choices("training.schedule.name")) {
    projects[`schedule ${name}`] = trains({ epochs: 9, schedule: { name, patience: 0, threshold: 0.3 } });
  }
  for (const loss of choices("training.loss")) {
    if (loss === "mse" || !lossesOfNumbers.includes(loss)) projects[`loss ${loss}`] = trains({ loss });
  }
  for (const loss of lossesOfNumbers) {
    const project = trains({ loss });
    projects[`regression by ${loss}`] = {
      ...project,
      data: { ...project.data, task: "regression", target: "mean_radius" },
    };
  }
  for (const rule of choices("training.decision.rule")) {
    projects[`decision ${rule}`] = trains({ decision: { rule, threshold: 0.3 } });
  }
  projects["losses' options"] = trains({ label_smoothing: 0.1, class_weights: "balanced" });
  projects["hinge, squared"] = trains({ loss: "hinge", hinge_power: 2, class_weights: "balanced" });
  projects["every regulariser"] = trains({
    epochs: 40,
    l1: 0.001,
    l2: 0.01,
    max_norm: 0.8,
    input_noise: 0.2,
    gradient_clip: { norm: 0.5, value: 0.1 },
    early_stopping: { patience: 3 },
  });
  for (const initializer of choices("network.initializer")) {
    projects[`initial weights ${initializer}`] = {
      vitrine: 1,
      network: { layers: layers("tanh", 6, 5), initializer },
      training: short,
    };
  }
  return projects;
}

const explanations = {
  "exact, probability": ["iris", {}],
  "exact, log-odds": ["iris", { space: "logodds" }],
  kernel: ["wine", { coalitions: 300 }],
};

/** The project's sample data set; null where the document holds its data. */
export const datasetOf = ({ data }) => data?.source?.dataset ?? (data?.source ? null : "iris");

/**
 * @param description   what `vitrine describe --json` prints
 * @param trainingRows  of a project: a function of it. They are the background of an explanation in the modules, and
 *                      a file of them is given to the command line
 * @returns every run, in a fixed order
 */
export function everyRun(description, trainingRows) {
  const choices = (path) => description.options.find((option) => option.path === path).choices;
  const runs = [];
  for (const [name, project] of Object.entries({ ...fixedProjects, ...projectsOfChoices(choices) })) {
    runs.push({ name: `training, ${name}`, kind: "train", project });
  }
  for (const [name, [dataset, explain]] of Object.entries(explanations)) {
    const data = { source: { dataset } };
    // A background of 1000 rows is every training row.
    const project = { vitrine: 1, data, training: short, explain: { ...explain, background: 1000 } };
    const background = trainingRows(project);
    runs.push({ name: `explanation, ${name}`, kind: "explain", project, rows: [0, 70, 140], background });
  }
  const search = { trials: 4, folds: 2, metric: "accuracy" };
  runs.push({ name: "search", kind: "search", project: { vitrine: 1, training: { epochs: 3 }, search } });
  for (const [dataset, target] of [
    ["iris", "species"],
    ["breast_cancer", "diagnosis"],
    ["wine", "alcohol"],
  ]) {
    const project = { vitrine: 1, data: { source: { dataset }, target } };
    runs.push({ name: `inspection, ${dataset} by ${target}`, kind: "inspect", project });
  }
  return runs;
}
