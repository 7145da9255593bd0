#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace vitrine {

/// (f(x + h) - f(x - h)) / 2h: the slope at x but for an error of h^2 times a sixth of the third derivative.
template <typename Function>
double central_difference(const Function& f, double x, double h) {
  return (f(x + h) - f(x - h)) / (2 * h);
}

/// The slope at x for a function that bends too much for one step, or whose bend jumps at x: central
/// differences of steps that halve, extrapolated to a step of 0. Of all extrapolations that one is taken
/// which differs least from those it is made of.
///
/// Ridders (1982), "Accurate computation of F'(x) and F'(x)F''(x)", Advances in Engineering Software 4(2).
/// There the error is a series in h^2; a second derivative that jumps, as elu's at 0, makes it one in h.
///
/// @param h  of the first difference.
template <typename Function>
double ridders_derivative(const Function& f, double x, double h) {
  constexpr int levels = 12;
  std::array<double, levels> row = {};  // row[k]: without the error's terms up to h^k.
  double best = std::numeric_limits<double>::quiet_NaN();
  double smallest_change = std::numeric_limits<double>::infinity();
  for (int level = 0; level < levels; ++level, h /= 2) {
    double finer = central_difference(f, x, h);
    double factor = 2;
    for (int k = 0; k < level; ++k, factor *= 2) {
      const double extrapolated = finer + (finer - row[k]) / (factor - 1);
      const double change = std::max(std::abs(extrapolated - finer), std::abs(extrapolated - row[k]));
      if (change < smallest_change) {
        smallest_change = change;
        best = extrapolated;
      }
      row[k] = finer;
      finer = extrapolated;
    }
    row[level] = finer;
  }
  return best;
}

}  // namespace vitrine
