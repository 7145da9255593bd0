#include "nn/finite.h"

#include <cstdint>
#include <limits>
#include <type_traits>

namespace vitrine {

// Not inlined: most of its callers are not in a hurry, and the page waits for every byte.
template <typename Scalar>
[[gnu::noinline]] bool all_within(std::span<const Scalar> values, Scalar limit) {
  // Without their signs, numbers are in the order of their bits, and infinity and NaN above all others.
  using Bits = std::conditional_t<sizeof(Scalar) == 4, std::int32_t, std::int64_t>;
  Bits largest = 0;
#ifdef __clang__
#pragma clang loop interleave_count(4)
#endif
  for (const Scalar x : values) {
    const Bits bits = __builtin_bit_cast(Bits, x) & std::numeric_limits<Bits>::max();
    largest = bits > largest ? bits : largest;
  }
  return largest <= __builtin_bit_cast(Bits, limit);
}

template <typename Scalar>
bool all_finite(std::span<const Scalar> values) {
  return all_within(values, std::numeric_limits<Scalar>::max());
}

template bool all_within<float>(std::span<const float>, float);
template bool all_within<double>(std::span<const double>, double);
template bool all_finite<float>(std::span<const float>);
template bool all_finite<double>(std::span<const double>);

}  // namespace vitrine
