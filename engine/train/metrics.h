#pragma once

#include <optional>
#include <span>
#include <vector>

#include "nn/types.h"
#include "train/metrics/metric.h"

namespace vitrine {

/// How good class probabilities are on labelled examples: what training reports after every epoch. All other
/// metrics are in train/metrics/.
struct ClassificationScores {
  int rows = 0;
  double accuracy = 0;                      ///< Share of rows whose predicted class is right.
  double log_loss = 0;                      ///< Mean -log(probability of the true class), in nats.
  std::vector<std::vector<int>> confusion;  ///< [true class][predicted class]: rows.
};

/// @param logits  classes x examples, the inputs of softmax. From logits the log loss is finite even where a
///                probability underflows.
/// @param threshold  of two classes, the second is predicted from this probability on; without it the most
///                   probable class is, the lowest index of equals.
/// @throws Error "no_rows" if there are no examples: the metrics are undefined then.
template <typename Scalar>
ClassificationScores score_classification(const Matrix<Scalar>& logits, std::span<const int> labels,
                                          std::optional<double> threshold = {});

/// How close predicted numbers come to a numeric target, in its unit.
struct RegressionScores {
  int rows;
  metrics::Metric r_squared;  ///< Share of the target's variance that is explained.
  metrics::Metric rmse;       ///< Root of the mean squared error.
  metrics::Metric mae;        ///< Mean absolute error.
};

/// @throws Error "no_rows".
RegressionScores score_regression(std::span<const double> predictions, std::span<const double> targets);

}  // namespace vitrine
