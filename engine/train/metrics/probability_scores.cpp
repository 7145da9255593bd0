#include "train/metrics/probability_scores.h"

#include <limits>

#include "nn/math.h"

namespace vitrine::metrics {

namespace {

double clipped(double probability) {
  constexpr double epsilon = std::numeric_limits<double>::epsilon();
  const double low = probability < epsilon ? epsilon : probability;
  return low > 1 - epsilon ? 1 - epsilon : low;
}

double square(double x) { return x * x; }

}  // namespace

double log_loss(const ClassPredictions& predictions) {
  if (predictions.log_loss_of_logits()) return *predictions.log_loss_of_logits();
  const Matrix<double>& probabilities = predictions.probabilities();
  double loss = 0;
  for (int row = 0; row < predictions.rows(); ++row) {
    double sum = 0;
    for (int k = 0; k < predictions.classes(); ++k) sum += clipped(probabilities(k, row));
    loss -= math::log(clipped(probabilities(predictions.labels()[row], row)) / sum);
  }
  return loss / predictions.rows();
}

double brier_sum(const ClassPredictions& predictions) {
  double sum = 0;
  for (int row = 0; row < predictions.rows(); ++row) {
    for (int k = 0; k < predictions.classes(); ++k) {
      sum += square(predictions.probabilities()(k, row) - (predictions.labels()[row] == k ? 1 : 0));
    }
  }
  return sum / predictions.rows();
}

Metric brier_of_two_classes(const ClassPredictions& predictions) {
  if (predictions.classes() != 2) {
    return not_available("The Brier score of two classes", {"there are ", predictions.classes(), " classes"});
  }
  double sum = 0;
  for (int row = 0; row < predictions.rows(); ++row) {
    sum += square(predictions.probabilities()(1, row) - predictions.labels()[row]);
  }
  return sum / predictions.rows();
}

Metric top_k_accuracy(const ClassPredictions& predictions, int k) {
  if (k > predictions.classes()) {
    return not_available(concat({"Top-", k, " accuracy"}),
                         {"there are only ", predictions.classes(), " classes"});
  }
  const Matrix<double>& probabilities = predictions.probabilities();
  int hits = 0;
  for (int row = 0; row < predictions.rows(); ++row) {
    const int truth = predictions.labels()[row];
    const double p = probabilities(truth, row);
    int ahead = 0;
    for (int other = 0; other < predictions.classes(); ++other) {
      const double q = probabilities(other, row);
      ahead += q > p || (q == p && other < truth) ? 1 : 0;
    }
    hits += ahead < k ? 1 : 0;
  }
  return static_cast<double>(hits) / predictions.rows();
}

}  // namespace vitrine::metrics
