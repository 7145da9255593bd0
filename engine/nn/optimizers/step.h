#pragma once

#include <cstddef>
#include <span>

#include "nn/optimizer.h"
#include "nn/range.h"

namespace vitrine::optimizers {

/// What a rule has in its hands when it takes a step.
///
/// A rule is a struct: `state_arrays`, how many arrays it remembers, all zero at first; `reads`, the options
/// it reads; and `step`. In the formulas p is a parameter, g its gradient and t = 1, 2, ... the step. Rules
/// round their constants to Scalar once, outside the loop, and pass over the arena once.
template <typename Scalar>
struct Step {
  const OptimizerOptions& options;
  double learning_rate;
  OptimizerState<Scalar>& state;  ///< `steps` is t: it counts this step already.
  Scalar* parameters;
  const Scalar* gradient;
  std::size_t count;
  std::span<const Range> decayed;

  Scalar* array(std::size_t index) const { return state.arrays[index].data(); }
};

}  // namespace vitrine::optimizers
