#pragma once

#include <cmath>
#include <limits>

namespace vitrine::layers {

/// 1 / sqrt(variance + epsilon), what normalisation multiplies with. NaN where the variance is infinite: with
/// 0, every normalised value would be 0, and nobody would notice the overflow.
template <typename Scalar>
inline Scalar inverse_deviation(Scalar variance, Scalar epsilon) {
  const Scalar inverse = 1 / std::sqrt(variance + epsilon);
  return variance <= std::numeric_limits<Scalar>::max() ? inverse : std::numeric_limits<Scalar>::quiet_NaN();
}

}  // namespace vitrine::layers
