#pragma once

#include <span>

namespace vitrine {

/// Max-norm regularisation: the vector of weights into a unit, where it is longer than `limit`, is shortened
/// to it after a step. Srebro & Shraibman (2005); for networks Srivastava et al. (2014), section 5.1.
///
/// @param weights  a dense layer's W: `stride` rows, a row per unit with padding below, column-major.
template <typename Scalar>
void limit_incoming_norms(std::span<Scalar> weights, int stride, double limit);

}  // namespace vitrine
