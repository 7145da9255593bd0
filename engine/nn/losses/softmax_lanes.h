#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "nn/kernels.h"
#include "nn/math.h"

namespace vitrine::losses {

/// The softmax of some examples side by side, one a lane, so that a few classes fill vectors too. Each lane's
/// sums run over the classes in their order.
template <typename Scalar>
struct SoftmaxLanes {
  static constexpr int count = kernels::lanes<Scalar>;
  using Index =
      std::conditional_t<sizeof(Scalar) == 4, std::int32_t, std::int64_t>;  ///< As wide, for vectors.
  const Scalar* z[count];       ///< The logits of the example in each lane.
  Scalar* exponentials[count];  ///< Where exp(z - largest) goes, maybe in place; all null when not wanted.
  Scalar largest[count];
  Index predicted[count];  ///< The first position of the largest logit.
  Scalar sum[count];       ///< Of the exponentials.

  /// @param used  lanes that have an example, from `first` on; the others repeat the last of these.
  SoftmaxLanes(const Scalar* logits, Scalar* results, int stride, int first, int used) {
    for (int i = 0; i < count; ++i) {
      const std::ptrdiff_t start = std::ptrdiff_t{stride} * (first + std::min(i, used - 1));
      z[i] = logits + start;
      exponentials[i] = results == nullptr ? nullptr : results + start;
    }
  }

  /// Sets all of the above.
  ///
  /// @param lowest  exponents below it are taken for it.
  [[gnu::noinline]] void evaluate(int classes, Scalar lowest) {
    // Not in members, which the results might overlap for all a compiler knows.
    Scalar top[count], total[count] = {};
    Index place[count] = {};
    for (int i = 0; i < count; ++i) top[i] = z[i][0];
    for (int k = 1; k < classes; ++k) {
      Scalar values[count];
      for (int i = 0; i < count; ++i) values[i] = z[i][k];
      for (int i = 0; i < count; ++i) place[i] = values[i] > top[i] ? static_cast<Index>(k) : place[i];
      for (int i = 0; i < count; ++i) top[i] = values[i] > top[i] ? values[i] : top[i];
    }
    for (int k = 0; k < classes; ++k) {
      Scalar terms[count];
      for (int i = 0; i < count; ++i) {
        const Scalar exponent = z[i][k] - top[i];
        terms[i] = math::exp(exponent < lowest ? lowest : exponent);
      }
      for (int i = 0; i < count; ++i) total[i] += terms[i];
      if (exponentials[0] == nullptr) continue;
      for (int i = 0; i < count; ++i) exponentials[i][k] = terms[i];
    }
    std::copy_n(top, count, largest);
    std::copy_n(place, count, predicted);
    std::copy_n(total, count, sum);
  }
};

}  // namespace vitrine::losses
