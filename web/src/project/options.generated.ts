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
    "path": "network.layers[].dropout",
    "label": "Dropout",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 0.95,
    "unit": "",
    "log": false,
    "help": "Share of the layer's units that each training step leaves out."
  },
  {
    "path": "network.layers[].batch_norm",
    "label": "Batch normalisation",
    "type": "boolean",
    "default": false,
    "help": "Brings each unit to mean 0 and variance 1 over the batch, before its activation."
  },
  {
    "path": "network.layers[].layer_norm",
    "label": "Layer normalisation",
    "type": "boolean",
    "default": false,
    "help": "Brings each row to mean 0 and variance 1 over the layer's units, before their activation."
  },
  {
    "path": "network.layers[].residual",
    "label": "Residual connection",
    "type": "boolean",
    "default": false,
    "help": "Adds what enters the layer to what leaves it; both need the same width."
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
    "path": "network.initializer_value",
    "label": "Initial value",
    "type": "number",
    "default": 0.05,
    "min": -10,
    "max": 10,
    "unit": "",
    "log": false,
    "help": "Standard deviation of normal, bound of uniform, or the constant itself."
  },
  {
    "path": "network.initializer_gain",
    "label": "Gain by activation",
    "type": "boolean",
    "default": false,
    "help": "He, Xavier, LeCun, orthogonal: multiplies first weights by what makes up for how much the activation shrinks signals."
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
      "mse"
    ],
    "help": "What training minimises. Binary cross-entropy needs two classes; hinge and mse show what cross-entropy is better at."
  },
  {
    "path": "training.label_smoothing",
    "label": "Label smoothing",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 0.99,
    "unit": "",
    "log": false,
    "help": "Cross-entropy: share of the target that is spread evenly over all classes."
  },
  {
    "path": "training.positive_weight",
    "label": "Positive weight",
    "type": "number",
    "default": 1,
    "min": 0.001,
    "max": 1000,
    "unit": "",
    "log": true,
    "help": "Binary cross-entropy: how much a row of the second class counts."
  },
  {
    "path": "training.focal_gamma",
    "label": "Focal gamma",
    "type": "number",
    "default": 2,
    "min": 0,
    "max": 10,
    "unit": "",
    "log": false,
    "help": "Focal: how strongly rows that are already right are played down; 0 is cross-entropy."
  },
  {
    "path": "training.hinge_margin",
    "label": "Hinge margin",
    "type": "number",
    "default": 1,
    "min": 0.01,
    "max": 100,
    "unit": "",
    "log": false,
    "help": "Hinge: by how much the logit of the true class must lead."
  },
  {
    "path": "training.hinge_power",
    "label": "Hinge power",
    "type": "integer",
    "default": 1,
    "min": 1,
    "max": 2,
    "unit": "",
    "log": false,
    "help": "Hinge: 1 counts the missing margin, 2 its square."
  },
  {
    "path": "training.class_weights",
    "label": "Class weights",
    "type": "choice",
    "default": "none",
    "choices": [
      "none",
      "balanced"
    ],
    "help": "Balanced makes every class count alike in the loss, however rare it is; a project may instead give weights by class name."
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
    "help": "SGD, RMSprop: share of the last step that carries over into the next."
  },
  {
    "path": "training.optimizer.dampening",
    "label": "Dampening",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 1,
    "unit": "",
    "log": false,
    "help": "SGD: share of each gradient that stays out of the momentum."
  },
  {
    "path": "training.optimizer.nesterov",
    "label": "Nesterov",
    "type": "boolean",
    "default": false,
    "help": "SGD: looks ahead along the momentum before it steps."
  },
  {
    "path": "training.optimizer.rate_decay",
    "label": "Rate decay",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 1,
    "unit": "",
    "log": false,
    "help": "Adagrad: how fast the learning rate shrinks from step to step."
  },
  {
    "path": "training.optimizer.initial_accumulator",
    "label": "Initial accumulator",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 10,
    "unit": "",
    "log": false,
    "help": "Adagrad: what the sum of squared gradients starts at."
  },
  {
    "path": "training.optimizer.square_decay",
    "label": "Square decay",
    "type": "number",
    "default": 0.99,
    "min": 0,
    "max": 0.9999,
    "unit": "",
    "log": false,
    "help": "RMSprop: memory of the running mean of squared gradients."
  },
  {
    "path": "training.optimizer.centered",
    "label": "Centered",
    "type": "boolean",
    "default": false,
    "help": "RMSprop: divides by the spread of gradients instead of their size."
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
    "help": "Adam and its kin: memory of the running mean of gradients."
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
    "help": "Adam and its kin: memory of the running mean of squared gradients."
  },
  {
    "path": "training.optimizer.momentum_decay",
    "label": "Momentum decay",
    "type": "number",
    "default": 0.004,
    "min": 0,
    "max": 1,
    "unit": "",
    "log": false,
    "help": "NAdam: how fast its momentum warms up."
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
    "help": "All but SGD: keeps the division finite where gradients vanish."
  },
  {
    "path": "training.optimizer.weight_decay",
    "label": "Weight decay",
    "type": "number",
    "default": 0.01,
    "min": 0,
    "max": 10,
    "unit": "",
    "log": true,
    "help": "AdamW: share of every weight that a step at learning rate 1 takes away."
  },
  {
    "path": "training.optimizer.decay_all",
    "label": "Decay everything",
    "type": "boolean",
    "default": false,
    "help": "AdamW: weight decay acts on biases and on what normalisation learns, too."
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
    ],
    "help": "How the learning rate moves during training."
  },
  {
    "path": "training.schedule.factor",
    "label": "Factor of a drop",
    "type": "number",
    "default": 0.1,
    "min": 0.01,
    "max": 0.99,
    "unit": "",
    "log": false,
    "help": "Step, multi-step, plateau: what a drop multiplies the learning rate by."
  },
  {
    "path": "training.schedule.step_epochs",
    "label": "Epochs between drops",
    "type": "integer",
    "default": 0,
    "min": 0,
    "max": 100000,
    "unit": "epochs",
    "log": false,
    "help": "Step: epochs from drop to drop; 0 for a third of the training."
  },
  {
    "path": "training.schedule.epoch_factor",
    "label": "Factor of an epoch",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 1,
    "unit": "",
    "log": false,
    "help": "Exponential: what each epoch multiplies the learning rate by; 0 to end at a hundredth."
  },
  {
    "path": "training.schedule.restart_epochs",
    "label": "First cycle",
    "type": "integer",
    "default": 0,
    "min": 0,
    "max": 100000,
    "unit": "epochs",
    "log": false,
    "help": "Cosine restarts: length of the first cycle; 0 so that the third ends the training."
  },
  {
    "path": "training.schedule.restart_factor",
    "label": "Cycle growth",
    "type": "integer",
    "default": 2,
    "min": 1,
    "max": 10,
    "unit": "",
    "log": false,
    "help": "Cosine restarts: how many times as long each cycle is as the one before."
  },
  {
    "path": "training.schedule.warmup_epochs",
    "label": "Warm-up",
    "type": "integer",
    "default": 0,
    "min": 0,
    "max": 100000,
    "unit": "epochs",
    "log": false,
    "help": "Warm-up cosine: epochs of rising; 0 for a tenth of the training."
  },
  {
    "path": "training.schedule.warmup_share",
    "label": "Rising share",
    "type": "number",
    "default": 0.3,
    "min": 0.01,
    "max": 0.99,
    "unit": "",
    "log": false,
    "help": "One cycle: share of the steps that rise."
  },
  {
    "path": "training.schedule.start_divisor",
    "label": "Start divisor",
    "type": "number",
    "default": 25,
    "min": 1,
    "max": 1000,
    "unit": "",
    "log": true,
    "help": "One cycle: highest learning rate over the first."
  },
  {
    "path": "training.schedule.end_divisor",
    "label": "End divisor",
    "type": "number",
    "default": 10000,
    "min": 1,
    "max": 100000000,
    "unit": "",
    "log": true,
    "help": "One cycle: first learning rate over the last."
  },
  {
    "path": "training.schedule.patience",
    "label": "Plateau patience",
    "type": "integer",
    "default": 10,
    "min": 0,
    "max": 1000,
    "unit": "epochs",
    "log": false,
    "help": "Plateau: epochs without a better validation loss before a drop."
  },
  {
    "path": "training.schedule.cooldown",
    "label": "Cooldown",
    "type": "integer",
    "default": 0,
    "min": 0,
    "max": 1000,
    "unit": "epochs",
    "log": false,
    "help": "Plateau: epochs after a drop that do not count."
  },
  {
    "path": "training.schedule.threshold",
    "label": "Threshold",
    "type": "number",
    "default": 0.0001,
    "min": 0,
    "max": 0.5,
    "unit": "",
    "log": false,
    "help": "Plateau: share by which a better validation loss must be lower."
  },
  {
    "path": "training.schedule.minimum_rate",
    "label": "Lowest rate",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 10,
    "unit": "",
    "log": true,
    "help": "Cosines, plateau: the learning rate goes no lower."
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
    "path": "training.l1",
    "label": "L1",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 10,
    "unit": "",
    "log": true,
    "help": "Penalty that drives weights to zero: adds l1 times the sum of their sizes to the loss."
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
    "path": "training.max_norm",
    "label": "Max norm",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 100,
    "unit": "",
    "log": true,
    "help": "Longest allowed vector of weights into a hidden unit; 0 for any length."
  },
  {
    "path": "training.input_noise",
    "label": "Input noise",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 10,
    "unit": "",
    "log": false,
    "help": "Standard deviation of the noise added to every input in training."
  },
  {
    "path": "training.gradient_clip.norm",
    "label": "Clip norm",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 1000,
    "unit": "",
    "log": true,
    "help": "Longest allowed gradient over all weights; a longer one is shortened. 0 for any length."
  },
  {
    "path": "training.gradient_clip.value",
    "label": "Clip value",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 1000,
    "unit": "",
    "log": true,
    "help": "Largest allowed entry of a gradient; a larger one is cut. 0 for any."
  },
  {
    "path": "training.early_stopping.patience",
    "label": "Early stopping",
    "type": "integer",
    "default": 0,
    "min": 0,
    "max": 10000,
    "unit": "epochs",
    "log": false,
    "help": "Stops after so many epochs without a better validation loss; 0 never stops early."
  },
  {
    "path": "training.early_stopping.minimum_improvement",
    "label": "Minimum improvement",
    "type": "number",
    "default": 0,
    "min": 0,
    "max": 10,
    "unit": "",
    "log": false,
    "help": "Early stopping: by how much a better validation loss must be lower."
  },
  {
    "path": "training.early_stopping.restore_best",
    "label": "Restore the best",
    "type": "boolean",
    "default": true,
    "help": "Early stopping: training ends with the network of its best epoch."
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
    "path": "seeds.dropout",
    "label": "Dropout seed",
    "type": "integer",
    "default": 1,
    "min": 0,
    "max": 2147483647,
    "unit": "",
    "log": false,
    "help": "Repeats which units dropout leaves out."
  },
  {
    "path": "seeds.noise",
    "label": "Noise seed",
    "type": "integer",
    "default": 1,
    "min": 0,
    "max": 2147483647,
    "unit": "",
    "log": false,
    "help": "Repeats the noise on inputs."
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
