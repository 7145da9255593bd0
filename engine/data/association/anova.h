#pragma once

#include <span>

namespace vitrine {

/// How far the means of groups lie apart, against the spread inside the groups.
struct Anova {
  int rows = 0;        ///< With a value and a group.
  double f;            ///< Mean square between the groups' means / mean square inside; infinite if that is 0.
  double p;            ///< Probability of an F at least as large if all means are equal.
  double eta_squared;  ///< Share of the sum of squares that lies between the groups, from 0 to 1.
};

/// One-way analysis of variance, Fisher (1925). NaN where undefined: all values are equal, or there are fewer
/// than two groups or no more rows than groups.
///
/// @param x       one value per row, NaN where missing.
/// @param groups  one group per row, -1 where missing.
Anova anova(std::span<const double> x, std::span<const int> groups);

}  // namespace vitrine
