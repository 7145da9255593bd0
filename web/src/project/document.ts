/**
 * The project document: everything a person chooses, as sparse JSON. Every field may be left out; the
 * engine's option table holds the default.
 */
export interface ProjectDocument {
  vitrine: 1;
  title?: string;
  data?: {
    source?: DataSource;
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
  network?: { layers?: LayerDocument[]; initializer?: string };
  training?: {
    loss?: string;
    optimizer?: {
      name?: string;
      learning_rate?: number;
      momentum?: number;
      beta1?: number;
      beta2?: number;
      epsilon?: number;
    };
    batch_size?: number;
    epochs?: number;
    l2?: number;
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
  seeds?: { data?: number; split?: number; weights?: number; shuffle?: number; search?: number; explain?: number };
}

export interface LayerDocument {
  units?: number;
  activation?: string;
}

export type DataSource =
  | { dataset: string }
  | { toy: string; rows?: number; noise?: number }
  | { csv: string; name?: string }
  | { file: { name: string; sha256: string } };
