#pragma once

#include <array>
#include <cmath>
#include <string_view>

#include "nn/optimizers/adam.h"

namespace vitrine::optimizers {

/// AMSGrad: Reddi, Kale & Kumar (2018), algorithm 2, with Adam's bias corrections: m and v as Adam, and
///
///   largest = max(largest, v)                     of the uncorrected v
///   p -= learning_rate / (1 - beta1^t) * m / (sqrt(largest) / sqrt(1 - beta2^t) + epsilon)
struct Amsgrad {
  static constexpr int state_arrays = 3;
  static constexpr unsigned means = 0b001;
  static constexpr std::array<std::string_view, 3> reads = Adam::reads;

  template <typename Scalar>
  static void step(const Step<Scalar>& now) {
    const Adam::Terms<Scalar> terms = Adam::next_terms(now);
    loop(now.parameters, now.gradient, now.array(0), now.array(1), now.array(2), now.count(), terms);
  }

 private:
  template <typename Scalar>
  static void loop(Scalar* __restrict parameters, const Scalar* __restrict gradient, Scalar* __restrict mean,
                   Scalar* __restrict square, Scalar* __restrict largest, std::size_t count,
                   Adam::Terms<Scalar> terms) {
    for (std::size_t i = 0; i < count; ++i) {
      const Scalar g = gradient[i];
      const Scalar m = terms.beta1 * mean[i] + terms.rest1 * g;
      const Scalar v = terms.beta2 * square[i] + terms.rest2 * square_of(g, terms.least);
      const Scalar w = v > largest[i] ? v : largest[i];
      mean[i] = m;
      square[i] = v;
      largest[i] = w;
      parameters[i] -= terms.step_size * m / (std::sqrt(w) * terms.inverse_root + terms.epsilon);
    }
  }
};

}  // namespace vitrine::optimizers
