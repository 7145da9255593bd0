#pragma once

#include <string>
#include <utility>
#include <vector>

#include "nn/random.h"
#include "train/metrics/class_predictions.h"

namespace vitrine::test {

/// "a", "b", ...
inline std::vector<std::string> letters(int count) {
  std::vector<std::string> names;
  for (int k = 0; k < count; ++k) names.emplace_back(1, static_cast<char>('a' + k));
  return names;
}

/// Labels, and probabilities that know a little about them.
struct RandomRows {
  Matrix<double> probabilities;  ///< classes x rows.
  Labels labels;

  /// @param steps  makes each row eighths, say, of steps = 8, so that rows and classes tie; 0 leaves them
  /// apart.
  RandomRows(int rows, int classes, std::uint64_t seed, int steps = 0) : probabilities(classes, rows) {
    Random random(seed, Purpose::noise);
    for (int row = 0; row < rows; ++row) {
      labels.push_back(static_cast<int>(random.below(static_cast<std::uint32_t>(classes))));
      if (steps > 0) {
        for (int k = 0; k < classes; ++k) probabilities(k, row) = 0;
        for (int step = 0; step < steps; ++step) {
          const int k = static_cast<int>(random.below(static_cast<std::uint32_t>(classes)));
          probabilities(step % 3 == 0 ? labels.back() : k, row) += 1.0 / steps;
        }
        continue;
      }
      double sum = 0;
      for (int k = 0; k < classes; ++k) {
        const double evidence = random.uniform();
        probabilities(k, row) = 0.05 + evidence + (k == labels.back() ? 0.4 : 0);
        sum += probabilities(k, row);
      }
      for (int k = 0; k < classes; ++k) probabilities(k, row) /= sum;
    }
  }

  metrics::ClassPredictions predictions() const {
    return metrics::ClassPredictions::from_probabilities(probabilities, labels,
                                                         letters(static_cast<int>(probabilities.rows())))
        .value();
  }

  /// Row i of the result is row order[i] of this.
  RandomRows in_order(const std::vector<int>& order) const {
    RandomRows result = *this;
    for (std::size_t i = 0; i < order.size(); ++i) {
      const auto to = static_cast<Eigen::Index>(i), from = static_cast<Eigen::Index>(order[i]);
      result.labels[i] = labels[static_cast<std::size_t>(order[i])];
      result.probabilities.col(to) = probabilities.col(from);
    }
    return result;
  }

  /// The same rows with the classes in reverse order.
  RandomRows with_classes_reversed() const {
    RandomRows result = *this;
    const int last = static_cast<int>(probabilities.rows()) - 1;
    for (int& label : result.labels) label = last - label;
    for (int k = 0; k <= last; ++k) result.probabilities.row(k) = probabilities.row(last - k);
    return result;
  }
};

/// Predictions from one row of probabilities per example, as one writes them down.
inline metrics::ClassPredictions predictions_of(const std::vector<std::vector<double>>& rows,
                                                const Labels& labels) {
  Matrix<double> probabilities(rows[0].size(), rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    for (std::size_t k = 0; k < rows[row].size(); ++k) probabilities(k, row) = rows[row][k];
  }
  return metrics::ClassPredictions::from_probabilities(std::move(probabilities), labels,
                                                       letters(static_cast<int>(rows[0].size())))
      .value();
}

}  // namespace vitrine::test
