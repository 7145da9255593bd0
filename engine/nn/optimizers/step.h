#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <span>

#include "nn/kernels.h"
#include "nn/optimizer.h"
#include "nn/range.h"

namespace vitrine::optimizers {

/// What a rule has in its hands when it takes a step.
///
/// A rule is a struct: `state_arrays`, how many arrays it remembers, all zero at first; `means`, which of
/// them decay to zero where the gradient is 0, a bit each; `reads`, the options it reads; and `step`. In the
/// formulas p is a parameter, g its gradient and t = 1, 2, ... the step. Rules round their constants to
/// Scalar once, outside the loop, and pass over the arena once.
template <typename Scalar>
struct Step {
  const OptimizerOptions& options;
  double learning_rate;
  OptimizerState<Scalar>& state;  ///< `steps` is t: it counts this step already.
  Scalar* parameters;
  const Scalar* gradient;
  std::size_t vectors;             ///< The arena's length, so that loops know they need no remainder.
  std::span<const Range> decayed;  ///< Whole vectors, too.

  std::size_t count() const { return vectors * kernels::lanes<Scalar>; }

  Scalar* array(std::size_t index) const { return state.arrays[index].data(); }
};

/// The least |g| whose square is no subnormal number where such a share of it enters a running mean, nor is
/// the mean when it decays.
template <typename Scalar>
Scalar least_gradient(Scalar share) {
  return std::sqrt(16 * std::numeric_limits<Scalar>::min() / share);
}

/// The g^2 of the formulas, at least that of the least gradient, which is 1.4e-17 in float32 where beta2 is
/// 0.999: nothing beside the usual epsilons, 1e-8 and 1e-10, and a lower bound of one that is smaller.
template <typename Scalar>
Scalar square_of(Scalar g, Scalar least) {
  const Scalar size = std::fabs(g), bounded = size < least ? least : size;
  return bounded * bounded;
}

}  // namespace vitrine::optimizers
