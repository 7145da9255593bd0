#pragma once

#include <span>

namespace vitrine {

/// sqrt(x_1^2 + x_2^2 + ...), summed in float64 in an order that depends on positions alone. Neither
/// overflows nor underflows where the result does not; Blue (1978). NaN if an entry is.
template <typename Scalar>
double euclidean_norm(std::span<const Scalar> values);

/// Shortens a gradient to norm `limit` if it is longer: Pascanu, Mikolov & Bengio (2013), algorithm 1, as
/// gradient * min(1, limit / (norm + 1e-6)), PyTorch's form.
///
/// @returns the norm before. If that is not finite the gradient stays as it is.
template <typename Scalar>
double clip_by_norm(std::span<Scalar> gradient, double limit);

/// Moves every entry into [-limit, limit]; NaN stays NaN. @returns the norm before.
template <typename Scalar>
double clip_by_value(std::span<Scalar> gradient, double limit);

}  // namespace vitrine
