// Written by scripts/generate-options from the engine's option table, where every option is defined. Do not edit.

/** What a metric means, in a sentence, by its name. */
export const metricHelp: Readonly<Record<string, string>> = {
  "accuracy": "Share of rows whose predicted class is right.",
  "balanced_accuracy": "Mean over the classes of the share of their rows that is found: rare classes count as much as frequent ones.",
  "precision_macro": "Share of the predictions of a class that are right, averaged over classes; 0 for a class that is never predicted.",
  "recall_macro": "Share of the rows of a class that are found, averaged over classes; 0 for a class without rows.",
  "f1_macro": "Harmonic mean of precision and recall of a class, averaged over classes.",
  "precision_weighted": "Share of the predictions of a class that are right, averaged over classes by their rows.",
  "recall_weighted": "Share of the rows of a class that are found, averaged over classes by their rows: the accuracy.",
  "f1_weighted": "Harmonic mean of precision and recall of a class, averaged over classes by their rows.",
  "f1_micro": "F1 of all rows pooled: with one class per row, the accuracy.",
  "cohen_kappa": "Agreement with the truth beyond chance: 1 is perfect, 0 is guessing by the classes' frequencies.",
  "cohen_kappa_linear": "Kappa for classes in order: a confusion counts by how many classes it is off.",
  "cohen_kappa_quadratic": "Kappa for classes in order: a confusion counts by the square of how many classes it is off.",
  "mcc": "Correlation of predicted and true classes: 1 is perfect, 0 is no better than a constant.",
  "log_loss": "Mean of -log of the true class's probability, in nats.",
  "brier": "Mean squared error of the probabilities: of the second class when there are two, else summed over classes.",
  "top_3_accuracy": "Share of rows whose class is among the three most probable.",
  "roc_auc": "Chance that a row of a class is given a higher probability of it than a row of another: of the second class when there are two, else averaged over classes.",
  "roc_auc_ovr_weighted": "ROC AUC of each class against all others, averaged by their rows.",
  "roc_auc_ovo_macro": "ROC AUC of each class against each other, averaged over pairs.",
  "average_precision": "Area under the precision-recall curve: of the second class when there are two, else averaged over classes.",
  "ece": "How far confidence is from accuracy, on average over ten bins of confidence.",
  "mce": "How far confidence is from accuracy in the worst of ten bins of confidence.",
  "r2": "Share of the target's variance that the predictions explain: 0 is what its mean would score.",
  "rmse": "Root of the mean squared error, in the target's unit.",
  "mae": "Mean absolute error, in the target's unit.",
  "median_absolute_error": "Half of the rows are off by no more than this, in the target's unit.",
  "max_error": "Error of the worst row, in the target's unit.",
  "mape": "Mean absolute error as a share of the target; 0.1 is ten per cent."
};
