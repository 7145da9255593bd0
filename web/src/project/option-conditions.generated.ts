// Written by scripts/generate-options from the engine's option table, where every option is defined. Do not edit.

/** Another option's choices without which an option is not read. */
export interface Condition {
  option: string;
  choices: readonly string[];
}

/** By the option's path; none where it is always read. */
export const optionConditions: Readonly<Record<string, Condition>> = {
  "data.preprocessing.range_low": {
    "option": "data.preprocessing.scaling",
    "choices": [
      "min_max"
    ]
  },
  "data.preprocessing.range_high": {
    "option": "data.preprocessing.scaling",
    "choices": [
      "min_max"
    ]
  },
  "data.preprocessing.clip": {
    "option": "data.preprocessing.scaling",
    "choices": [
      "min_max"
    ]
  },
  "data.preprocessing.quantile_low": {
    "option": "data.preprocessing.scaling",
    "choices": [
      "robust"
    ]
  },
  "data.preprocessing.quantile_high": {
    "option": "data.preprocessing.scaling",
    "choices": [
      "robust"
    ]
  },
  "data.preprocessing.fill_value": {
    "option": "data.preprocessing.imputation",
    "choices": [
      "constant"
    ]
  },
  "network.initializer_value": {
    "option": "network.initializer",
    "choices": [
      "normal",
      "uniform",
      "constant"
    ]
  },
  "network.initializer_gain": {
    "option": "network.initializer",
    "choices": [
      "he_normal",
      "he_uniform",
      "xavier_normal",
      "xavier_uniform",
      "lecun_normal",
      "lecun_uniform",
      "orthogonal"
    ]
  },
  "training.label_smoothing": {
    "option": "training.loss",
    "choices": [
      "cross_entropy"
    ]
  },
  "training.positive_weight": {
    "option": "training.loss",
    "choices": [
      "binary_cross_entropy"
    ]
  },
  "training.focal_gamma": {
    "option": "training.loss",
    "choices": [
      "focal"
    ]
  },
  "training.hinge_margin": {
    "option": "training.loss",
    "choices": [
      "hinge"
    ]
  },
  "training.hinge_power": {
    "option": "training.loss",
    "choices": [
      "hinge"
    ]
  },
  "training.huber_delta": {
    "option": "training.loss",
    "choices": [
      "huber"
    ]
  },
  "training.class_weights": {
    "option": "training.loss",
    "choices": [
      "cross_entropy",
      "binary_cross_entropy",
      "focal",
      "hinge"
    ]
  },
  "training.optimizer.momentum": {
    "option": "training.optimizer.name",
    "choices": [
      "sgd"
    ]
  },
  "training.optimizer.dampening": {
    "option": "training.optimizer.name",
    "choices": [
      "sgd"
    ]
  },
  "training.optimizer.nesterov": {
    "option": "training.optimizer.name",
    "choices": [
      "sgd"
    ]
  },
  "training.optimizer.rate_decay": {
    "option": "training.optimizer.name",
    "choices": [
      "adagrad"
    ]
  },
  "training.optimizer.initial_accumulator": {
    "option": "training.optimizer.name",
    "choices": [
      "adagrad"
    ]
  },
  "training.optimizer.square_decay": {
    "option": "training.optimizer.name",
    "choices": [
      "rmsprop"
    ]
  },
  "training.optimizer.rmsprop_momentum": {
    "option": "training.optimizer.name",
    "choices": [
      "rmsprop"
    ]
  },
  "training.optimizer.centered": {
    "option": "training.optimizer.name",
    "choices": [
      "rmsprop"
    ]
  },
  "training.optimizer.beta1": {
    "option": "training.optimizer.name",
    "choices": [
      "adam",
      "amsgrad",
      "nadam",
      "adamw"
    ]
  },
  "training.optimizer.beta2": {
    "option": "training.optimizer.name",
    "choices": [
      "adam",
      "amsgrad",
      "nadam",
      "adamw"
    ]
  },
  "training.optimizer.momentum_decay": {
    "option": "training.optimizer.name",
    "choices": [
      "nadam"
    ]
  },
  "training.optimizer.epsilon": {
    "option": "training.optimizer.name",
    "choices": [
      "adagrad",
      "rmsprop",
      "adam",
      "amsgrad",
      "nadam",
      "adamw"
    ]
  },
  "training.optimizer.weight_decay": {
    "option": "training.optimizer.name",
    "choices": [
      "adamw"
    ]
  },
  "training.optimizer.decay_all": {
    "option": "training.optimizer.name",
    "choices": [
      "adamw"
    ]
  },
  "training.schedule.factor": {
    "option": "training.schedule.name",
    "choices": [
      "step",
      "multi_step",
      "plateau"
    ]
  },
  "training.schedule.step_epochs": {
    "option": "training.schedule.name",
    "choices": [
      "step"
    ]
  },
  "training.schedule.epoch_factor": {
    "option": "training.schedule.name",
    "choices": [
      "exponential"
    ]
  },
  "training.schedule.restart_epochs": {
    "option": "training.schedule.name",
    "choices": [
      "cosine_restarts"
    ]
  },
  "training.schedule.restart_factor": {
    "option": "training.schedule.name",
    "choices": [
      "cosine_restarts"
    ]
  },
  "training.schedule.warmup_epochs": {
    "option": "training.schedule.name",
    "choices": [
      "warmup_cosine"
    ]
  },
  "training.schedule.warmup_share": {
    "option": "training.schedule.name",
    "choices": [
      "one_cycle"
    ]
  },
  "training.schedule.start_divisor": {
    "option": "training.schedule.name",
    "choices": [
      "one_cycle"
    ]
  },
  "training.schedule.end_divisor": {
    "option": "training.schedule.name",
    "choices": [
      "one_cycle"
    ]
  },
  "training.schedule.patience": {
    "option": "training.schedule.name",
    "choices": [
      "plateau"
    ]
  },
  "training.schedule.cooldown": {
    "option": "training.schedule.name",
    "choices": [
      "plateau"
    ]
  },
  "training.schedule.threshold": {
    "option": "training.schedule.name",
    "choices": [
      "plateau"
    ]
  },
  "training.schedule.minimum_rate": {
    "option": "training.schedule.name",
    "choices": [
      "cosine",
      "cosine_restarts",
      "warmup_cosine",
      "plateau"
    ]
  },
  "training.decision.threshold": {
    "option": "training.decision.rule",
    "choices": [
      "given"
    ]
  }
};
