#pragma once

#include <cmath>
#include <limits>
#include <span>

/// Numbers so close to zero that products with them are subnormal. Many processors take a hundred times as
/// long for those, and a trained network is full of them: the gradients of rows that are right vanish, and
/// running means decay without ever reaching 0. WebAssembly cannot tell the processor to take them for 0, so
/// training does it itself, in the same places on every platform. What is dropped is far below what matters:
/// of gradients and means, what rounding takes away from a weight, of weights, what no input makes visible.
namespace vitrine {

/// Products of larger numbers with anything above 2^-26 are not subnormal: 2^-100 in float32.
template <typename Scalar>
inline constexpr Scalar faint = std::numeric_limits<Scalar>::min() * (1 << 26);

/// Products of two larger numbers are not subnormal: 1e-19 in float32. A parameter below it, whatever moved
/// it there, becomes 0: times the strength of a penalty it would be a subnormal gradient, and Adam's mean of
/// those.
template <typename Scalar>
inline constexpr Scalar faint_weight = sizeof(Scalar) == sizeof(float) ? 0x1p-63 : 0x1p-511;

/// About its logarithm: exp of this is faint.
template <typename Scalar>
inline constexpr Scalar log_faint = sizeof(Scalar) == sizeof(float) ? -70 : -691;

/// x, or 0 where |x| is less than `least`; NaN stays.
template <typename Scalar>
Scalar drop_faint(Scalar x, Scalar least = faint<Scalar>) {
  return std::fabs(x) < least ? Scalar{0} : x;
}

template <typename Scalar>
void drop_faint(std::span<Scalar> numbers, Scalar least = faint<Scalar>) {
  for (Scalar& x : numbers) x = drop_faint(x, least);
}

}  // namespace vitrine
