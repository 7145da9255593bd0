#pragma once

#include <vector>

#include "train/metrics/metric.h"

namespace vitrine::metrics {

/// Numbers and what was predicted for them, in the same unit. There is at least one row, and all are finite.
class NumberPredictions {
 public:
  /// @param predictions  one per target.
  /// @returns not available without rows, or where a number is not finite.
  static Measured<NumberPredictions> from(std::vector<double> targets, std::vector<double> predictions);

  const std::vector<double>& targets() const { return targets_; }
  const std::vector<double>& predictions() const { return predictions_; }

 private:
  NumberPredictions(std::vector<double> targets, std::vector<double> predictions);

  std::vector<double> targets_, predictions_;
};

// With targets y, predictions f and n rows. A value that overflows is not available.

/// 1 - sum (y - f)^2 / sum (y - mean y)^2: the share of the targets' variance that the predictions explain. 1
/// is perfect, 0 is what the mean would score, and there is no lower bound. Not available where all targets
/// are equal.
Metric r_squared(const NumberPredictions& rows);

/// sqrt(sum (y - f)^2 / n), in the target's unit.
Metric root_mean_squared_error(const NumberPredictions& rows);

/// sum |y - f| / n, in the target's unit.
Metric mean_absolute_error(const NumberPredictions& rows);

/// The middle one of |y - f|, or the mean of the two middle ones; in the target's unit.
Metric median_absolute_error(const NumberPredictions& rows);

/// The largest |y - f|, in the target's unit.
Metric max_error(const NumberPredictions& rows);

/// sum |(y - f) / y| / n, as a share: 0.1 is ten per cent. Not available where a target is 0.
Metric mean_absolute_percentage_error(const NumberPredictions& rows);

}  // namespace vitrine::metrics
