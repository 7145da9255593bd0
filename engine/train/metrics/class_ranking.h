#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "nn/types.h"
#include "train/metrics/metric.h"

namespace vitrine::metrics {

class ClassPredictions;

/// The rows ranked by the probability of each class: one sort a class, from which the areas under all curves
/// between classes follow.
class ClassRanking {
 public:
  /// @param probabilities  classes x rows, no NaN.
  ClassRanking(const Matrix<double>& probabilities, std::span<const int> labels);

  /// Twice the number of pairs, a row of class a and one of class b, in which the row of a has the higher
  /// probability of a; a tie counts half.
  std::int64_t doubled_wins(int a, int b) const { return doubled_wins_[a * average_precision_.size() + b]; }

  /// Of the rows of class a, ranked by its probability; meaningless if it has none.
  double average_precision(int a) const { return average_precision_[a]; }

 private:
  std::vector<std::int64_t> doubled_wins_;  ///< classes x classes.
  std::vector<double> average_precision_;
};

/// Which classes or pairs an average takes: all, and then it is undefined where one of them is; or those that
/// are defined.
enum class Over { all, defined_only };

/// Area under the ROC curve of class k, its rows against all others. Not available unless it has rows and
/// they are not all.
Metric roc_auc_one_vs_rest(const ClassPredictions& predictions, int k);

/// Plain mean over classes.
Metric roc_auc_one_vs_rest_macro(const ClassPredictions& predictions, Over over = Over::all);

/// Mean over classes, each by its rows.
Metric roc_auc_one_vs_rest_weighted(const ClassPredictions& predictions);

/// Mean over pairs of classes {a, b} of the area that P(a) and the area that P(b) gives on the rows of the
/// two: Hand & Till (2001).
Metric roc_auc_one_vs_one_macro(const ClassPredictions& predictions, Over over = Over::all);

/// Average precision of class k against all others. Not available if it has no rows.
Metric average_precision_one_vs_rest(const ClassPredictions& predictions, int k);

/// Plain mean over classes.
Metric average_precision_macro(const ClassPredictions& predictions, Over over = Over::all);

}  // namespace vitrine::metrics
