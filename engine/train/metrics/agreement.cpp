#include "train/metrics/agreement.h"

#include <cmath>
#include <string_view>

namespace vitrine::metrics {

namespace {

double weight_of(KappaWeights weights, int truth, int predicted) {
  const double distance = truth > predicted ? truth - predicted : predicted - truth;
  switch (weights) {
    case KappaWeights::linear:
      return distance;
    case KappaWeights::quadratic:
      return distance * distance;
    default:
      return truth == predicted ? 0 : 1;
  }
}

}  // namespace

// The sums below are of whole numbers, so they are exact up to 2^53 whatever the order of the classes.

Metric cohen_kappa(const ConfusionMatrix& confusion, KappaWeights weights) {
  constexpr std::string_view name = "Cohen's kappa";
  if (confusion.rows() == 0) return not_available(name, {"there are no rows"});
  double observed = 0, expected = 0;  // the latter times the number of rows
  for (int truth = 0; truth < confusion.classes(); ++truth) {
    for (int predicted = 0; predicted < confusion.classes(); ++predicted) {
      const double weight = weight_of(weights, truth, predicted);
      observed += weight * confusion.count(truth, predicted);
      expected += weight * confusion.support(truth) * confusion.predicted(predicted);
    }
  }
  if (expected == 0) return not_available(name, {"all rows are of one class and were predicted as it"});
  return 1 - observed * confusion.rows() / expected;
}

Metric matthews_correlation(const ConfusionMatrix& confusion) {
  constexpr std::string_view name = "Matthews correlation";
  const double rows = confusion.rows();
  double chance = 0, truth_squares = 0, prediction_squares = 0;
  for (int k = 0; k < confusion.classes(); ++k) {
    const double support = confusion.support(k), predicted = confusion.predicted(k);
    chance += support * predicted;
    truth_squares += support * support;
    prediction_squares += predicted * predicted;
  }
  const double truth_spread = rows * rows - truth_squares;
  const double prediction_spread = rows * rows - prediction_squares;
  if (rows == 0) return not_available(name, {"there are no rows"});
  if (truth_spread == 0) return not_available(name, {"all rows are of one class"});
  if (prediction_spread == 0) return not_available(name, {"all rows were predicted as one class"});
  return (confusion.correct() * rows - chance) / std::sqrt(truth_spread * prediction_spread);
}

}  // namespace vitrine::metrics
