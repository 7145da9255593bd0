#include "train/metrics.h"

#include "error.h"
#include "nn/loss.h"
#include "nn/math.h"
#include "train/metrics/regression.h"

namespace vitrine {

namespace {

template <typename Scalar>
int most_probable(const Matrix<Scalar>& logits, int row) {
  int best = 0;
  for (int k = 1; k < logits.rows(); ++k) {
    if (logits(k, row) > logits(best, row)) best = k;
  }
  return best;
}

/// Of two classes: softmax, to the bit, without its loops.
template <typename Scalar>
double probability_of_second(const Matrix<Scalar>& logits, int row) {
  return math::sigmoid(static_cast<double>(logits(1, row)) - static_cast<double>(logits(0, row)));
}

}  // namespace

template <typename Scalar>
ClassificationScores score_classification(const Matrix<Scalar>& logits, std::span<const int> labels,
                                          std::optional<double> threshold) {
  if (labels.empty()) fail("no_rows", {"There are no rows to score."});
  const int classes = static_cast<int>(logits.rows());
  ClassificationScores scores;
  scores.rows = static_cast<int>(labels.size());
  scores.confusion.assign(classes, std::vector<int>(classes, 0));
  int right = 0;
  for (int row = 0; row < scores.rows; ++row) {
    const int predicted = threshold ? static_cast<int>(probability_of_second(logits, row) >= *threshold)
                                    : most_probable(logits, row);
    ++scores.confusion[labels[row]][predicted];
    right += predicted == labels[row] ? 1 : 0;
  }
  const BatchLoss loss = softmax_cross_entropy<Scalar>({logits.data(), std::size_t(logits.size())}, classes,
                                                       classes, labels, {});
  scores.log_loss = loss.value;
  scores.accuracy = static_cast<double>(right) / scores.rows;
  return scores;
}

RegressionScores score_regression(std::span<const double> predictions, std::span<const double> targets) {
  if (targets.empty()) fail("no_rows", {"There are no rows to score."});
  const int count = static_cast<int>(targets.size());
  const metrics::Measured<metrics::NumberPredictions> rows = metrics::NumberPredictions::from(
      {targets.begin(), targets.end()}, {predictions.begin(), predictions.end()});
  if (!rows.available()) {
    const metrics::NotAvailable none{rows.reason()};
    return {count, none, none, none};
  }
  return {count, metrics::r_squared(rows.value()), metrics::root_mean_squared_error(rows.value()),
          metrics::mean_absolute_error(rows.value())};
}

template ClassificationScores score_classification<float>(const Matrix<float>&, std::span<const int>,
                                                          std::optional<double>);
template ClassificationScores score_classification<double>(const Matrix<double>&, std::span<const int>,
                                                           std::optional<double>);

}  // namespace vitrine
