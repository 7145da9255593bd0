#pragma once

#include <span>
#include <vector>

#include "data/table.h"

namespace vitrine {

/// The values of a number column in some rows, and their statistics; a missing value is no value. Float64,
/// sums in row order, -0 read as 0, so that the statistics have the same bits under every compiler.
///
/// Everything but empty() and missing() needs at least one value.
class NumberSample {
 public:
  NumberSample(const Column& column, std::span<const int> rows);
  explicit NumberSample(std::span<const double> values);  ///< NaN is a missing value.

  bool empty() const { return values_.empty(); }
  int missing() const { return missing_; }  ///< Rows without a value.

  double mean() const;

  /// sqrt of the mean squared deviation (divided by n), 0 for a constant column even where its mean is
  /// rounded: scikit-learn's StandardScaler. Infinite if the sum of the values is.
  double standard_deviation() const;

  double smallest() const;
  double largest() const;
  double median() const;  ///< The middle value, or the mean of the two middle ones.

  /// The value at position share * (n - 1) of the sorted values, share in [0, 1], linear between two of them:
  /// type 7 of Hyndman & Fan (1996), numpy's default.
  double quantile(double share) const;

  double most_frequent() const;  ///< The smallest of those that occur most often.

 private:
  void add(double x);
  const std::vector<double>& sorted() const;

  std::vector<double> values_;
  mutable std::vector<double> sorted_;  ///< Empty until a statistic needs the order.
  int missing_ = 0;
};

}  // namespace vitrine
