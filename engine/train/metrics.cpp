#include "train/metrics.h"

#include "error.h"
#include "nn/loss.h"
#include "train/metrics/regression.h"

namespace vitrine {

template <typename Scalar>
ClassificationScores score_classification(const Matrix<Scalar>& logits, std::span<const int> labels) {
  if (labels.empty()) fail("no_rows", {"There are no rows to score."});
  const int classes = static_cast<int>(logits.rows());
  ClassificationScores scores;
  scores.rows = static_cast<int>(labels.size());
  scores.confusion.assign(classes, std::vector<int>(classes, 0));
  for (int row = 0; row < scores.rows; ++row) {
    int predicted = 0;
    for (int k = 1; k < classes; ++k) {
      if (logits(k, row) > logits(predicted, row)) predicted = k;
    }
    ++scores.confusion[labels[row]][predicted];
  }
  const BatchLoss loss = softmax_cross_entropy<Scalar>({logits.data(), std::size_t(logits.size())}, classes,
                                                       classes, labels, {});
  scores.log_loss = loss.value;
  scores.accuracy = static_cast<double>(loss.correct) / scores.rows;
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

template ClassificationScores score_classification<float>(const Matrix<float>&, std::span<const int>);
template ClassificationScores score_classification<double>(const Matrix<double>&, std::span<const int>);

}  // namespace vitrine
