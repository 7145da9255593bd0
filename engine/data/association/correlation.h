#pragma once

#include <span>

namespace vitrine {

/// How closely two number columns go together, over the rows where both have a value.
struct Correlation {
  int rows = 0;     ///< Where both have a value.
  double pearson;   ///< Along a line: -1 to 1.
  double spearman;  ///< In rank: Pearson's of the ranks, equal values sharing the mean of theirs.
};

/// Pearson (1896) and Spearman (1904); both are NaN where undefined, as when one side does not vary.
///
/// @param x, y  one value per row, NaN where missing.
Correlation correlation(std::span<const double> x, std::span<const double> y);

}  // namespace vitrine
