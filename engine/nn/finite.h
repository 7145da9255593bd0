#pragma once

#include <span>

namespace vitrine {

/// Whether none of the values is infinite or not a number. Vectorised: cheap enough for every step of
/// training.
template <typename Scalar>
bool all_finite(std::span<const Scalar> values);

}  // namespace vitrine
