#pragma once

#include <cstddef>
#include <string>

#include "nn/layer.h"
#include "nn/loss.h"
#include "nn/network.h"

namespace vitrine {

/// Where the analytic gradient is farthest from the numerical one.
struct GradientCheck {
  std::size_t checked = 0;  ///< How many parameters were compared: all of them.
  double worst = 0;         ///< |analytic - numerical| / max(1, |analytic|, |numerical|), the largest.
  double analytic = 0, numerical = 0;

  // The worst parameter. Layer, unit and input are counted from 1.
  std::size_t layer = 0;
  LayerKind kind = LayerKind::dense;
  TensorKind tensor = TensorKind::weights;
  int unit = 0;
  int input = 0;  ///< 0 unless the tensor is that of weights.

  /// Its name: "layer 2 (dense): weights, unit 3, input 1".
  std::string parameter() const;
};

/// What is added to the loss.
double penalty(const Network<double>& network, const Penalties& penalties);

/// Compares backpropagation with central differences, (f(p + h) - f(p - h)) / 2h, for every parameter, in
/// float64. With h = 1e-5 the error of the differences themselves is about 1e-10 where the loss is smooth; a
/// relu kink within h of an example's preactivation shows up as a larger one.
///
/// @param inputs   inputs x examples.
/// @param targets  of the examples, of a kind that the loss takes.
/// @param options  of all the passes: in training the same units are left out each time.
GradientCheck check_gradient(Network<double> network, const Matrix<double>& inputs, const LossOptions& loss,
                             const Targets<double>& targets, const Penalties& penalties,
                             const PassOptions& options = {}, double step = 1e-5);

}  // namespace vitrine
