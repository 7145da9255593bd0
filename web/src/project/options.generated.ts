// Written by scripts/generate-options from the engine's option table, where every option is defined. Do not edit.

interface BaseOption {
  /** Place in the project document; "[]" stands for every element of a list. */
  path: string;
  label: string;
}

export interface NumberOption extends BaseOption {
  type: "number" | "integer";
  default: number;
  min: number;
  max: number;
  /** Left out for a pure number. */
  unit?: string;
  /** A control should move in factors, not in differences. */
  log?: true;
}

export interface ChoiceOption extends BaseOption {
  type: "choice";
  default: string;
  choices: readonly string[];
}

export interface BooleanOption extends BaseOption {
  type: "boolean";
  default: boolean;
}

interface Task {
  losses: readonly string[];
  /** By path. */
  defaults: Readonly<Record<string, string>>;
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
    "log": true
  },
  {
    "path": "data.source.noise",
    "label": "Noise",
    "type": "number",
    "default": 0.05,
    "min": 0,
    "max": 1
  },
  {
    "path": "data.task",
    "label": "Task",
    "type": "choice",
    "default": "classification",
    "choices": [
      "classification",
      "regression"
    ]
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
    ]
  },
  {
    "path": "data.preprocessing.range_low",
    "label": "Range from",
    "type": "number",
    "default": 0,
    "min": -100,
    "max": 0
  },
  {
    "path": "data.preprocessing.range_high",
    "label": "Range to",
    "type": "number",
    "default": 1,
    "min": 0.01,
    "max": 100
  },
  {
    "path": "data.preprocessing.clip",
    "label": "Clip",
    "type": "boolean",
    "default": false
  },
  {
    "path": "data.preprocessing.quantile_low",
    "label": "Lower quantile",
    "type": "number",
    "default": 25,
    "min": 0,
    "max": 49,
    "unit": "%"
  },
  {
    "path": "data.preprocessing.quantile_high",
    "label": "Upper quantile",
    "type": "number",
    "default": 75,
    "min": 51,
    "max": 100,
    "unit": "%"
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
    ]
  },
  {
    "path": "data.preprocessing.fill_value",
    "label": "Constant",
    "type": "number",
    "default": 0,
    "min": -1000000000,
    "max": 1000000000
  },
  {
    "path": "data.preprocessing.missing_indicator",
    "label": "Missing indicator",
    "type": "boolean",
    "default": false
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
    ]
  },
  {
    "path": "data.preprocessing.rare_share",
    "label": "Rare below",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 0.5
  },
  {
    "path": "data.split.train",
    "label": "Training share",
    "type": "number",
    "default": 0.6,
    "min": 0.05,
    "max": 1
  },
  {
    "path": "data.split.validation",
    "label": "Validation share",
    "type": "number",
    "default": 0.2,
    "min": 0,
    "max": 0.9
  },
  {
    "path": "data.split.test",
    "label": "Test share",
    "type": "number",
    "default": 0.2,
    "min": 0,
    "max": 0.9
  },
  {
    "path": "network.layers[].units",
    "label": "Units",
    "type": "integer",
    "default": 16,
    "min": 1,
    "max": 1024,
    "unit": "units",
    "log": true
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
    ]
  },
  {
    "path": "network.layers[].dropout",
    "label": "Dropout",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 0.95
  },
  {
    "path": "network.layers[].batch_norm",
    "label": "Batch normalisation",
    "type": "boolean",
    "default": false
  },
  {
    "path": "network.layers[].layer_norm",
    "label": "Layer normalisation",
    "type": "boolean",
    "default": false
  },
  {
    "path": "network.layers[].residual",
    "label": "Residual connection",
    "type": "boolean",
    "default": false
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
    ]
  },
  {
    "path": "network.initializer_value",
    "label": "Initial value",
    "type": "number",
    "default": 0.05,
    "min": -10,
    "max": 10
  },
  {
    "path": "network.initializer_gain",
    "label": "Gain by activation",
    "type": "boolean",
    "default": false
  },
  {
    "path": "training.loss",
    "label": "Loss",
    "type": "choice",
    "default": "cross_entropy",
    "choices": [
      "cross_entropy",
      "binary_cross_entropy",
      "focal",
      "hinge",
      "mse",
      "mae",
      "huber"
    ]
  },
  {
    "path": "training.label_smoothing",
    "label": "Label smoothing",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 0.99
  },
  {
    "path": "training.positive_weight",
    "label": "Positive weight",
    "type": "number",
    "default": 1,
    "min": 0.001,
    "max": 1000,
    "log": true
  },
  {
    "path": "training.focal_gamma",
    "label": "Focal gamma",
    "type": "number",
    "default": 2,
    "min": 0,
    "max": 10
  },
  {
    "path": "training.hinge_margin",
    "label": "Hinge margin",
    "type": "number",
    "default": 1,
    "min": 0.01,
    "max": 100
  },
  {
    "path": "training.hinge_power",
    "label": "Hinge power",
    "type": "integer",
    "default": 1,
    "min": 1,
    "max": 2
  },
  {
    "path": "training.huber_delta",
    "label": "Huber delta",
    "type": "number",
    "default": 1,
    "min": 0.001,
    "max": 1000,
    "log": true
  },
  {
    "path": "training.class_weights",
    "label": "Class weights",
    "type": "choice",
    "default": "none",
    "choices": [
      "none",
      "balanced"
    ]
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
    ]
  },
  {
    "path": "training.optimizer.learning_rate",
    "label": "Learning rate",
    "type": "number",
    "default": 0.001,
    "min": 0.000001,
    "max": 10,
    "log": true
  },
  {
    "path": "training.optimizer.momentum",
    "label": "Momentum",
    "type": "number",
    "default": 0.9,
    "min": 0,
    "max": 0.9999
  },
  {
    "path": "training.optimizer.dampening",
    "label": "Dampening",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 1
  },
  {
    "path": "training.optimizer.nesterov",
    "label": "Nesterov",
    "type": "boolean",
    "default": false
  },
  {
    "path": "training.optimizer.rate_decay",
    "label": "Rate decay",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 1
  },
  {
    "path": "training.optimizer.initial_accumulator",
    "label": "Initial accumulator",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 10
  },
  {
    "path": "training.optimizer.square_decay",
    "label": "Square decay",
    "type": "number",
    "default": 0.99,
    "min": 0,
    "max": 0.9999
  },
  {
    "path": "training.optimizer.rmsprop_momentum",
    "label": "RMSprop momentum",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 0.9999
  },
  {
    "path": "training.optimizer.centered",
    "label": "Centered",
    "type": "boolean",
    "default": false
  },
  {
    "path": "training.optimizer.beta1",
    "label": "Beta 1",
    "type": "number",
    "default": 0.9,
    "min": 0,
    "max": 0.9999
  },
  {
    "path": "training.optimizer.beta2",
    "label": "Beta 2",
    "type": "number",
    "default": 0.999,
    "min": 0,
    "max": 0.999999
  },
  {
    "path": "training.optimizer.momentum_decay",
    "label": "Momentum decay",
    "type": "number",
    "default": 0.004,
    "min": 0,
    "max": 1
  },
  {
    "path": "training.optimizer.epsilon",
    "label": "Epsilon",
    "type": "number",
    "default": 1e-8,
    "min": 1e-12,
    "max": 0.1,
    "log": true
  },
  {
    "path": "training.optimizer.weight_decay",
    "label": "Weight decay",
    "type": "number",
    "default": 0.01,
    "min": 0,
    "max": 10,
    "log": true
  },
  {
    "path": "training.optimizer.decay_all",
    "label": "Decay everything",
    "type": "boolean",
    "default": false
  },
  {
    "path": "training.schedule.name",
    "label": "Schedule",
    "type": "choice",
    "default": "constant",
    "choices": [
      "constant",
      "step",
      "multi_step",
      "exponential",
      "cosine",
      "cosine_restarts",
      "one_cycle",
      "warmup_cosine",
      "plateau"
    ]
  },
  {
    "path": "training.schedule.factor",
    "label": "Factor of a drop",
    "type": "number",
    "default": 0.1,
    "min": 0.01,
    "max": 0.99
  },
  {
    "path": "training.schedule.step_epochs",
    "label": "Epochs between drops",
    "type": "integer",
    "default": 0,
    "min": 0,
    "max": 100000,
    "unit": "epochs"
  },
  {
    "path": "training.schedule.epoch_factor",
    "label": "Factor of an epoch",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 1
  },
  {
    "path": "training.schedule.restart_epochs",
    "label": "First cycle",
    "type": "integer",
    "default": 0,
    "min": 0,
    "max": 100000,
    "unit": "epochs"
  },
  {
    "path": "training.schedule.restart_factor",
    "label": "Cycle growth",
    "type": "integer",
    "default": 2,
    "min": 1,
    "max": 10
  },
  {
    "path": "training.schedule.warmup_epochs",
    "label": "Warm-up",
    "type": "integer",
    "default": 0,
    "min": 0,
    "max": 100000,
    "unit": "epochs"
  },
  {
    "path": "training.schedule.warmup_share",
    "label": "Rising share",
    "type": "number",
    "default": 0.3,
    "min": 0.01,
    "max": 0.99
  },
  {
    "path": "training.schedule.start_divisor",
    "label": "Start divisor",
    "type": "number",
    "default": 25,
    "min": 1,
    "max": 1000,
    "log": true
  },
  {
    "path": "training.schedule.end_divisor",
    "label": "End divisor",
    "type": "number",
    "default": 10000,
    "min": 1,
    "max": 100000000,
    "log": true
  },
  {
    "path": "training.schedule.patience",
    "label": "Plateau patience",
    "type": "integer",
    "default": 10,
    "min": 0,
    "max": 1000,
    "unit": "epochs"
  },
  {
    "path": "training.schedule.cooldown",
    "label": "Cooldown",
    "type": "integer",
    "default": 0,
    "min": 0,
    "max": 1000,
    "unit": "epochs"
  },
  {
    "path": "training.schedule.threshold",
    "label": "Threshold",
    "type": "number",
    "default": 0.0001,
    "min": 0,
    "max": 0.5
  },
  {
    "path": "training.schedule.minimum_rate",
    "label": "Lowest rate",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 10,
    "log": true
  },
  {
    "path": "training.batch_size",
    "label": "Batch size",
    "type": "integer",
    "default": 32,
    "min": 1,
    "max": 4096,
    "unit": "rows",
    "log": true
  },
  {
    "path": "training.epochs",
    "label": "Epochs",
    "type": "integer",
    "default": 100,
    "min": 1,
    "max": 100000,
    "unit": "epochs",
    "log": true
  },
  {
    "path": "training.l1",
    "label": "L1",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 10,
    "log": true
  },
  {
    "path": "training.l2",
    "label": "L2",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 10,
    "log": true
  },
  {
    "path": "training.max_norm",
    "label": "Max norm",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 100,
    "log": true
  },
  {
    "path": "training.input_noise",
    "label": "Input noise",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 10
  },
  {
    "path": "training.gradient_clip.norm",
    "label": "Clip norm",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 1000,
    "log": true
  },
  {
    "path": "training.gradient_clip.value",
    "label": "Clip value",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 1000,
    "log": true
  },
  {
    "path": "training.early_stopping.patience",
    "label": "Early stopping",
    "type": "integer",
    "default": 0,
    "min": 0,
    "max": 10000,
    "unit": "epochs"
  },
  {
    "path": "training.early_stopping.minimum_improvement",
    "label": "Minimum improvement",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 10
  },
  {
    "path": "training.early_stopping.restore_best",
    "label": "Restore the best",
    "type": "boolean",
    "default": true
  },
  {
    "path": "training.decision.rule",
    "label": "Decision",
    "type": "choice",
    "default": "most_probable",
    "choices": [
      "most_probable",
      "given",
      "accuracy",
      "f1",
      "balanced_accuracy",
      "youden"
    ]
  },
  {
    "path": "training.decision.threshold",
    "label": "Decision threshold",
    "type": "number",
    "default": 0.5,
    "min": 0,
    "max": 1
  },
  {
    "path": "search.sampler",
    "label": "Sampler",
    "type": "choice",
    "default": "random",
    "choices": [
      "random"
    ]
  },
  {
    "path": "search.metric",
    "label": "Metric",
    "type": "choice",
    "default": "log_loss",
    "choices": [
      "accuracy",
      "balanced_accuracy",
      "precision_macro",
      "recall_macro",
      "f1_macro",
      "precision_weighted",
      "recall_weighted",
      "f1_weighted",
      "f1_micro",
      "cohen_kappa",
      "cohen_kappa_linear",
      "cohen_kappa_quadratic",
      "mcc",
      "log_loss",
      "brier",
      "top_3_accuracy",
      "roc_auc",
      "roc_auc_ovr_weighted",
      "roc_auc_ovo_macro",
      "average_precision",
      "ece",
      "mce",
      "r2",
      "rmse",
      "mae",
      "median_absolute_error",
      "max_error",
      "mape"
    ]
  },
  {
    "path": "search.trials",
    "label": "Trials",
    "type": "integer",
    "default": 32,
    "min": 1,
    "max": 10000,
    "unit": "trials",
    "log": true
  },
  {
    "path": "search.folds",
    "label": "Folds",
    "type": "integer",
    "default": 3,
    "min": 1,
    "max": 20,
    "unit": "folds"
  },
  {
    "path": "search.repeats",
    "label": "Repeats",
    "type": "integer",
    "default": 1,
    "min": 1,
    "max": 20
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
    ]
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
    ]
  },
  {
    "path": "explain.background",
    "label": "Background",
    "type": "integer",
    "default": 100,
    "min": 1,
    "max": 1000,
    "unit": "rows",
    "log": true
  },
  {
    "path": "explain.coalitions",
    "label": "Coalitions",
    "type": "integer",
    "default": 2048,
    "min": 16,
    "max": 100000,
    "unit": "coalitions",
    "log": true
  },
  {
    "path": "seeds.data",
    "label": "Data seed",
    "type": "integer",
    "default": 1,
    "min": 0,
    "max": 2147483647
  },
  {
    "path": "seeds.split",
    "label": "Split seed",
    "type": "integer",
    "default": 1,
    "min": 0,
    "max": 2147483647
  },
  {
    "path": "seeds.weights",
    "label": "Weights seed",
    "type": "integer",
    "default": 1,
    "min": 0,
    "max": 2147483647
  },
  {
    "path": "seeds.shuffle",
    "label": "Shuffle seed",
    "type": "integer",
    "default": 1,
    "min": 0,
    "max": 2147483647
  },
  {
    "path": "seeds.dropout",
    "label": "Dropout seed",
    "type": "integer",
    "default": 1,
    "min": 0,
    "max": 2147483647
  },
  {
    "path": "seeds.noise",
    "label": "Noise seed",
    "type": "integer",
    "default": 1,
    "min": 0,
    "max": 2147483647
  },
  {
    "path": "seeds.search",
    "label": "Search seed",
    "type": "integer",
    "default": 1,
    "min": 0,
    "max": 2147483647
  },
  {
    "path": "seeds.explain",
    "label": "Explain seed",
    "type": "integer",
    "default": 1,
    "min": 0,
    "max": 2147483647
  }
] as const satisfies readonly (NumberOption | ChoiceOption | BooleanOption)[];

/** Bounds on what has no control of its own, such as the number of hidden layers. */
export const limits = {
  "layers": 16,
  "exact_columns": 12
} as const;

/** Losses that suit a task, and what stands for options that its projects leave out where the table's default does not. */
export const tasks = {
  "classification": {
    "losses": [
      "cross_entropy",
      "binary_cross_entropy",
      "focal",
      "hinge",
      "mse"
    ],
    "defaults": {}
  },
  "regression": {
    "losses": [
      "mse",
      "mae",
      "huber"
    ],
    "defaults": {
      "training.loss": "mse",
      "search.metric": "rmse"
    }
  }
} as const satisfies Record<string, Task>;

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
