#include "nn/max_norm.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>

namespace vitrine {

template <typename Scalar>
void limit_incoming_norms(std::span<Scalar> weights, int stride, double limit) {
  const auto rows = static_cast<std::size_t>(stride);
  assert(weights.size() % rows == 0);
  constexpr std::size_t block =
      64;  // units at a time: their sums stay in the cache, a column of them contiguous
  for (std::size_t first = 0; first < rows; first += block) {
    const std::size_t units = std::min(block, rows - first);
    double sums[block] = {};
    for (std::size_t start = first; start < weights.size(); start += rows) {
      const Scalar* __restrict column = weights.data() + start;
      for (std::size_t unit = 0; unit < units; ++unit) {
        const double w = column[unit];
        sums[unit] += w * w;
      }
    }
    Scalar factors[block];
    bool all_short = true;
    for (std::size_t unit = 0; unit < units; ++unit) {
      const double norm = std::sqrt(sums[unit]);
      all_short = all_short && norm <= limit;
      factors[unit] = norm > limit ? static_cast<Scalar>(limit / norm) : Scalar{1};
    }
    if (all_short) continue;
    for (std::size_t start = first; start < weights.size(); start += rows) {
      Scalar* __restrict column = weights.data() + start;
      for (std::size_t unit = 0; unit < units; ++unit) column[unit] *= factors[unit];
    }
  }
}

template void limit_incoming_norms<float>(std::span<float>, int, double);
template void limit_incoming_norms<double>(std::span<double>, int, double);

}  // namespace vitrine
