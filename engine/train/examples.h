#pragma once

#include "nn/loss.h"
#include "nn/types.h"

namespace vitrine {

/// Encoded rows with what a network should make of them: a class each, or numbers.
template <typename Scalar>
struct Examples {
  Matrix<Scalar> inputs;  ///< inputs x examples.
  Labels labels;          ///< One per example; empty where the targets are numbers.
  Matrix<Scalar> values;  ///< outputs x examples; empty where the targets are classes.

  int count() const { return static_cast<int>(inputs.cols()); }

  Targets<Scalar> targets() const {
    return {labels, {values.data(), static_cast<std::size_t>(values.size())}};
  }
};

}  // namespace vitrine
