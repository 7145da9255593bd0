/**
 * The project document: everything a person chooses, as sparse JSON. Every field may be left out; the
 * engine's option table holds the default.
 */
export interface ProjectDocument {
  vitrine: 1;
  title?: string;
  data?: {
    source?: DataSource;
    task?: "classification" | "regression";
    target?: string;
    columns?: Record<string, { role?: "input" | "ignore"; type?: "number" | "category" }>;
    preprocessing?: {
      scaling?: string;
      range_low?: number;
      range_high?: number;
      clip?: boolean;
      quantile_low?: number;
      quantile_high?: number;
      imputation?: string;
      fill_value?: number;
      missing_indicator?: boolean;
      missing_category?: string;
      rare_share?: number;
    };
    split?: { train?: number; validation?: number; test?: number };
  };
  network?: {
    layers?: LayerDocument[];
    initializer?: string;
    initializer_value?: number;
    initializer_gain?: boolean;
  };
  training?: {
    loss?: string;
    /** A choice, or a weight for each class by name; one that is not named weighs 1. */
    class_weights?: string | Record<string, number>;
    label_smoothing?: number;
    positive_weight?: number;
    focal_gamma?: number;
    hinge_margin?: number;
    hinge_power?: number;
    optimizer?: {
      name?: string;
      learning_rate?: number;
      momentum?: number;
      dampening?: number;
      nesterov?: boolean;
      rate_decay?: number;
      initial_accumulator?: number;
      square_decay?: number;
      rmsprop_momentum?: number;
      centered?: boolean;
      beta1?: number;
      beta2?: number;
      momentum_decay?: number;
      weight_decay?: number;
      decay_all?: boolean;
      epsilon?: number;
    };
    schedule?: {
      name?: string;
      factor?: number;
      step_epochs?: number;
      /** Epochs before each drop, in ascending order. */
      milestones?: number[];
      epoch_factor?: number;
      restart_epochs?: number;
      restart_factor?: number;
      warmup_epochs?: number;
      warmup_share?: number;
      start_divisor?: number;
      end_divisor?: number;
      patience?: number;
      cooldown?: number;
      threshold?: number;
      minimum_rate?: number;
    };
    batch_size?: number;
    epochs?: number;
    l1?: number;
    l2?: number;
    max_norm?: number;
    input_noise?: number;
    gradient_clip?: { norm?: number; value?: number };
    early_stopping?: { patience?: number; minimum_improvement?: number; restore_best?: boolean };
    decision?: { rule?: string; threshold?: number };
  };
  search?: {
    space?: Record<string, unknown>;
    sampler?: string;
    trials?: number;
    folds?: number;
    repeats?: number;
    metric?: string;
  };
  explain?: { method?: string; background?: number; coalitions?: number; space?: string };
  seeds?: {
    data?: number;
    split?: number;
    weights?: number;
    shuffle?: number;
    dropout?: number;
    noise?: number;
    search?: number;
    explain?: number;
  };
}

export interface LayerDocument {
  units?: number;
  activation?: string;
  /** Share of the units that a training step leaves out. */
  dropout?: number;
  batch_norm?: boolean;
  layer_norm?: boolean;
  residual?: boolean;
}

/** A hidden layer with nothing left out. */
export type Layer = Required<LayerDocument>;

export type DataSource =
  | { dataset: string }
  | { toy: string; rows?: number; noise?: number }
  | { csv: string; name?: string }
  | { file: { name: string; sha256: string } };
