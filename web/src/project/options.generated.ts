// Written by scripts/generate-options from the engine's option table, where every option is defined. Do not edit.

export interface NumberOption {
  /** Place in the project document; "[]" stands for every element of a list. */
  path: string;
  label: string;
  type: "number" | "integer";
  default: number;
  min: number;
  max: number;
  /** Empty for a pure number. */
  unit: string;
  /** A control should move in factors, not in differences. */
  log: boolean;
  help: string;
}

export interface ChoiceOption {
  path: string;
  label: string;
  type: "choice";
  default: string;
  choices: readonly string[];
  help: string;
}

export interface BooleanOption {
  path: string;
  label: string;
  type: "boolean";
  default: boolean;
  help: string;
}

export const options = [
  {
    "path": "data.source.rows",
    "label": "Points",
    "type": "integer",
    "default": 300,
    "min": 10,
    "max": 100000,
    "unit": "rows",
    "log": true,
    "help": "How many points a generated data set has."
  },
  {
    "path": "data.source.noise",
    "label": "Noise",
    "type": "number",
    "default": 0.05,
    "min": 0,
    "max": 1,
    "unit": "",
    "log": false,
    "help": "Standard deviation of the noise on a generated point; the shapes are 2 wide."
  },
  {
    "path": "data.preprocessing.scaling",
    "label": "Scaling",
    "type": "choice",
    "default": "standard",
    "choices": [
      "standard",
      "min_max",
      "robust",
      "none"
    ],
    "help": "Brings number columns to a common scale, measured on training rows: mean 0 and standard deviation 1 (standard), smallest to largest value (min_max), or median 0 and distance 1 between two quantiles (robust)."
  },
  {
    "path": "data.preprocessing.range_low",
    "label": "Range from",
    "type": "number",
    "default": 0,
    "min": -100,
    "max": 0,
    "unit": "",
    "log": false,
    "help": "Min-max scaling: what a column's smallest training value becomes."
  },
  {
    "path": "data.preprocessing.range_high",
    "label": "Range to",
    "type": "number",
    "default": 1,
    "min": 0.01,
    "max": 100,
    "unit": "",
    "log": false,
    "help": "Min-max scaling: what a column's largest training value becomes."
  },
  {
    "path": "data.preprocessing.clip",
    "label": "Clip",
    "type": "boolean",
    "default": false,
    "help": "Min-max scaling: values beyond those of training rows stop at the ends of the range."
  },
  {
    "path": "data.preprocessing.quantile_low",
    "label": "Lower quantile",
    "type": "number",
    "default": 25,
    "min": 0,
    "max": 49,
    "unit": "%",
    "log": false,
    "help": "Robust scaling: the lower end of the distance that becomes 1, as a percentage of the training values."
  },
  {
    "path": "data.preprocessing.quantile_high",
    "label": "Upper quantile",
    "type": "number",
    "default": 75,
    "min": 51,
    "max": 100,
    "unit": "%",
    "log": false,
    "help": "Robust scaling: the upper end of the distance that becomes 1, as a percentage of the training values."
  },
  {
    "path": "data.preprocessing.imputation",
    "label": "Missing numbers",
    "type": "choice",
    "default": "mean",
    "choices": [
      "mean",
      "median",
      "most_frequent",
      "constant"
    ],
    "help": "What stands in for a missing number: the column's mean, median or most frequent value over training rows, or one constant."
  },
  {
    "path": "data.preprocessing.fill_value",
    "label": "Constant",
    "type": "number",
    "default": 0,
    "min": -1000000000,
    "max": 1000000000,
    "unit": "",
    "log": false,
    "help": "The constant that stands in for missing numbers, before scaling."
  },
  {
    "path": "data.preprocessing.missing_indicator",
    "label": "Missing indicator",
    "type": "boolean",
    "default": false,
    "help": "One more input for each number column with missing values in training rows: 1 where the number is missing."
  },
  {
    "path": "data.preprocessing.missing_category",
    "label": "Missing categories",
    "type": "choice",
    "default": "zeros",
    "choices": [
      "zeros",
      "own_category",
      "most_frequent"
    ],
    "help": "What a missing category becomes: zeros in all inputs of its column, a category of its own, or the most frequent one over training rows."
  },
  {
    "path": "data.preprocessing.rare_share",
    "label": "Rare below",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 0.5,
    "unit": "",
    "log": false,
    "help": "Categories with a smaller share of the training rows share one input, called other."
  },
  {
    "path": "data.split.train",
    "label": "Training share",
    "type": "number",
    "default": 0.6,
    "min": 0.05,
    "max": 1,
    "unit": "",
    "log": false,
    "help": "Share of the rows that the network learns from."
  },
  {
    "path": "data.split.validation",
    "label": "Validation share",
    "type": "number",
    "default": 0.2,
    "min": 0,
    "max": 0.9,
    "unit": "",
    "log": false,
    "help": "Share of the rows that score the network while settings are being chosen."
  },
  {
    "path": "data.split.test",
    "label": "Test share",
    "type": "number",
    "default": 0.2,
    "min": 0,
    "max": 0.9,
    "unit": "",
    "log": false,
    "help": "Share of the rows kept aside for one honest score at the end."
  },
  {
    "path": "network.layers[].units",
    "label": "Units",
    "type": "integer",
    "default": 16,
    "min": 1,
    "max": 1024,
    "unit": "units",
    "log": true,
    "help": "Width of a hidden layer."
  },
  {
    "path": "network.layers[].activation",
    "label": "Activation",
    "type": "choice",
    "default": "relu",
    "choices": [
      "identity",
      "relu",
      "leaky_relu",
      "elu",
      "selu",
      "gelu",
      "gelu_tanh",
      "sigmoid",
      "tanh",
      "softplus",
      "silu",
      "mish",
      "hard_sigmoid",
      "hard_swish",
      "softsign"
    ],
    "help": "The non-linearity after a hidden layer."
  },
  {
    "path": "network.initializer",
    "label": "Initial weights",
    "type": "choice",
    "default": "he_normal",
    "choices": [
      "he_normal",
      "he_uniform",
      "xavier_normal",
      "xavier_uniform",
      "lecun_normal",
      "lecun_uniform",
      "orthogonal",
      "normal",
      "uniform",
      "constant",
      "zeros"
    ],
    "help": "Where weights start: He suits relu, Xavier suits tanh and sigmoid."
  },
  {
    "path": "training.loss",
    "label": "Loss",
    "type": "choice",
    "default": "cross_entropy",
    "choices": [
      "cross_entropy"
    ],
    "help": "What training minimises: the cross-entropy of the true class, in nats."
  },
  {
    "path": "training.optimizer.name",
    "label": "Optimizer",
    "type": "choice",
    "default": "adam",
    "choices": [
      "sgd",
      "adagrad",
      "rmsprop",
      "adam",
      "amsgrad",
      "nadam",
      "adamw"
    ],
    "help": "The rule that turns gradients into steps."
  },
  {
    "path": "training.optimizer.learning_rate",
    "label": "Learning rate",
    "type": "number",
    "default": 0.001,
    "min": 0.000001,
    "max": 10,
    "unit": "",
    "log": true,
    "help": "Size of a step: too small learns slowly, too large overshoots."
  },
  {
    "path": "training.optimizer.momentum",
    "label": "Momentum",
    "type": "number",
    "default": 0.9,
    "min": 0,
    "max": 0.9999,
    "unit": "",
    "log": false,
    "help": "SGD: share of the last step that carries over into the next."
  },
  {
    "path": "training.optimizer.beta1",
    "label": "Beta 1",
    "type": "number",
    "default": 0.9,
    "min": 0,
    "max": 0.9999,
    "unit": "",
    "log": false,
    "help": "Adam: memory of the gradient's running mean."
  },
  {
    "path": "training.optimizer.beta2",
    "label": "Beta 2",
    "type": "number",
    "default": 0.999,
    "min": 0,
    "max": 0.999999,
    "unit": "",
    "log": false,
    "help": "Adam: memory of the squared gradient's running mean."
  },
  {
    "path": "training.optimizer.epsilon",
    "label": "Epsilon",
    "type": "number",
    "default": 1e-8,
    "min": 1e-12,
    "max": 0.1,
    "unit": "",
    "log": true,
    "help": "Adam: keeps the division finite where gradients vanish."
  },
  {
    "path": "training.batch_size",
    "label": "Batch size",
    "type": "integer",
    "default": 32,
    "min": 1,
    "max": 4096,
    "unit": "rows",
    "log": true,
    "help": "Rows per step."
  },
  {
    "path": "training.epochs",
    "label": "Epochs",
    "type": "integer",
    "default": 100,
    "min": 1,
    "max": 100000,
    "unit": "epochs",
    "log": true,
    "help": "How often training passes over all its rows."
  },
  {
    "path": "training.l2",
    "label": "L2",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 10,
    "unit": "",
    "log": true,
    "help": "Penalty on large weights: adds l2/2 times the sum of their squares to the loss."
  },
  {
    "path": "search.sampler",
    "label": "Sampler",
    "type": "choice",
    "default": "random",
    "choices": [
      "random"
    ],
    "help": "How trials are chosen."
  },
  {
    "path": "search.metric",
    "label": "Metric",
    "type": "choice",
    "default": "log_loss",
    "choices": [
      "log_loss",
      "accuracy"
    ],
    "help": "What makes a trial good: low log loss or high accuracy."
  },
  {
    "path": "search.trials",
    "label": "Trials",
    "type": "integer",
    "default": 32,
    "min": 1,
    "max": 10000,
    "unit": "trials",
    "log": true,
    "help": "How many settings are tried in all."
  },
  {
    "path": "search.folds",
    "label": "Folds",
    "type": "integer",
    "default": 3,
    "min": 1,
    "max": 20,
    "unit": "folds",
    "log": false,
    "help": "Each trial is scored by so many-fold cross-validation; with 1, by the validation rows."
  },
  {
    "path": "search.repeats",
    "label": "Repeats",
    "type": "integer",
    "default": 1,
    "min": 1,
    "max": 20,
    "unit": "",
    "log": false,
    "help": "How often the folds are drawn anew."
  },
  {
    "path": "explain.method",
    "label": "Method",
    "type": "choice",
    "default": "auto",
    "choices": [
      "auto",
      "exact",
      "kernel"
    ],
    "help": "Exact visits every coalition of columns; kernel samples them."
  },
  {
    "path": "explain.space",
    "label": "Explained output",
    "type": "choice",
    "default": "probability",
    "choices": [
      "probability",
      "margin",
      "logodds"
    ],
    "help": "Probability, margin (the output layer's preactivation) or log-odds: three different games."
  },
  {
    "path": "explain.background",
    "label": "Background",
    "type": "integer",
    "default": 100,
    "min": 1,
    "max": 1000,
    "unit": "rows",
    "log": true,
    "help": "Training rows that stand for a column being absent."
  },
  {
    "path": "explain.coalitions",
    "label": "Coalitions",
    "type": "integer",
    "default": 2048,
    "min": 16,
    "max": 100000,
    "unit": "coalitions",
    "log": true,
    "help": "Kernel: coalitions evaluated per row."
  },
  {
    "path": "seeds.data",
    "label": "Data seed",
    "type": "integer",
    "default": 1,
    "min": 0,
    "max": 2147483647,
    "unit": "",
    "log": false,
    "help": "Repeats the generated points."
  },
  {
    "path": "seeds.split",
    "label": "Split seed",
    "type": "integer",
    "default": 1,
    "min": 0,
    "max": 2147483647,
    "unit": "",
    "log": false,
    "help": "Repeats which rows train, validate and test."
  },
  {
    "path": "seeds.weights",
    "label": "Weights seed",
    "type": "integer",
    "default": 1,
    "min": 0,
    "max": 2147483647,
    "unit": "",
    "log": false,
    "help": "Repeats the weights training starts from."
  },
  {
    "path": "seeds.shuffle",
    "label": "Shuffle seed",
    "type": "integer",
    "default": 1,
    "min": 0,
    "max": 2147483647,
    "unit": "",
    "log": false,
    "help": "Repeats the order of rows in every epoch."
  },
  {
    "path": "seeds.search",
    "label": "Search seed",
    "type": "integer",
    "default": 1,
    "min": 0,
    "max": 2147483647,
    "unit": "",
    "log": false,
    "help": "Repeats the trials of a search and their folds."
  },
  {
    "path": "seeds.explain",
    "label": "Explain seed",
    "type": "integer",
    "default": 1,
    "min": 0,
    "max": 2147483647,
    "unit": "",
    "log": false,
    "help": "Repeats the background rows and the sampled coalitions."
  }
] as const satisfies readonly (NumberOption | ChoiceOption | BooleanOption)[];

/** Bounds on what has no control of its own, such as the number of hidden layers. */
export const limits = {
  "layers": 16
} as const;

/** What a search draws from when the project does not say it. */
export const defaultSearchSpace: Readonly<Record<string, unknown>> = {
  "training.optimizer.learning_rate": {
    "low": 0.0001,
    "high": 0.1,
    "log": true
  },
  "training.batch_size": {
    "choices": [
      16,
      32,
      64
    ]
  },
  "network.layers": {
    "depth": {
      "low": 1,
      "high": 3
    },
    "units": {
      "low": 4,
      "high": 64,
      "log": true
    },
    "activation": "relu"
  },
  "training.l2": {
    "low": 0.000001,
    "high": 0.01,
    "log": true
  }
};
