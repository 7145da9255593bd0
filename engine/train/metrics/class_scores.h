#pragma once

#include "train/metrics/confusion_matrix.h"
#include "train/metrics/metric.h"

namespace vitrine::metrics {

/// How well one class is told from all others.
struct ClassScores {
  Metric precision;  ///< Share of the rows predicted as the class that are of it.
  Metric recall;     ///< Share of the rows of the class that were predicted as it.
  Metric f1;    ///< Harmonic mean of the two: 2 TP / (2 TP + FP + FN), also where precision is undefined.
  int support;  ///< Rows of the class.
};

ClassScores class_scores(const ConfusionMatrix& confusion, int k);

/// How the scores of the classes become one number.
enum class Averaging {
  macro,       ///< Every class counts the same.
  macro_seen,  ///< Every class that has rows or predictions counts the same.
  micro,       ///< Every row counts the same: with one class per row, all three scores are the accuracy.
  weighted,    ///< Every class counts by its rows.
};

struct AveragedScores {
  Metric precision, recall, f1;
};

/// Averages over the classes, in which an undefined score counts as 0: a model that never predicts a class
/// should not score better for it.
AveragedScores averaged_scores(const ConfusionMatrix& confusion, Averaging averaging);

}  // namespace vitrine::metrics
