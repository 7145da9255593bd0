// Written by scripts/generate-options from the engine's option table, where every option is defined. Do not edit.

export interface MetricInfo {
  name: string;
  label: string;
  /** Of the target that it measures. */
  task: "classification" | "regression";
  larger_is_better: boolean;
}

/** What a trained network can be scored by. */
export const metrics: readonly MetricInfo[] = [
  {
    "name": "accuracy",
    "label": "Accuracy",
    "task": "classification",
    "larger_is_better": true
  },
  {
    "name": "balanced_accuracy",
    "label": "Balanced accuracy",
    "task": "classification",
    "larger_is_better": true
  },
  {
    "name": "precision_macro",
    "label": "Precision, macro",
    "task": "classification",
    "larger_is_better": true
  },
  {
    "name": "recall_macro",
    "label": "Recall, macro",
    "task": "classification",
    "larger_is_better": true
  },
  {
    "name": "f1_macro",
    "label": "F1, macro",
    "task": "classification",
    "larger_is_better": true
  },
  {
    "name": "precision_weighted",
    "label": "Precision, weighted",
    "task": "classification",
    "larger_is_better": true
  },
  {
    "name": "recall_weighted",
    "label": "Recall, weighted",
    "task": "classification",
    "larger_is_better": true
  },
  {
    "name": "f1_weighted",
    "label": "F1, weighted",
    "task": "classification",
    "larger_is_better": true
  },
  {
    "name": "f1_micro",
    "label": "F1, micro",
    "task": "classification",
    "larger_is_better": true
  },
  {
    "name": "cohen_kappa",
    "label": "Cohen's kappa",
    "task": "classification",
    "larger_is_better": true
  },
  {
    "name": "cohen_kappa_linear",
    "label": "Cohen's kappa, linear",
    "task": "classification",
    "larger_is_better": true
  },
  {
    "name": "cohen_kappa_quadratic",
    "label": "Cohen's kappa, quadratic",
    "task": "classification",
    "larger_is_better": true
  },
  {
    "name": "mcc",
    "label": "Matthews correlation",
    "task": "classification",
    "larger_is_better": true
  },
  {
    "name": "log_loss",
    "label": "Log loss",
    "task": "classification",
    "larger_is_better": false
  },
  {
    "name": "brier",
    "label": "Brier score",
    "task": "classification",
    "larger_is_better": false
  },
  {
    "name": "top_3_accuracy",
    "label": "Top-3 accuracy",
    "task": "classification",
    "larger_is_better": true
  },
  {
    "name": "roc_auc",
    "label": "ROC AUC",
    "task": "classification",
    "larger_is_better": true
  },
  {
    "name": "roc_auc_ovr_weighted",
    "label": "ROC AUC, weighted",
    "task": "classification",
    "larger_is_better": true
  },
  {
    "name": "roc_auc_ovo_macro",
    "label": "ROC AUC, one against one",
    "task": "classification",
    "larger_is_better": true
  },
  {
    "name": "average_precision",
    "label": "Average precision",
    "task": "classification",
    "larger_is_better": true
  },
  {
    "name": "ece",
    "label": "Calibration error",
    "task": "classification",
    "larger_is_better": false
  },
  {
    "name": "mce",
    "label": "Largest calibration error",
    "task": "classification",
    "larger_is_better": false
  },
  {
    "name": "r2",
    "label": "R squared",
    "task": "regression",
    "larger_is_better": true
  },
  {
    "name": "rmse",
    "label": "RMSE",
    "task": "regression",
    "larger_is_better": false
  },
  {
    "name": "mae",
    "label": "MAE",
    "task": "regression",
    "larger_is_better": false
  },
  {
    "name": "median_absolute_error",
    "label": "Median absolute error",
    "task": "regression",
    "larger_is_better": false
  },
  {
    "name": "max_error",
    "label": "Maximum error",
    "task": "regression",
    "larger_is_better": false
  },
  {
    "name": "mape",
    "label": "Mean absolute percentage error",
    "task": "regression",
    "larger_is_better": false
  }
];
