#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "nn/layer.h"
#include "nn/loss.h"
#include "nn/network.h"

namespace vitrine {

/// What a comparison comes to.
enum class GradientVerdict {
  agree,     ///< No error reaches the tolerance.
  kink,      ///< Every error that does is explained by a kink of the loss within the step.
  disagree,  ///< Some error is not explained.
};

/// As reports spell them, in the order of the enum.
inline constexpr auto gradient_verdict_names = std::to_array<std::string_view>({"agree", "kink", "disagree"});

/// Where the analytic gradient is farthest from the numerical one. An error that no kink explains is worse
/// than any that one does.
struct GradientCheck {
  /// Errors below are those of the differences themselves.
  static constexpr double tolerance = 1e-6;

  std::size_t checked = 0;  ///< How many parameters were compared: all of them.
  double worst = 0;         ///< |analytic - numerical| / max(1, |analytic|, |numerical|), the largest.
  double analytic = 0, numerical = 0;
  double step = 0;         ///< h of the differences.
  std::size_t kinks = 0;   ///< Errors from the tolerance on that a kink explains.
  bool explained = false;  ///< Whether the worst one is such an error.

  // The worst parameter. Layer, unit and input are counted from 1.
  std::size_t layer = 0;
  LayerKind kind = LayerKind::dense;
  TensorKind tensor = TensorKind::weights;
  int unit = 0;
  int input = 0;  ///< 0 unless the tensor is that of weights.

  /// Its name: "layer 2 (dense): weights, unit 3, input 1".
  std::string parameter() const;

  /// Whether another parameter's error is worse than the worst one so far.
  bool is_outranked_by(double error, bool error_explained) const;

  GradientVerdict verdict() const;

  /// The verdict in words for people, with the worst parameter where it is not that all agree.
  std::string explanation() const;
};

/// What is added to the loss.
double penalty(const Network<double>& network, const Penalties& penalties);

/// Compares backpropagation with central differences, (f(p + h) - f(p - h)) / 2h, for every parameter, in
/// float64. With h = 1e-5 the error of the differences themselves is about 1e-10 where the loss is smooth.
/// Where they miss the gradient, ridders_derivative() looks again with smaller steps: a loss that bends much
/// within h, as where the units of a layer norm are equal, and a kink near the parameter need them.
///
/// What is left is a wrong gradient or a kink at the parameter: of relu at an example's preactivation of 0,
/// of a loss like hinge, or of the L1 penalty. There is no gradient there. It is told from a bend by the
/// slopes to the left and to the right of the parameter: at a kink they differ as much over h / 100 as over
/// h / 10.
///
/// @param inputs   inputs x examples.
/// @param targets  of the examples, of a kind that the loss takes.
/// @param options  of all the passes: in training the same units are left out each time.
GradientCheck check_gradient(Network<double> network, const Matrix<double>& inputs, const LossOptions& loss,
                             const Targets<double>& targets, const Penalties& penalties,
                             const PassOptions& options = {}, double step = 1e-5);

}  // namespace vitrine
