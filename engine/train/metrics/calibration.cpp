#include "train/metrics/calibration.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace vitrine::metrics {

namespace {

int bin_of(double probability, int bins, BinEdge closed) {
  const double place = probability * bins;
  const int bin =
      closed == BinEdge::lower ? static_cast<int>(std::floor(place)) : static_cast<int>(std::ceil(place)) - 1;
  return std::clamp(bin, 0, bins - 1);
}

double gap(const ReliabilityBin& bin) {
  return std::abs(bin.frequency.value() - bin.mean_probability.value());
}

}  // namespace

std::vector<ReliabilityBin> reliability(std::span<const double> probabilities, std::span<const int> outcomes,
                                        int bins, BinEdge closed) {
  assert(probabilities.size() == outcomes.size() && bins > 0);
  struct Sums {
    int rows = 0, came_true = 0;
    double probability = 0;
  };
  std::vector<Sums> sums(static_cast<std::size_t>(bins));
  for (std::size_t row = 0; row < probabilities.size(); ++row) {
    assert(probabilities[row] >= 0 && probabilities[row] <= 1);
    Sums& bin = sums[bin_of(probabilities[row], bins, closed)];
    ++bin.rows;
    bin.came_true += outcomes[row];
    bin.probability += probabilities[row];
  }
  std::vector<ReliabilityBin> result;
  for (int i = 0; i < bins; ++i) {
    const Sums& bin = sums[i];
    result.push_back(
        {static_cast<double>(i) / bins, static_cast<double>(i + 1) / bins, bin.rows,
         ratio("The mean probability", bin.probability, bin.rows, {"no row has a probability in this bin"}),
         ratio("The frequency", bin.came_true, bin.rows, {"no row has a probability in this bin"})});
  }
  return result;
}

std::vector<ReliabilityBin> confidence_reliability(const ClassPredictions& predictions, int bins,
                                                   BinEdge closed) {
  std::vector<double> confidences;
  std::vector<int> hits;
  for (int row = 0; row < predictions.rows(); ++row) {
    const int guess = predictions.most_probable()[row];
    confidences.push_back(predictions.probabilities()(guess, row));
    hits.push_back(guess == predictions.labels()[row] ? 1 : 0);
  }
  return reliability(confidences, hits, bins, closed);
}

std::vector<ReliabilityBin> class_reliability(const ClassPredictions& predictions, int k, int bins,
                                              BinEdge closed) {
  std::vector<int> outcomes;
  for (const int label : predictions.labels()) outcomes.push_back(label == k ? 1 : 0);
  return reliability(predictions.probabilities_of(k), outcomes, bins, closed);
}

Metric expected_calibration_error(std::span<const ReliabilityBin> bins) {
  double sum = 0;
  int rows = 0;
  for (const ReliabilityBin& bin : bins) {
    if (bin.rows == 0) continue;
    sum += bin.rows * gap(bin);
    rows += bin.rows;
  }
  return ratio("Expected calibration error", sum, rows, {"there are no rows"});
}

Metric maximum_calibration_error(std::span<const ReliabilityBin> bins) {
  double largest = -1;
  for (const ReliabilityBin& bin : bins) {
    if (bin.rows > 0) largest = std::max(largest, gap(bin));
  }
  if (largest < 0) return not_available("Maximum calibration error", {"there are no rows"});
  return largest;
}

}  // namespace vitrine::metrics
