#pragma once

#include <span>

#include "nn/network.h"

namespace vitrine {

/// Where the analytic gradient is farthest from the numerical one.
struct GradientCheck {
  double worst = 0;       ///< |analytic - numerical| / max(1, |analytic|, |numerical|), the largest.
  std::size_t layer = 0;  ///< Of the worst parameter.
  std::ptrdiff_t row = 0, column = 0;  ///< Its place in W (unit, input); column -1 is the bias.
  double analytic = 0, numerical = 0;
};

/// Compares backpropagation with central differences, (f(p + h) - f(p - h)) / 2h, for every parameter, in
/// float64. With h = 1e-5 the error of the differences themselves is about 1e-10 where the loss is smooth; a
/// relu kink within h of an example's preactivation shows up as a larger one.
///
/// @param inputs  inputs x examples.
GradientCheck check_gradient(Network<double> network, const Matrix<double>& inputs,
                             std::span<const int> labels, double l2, double step = 1e-5);

}  // namespace vitrine
