#pragma once

#include <span>

namespace vitrine {

/// Whether every value is a number from -limit to limit, which is not negative. Vectorised: cheap enough for
/// every step of training.
template <typename Scalar>
bool all_within(std::span<const Scalar> values, Scalar limit);

/// Whether none of the values is infinite or not a number.
template <typename Scalar>
bool all_finite(std::span<const Scalar> values);

}  // namespace vitrine
