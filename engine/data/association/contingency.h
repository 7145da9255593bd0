#pragma once

#include <span>

namespace vitrine {

/// How much one category column tells about another, from the table of their joint counts.
struct Contingency {
  int rows = 0;                              ///< Where both have a value.
  double mutual_information = 0;             ///< In nats: Shannon (1948).
  double normalized_mutual_information = 0;  ///< Divided by the mean of the two entropies; 0 where one is 0.
  double cramers_v;  ///< sqrt(chi squared / (rows * (the smaller number of values - 1))), 0 to 1, without
                     ///< bias correction: Cramér (1946). NaN where one side has a single value.
};

/// @param a, b  one category per row, -1 where missing.
Contingency contingency(std::span<const int> a, std::span<const int> b);

}  // namespace vitrine
