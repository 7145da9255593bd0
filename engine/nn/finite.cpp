#include "nn/finite.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace vitrine {

// Not inlined: most of its callers are not in a hurry, and the page waits for every byte.
template <typename Scalar>
[[gnu::noinline]] bool all_within(std::span<const Scalar> values, Scalar limit) {
  // As wide as a scalar, and without an early end, so that it vectorises.
  std::conditional_t<sizeof(Scalar) == 4, std::uint32_t, std::uint64_t> others = 0;
  for (const Scalar x : values) others |= static_cast<decltype(others)>(!(std::abs(x) <= limit));
  return others == 0;
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
