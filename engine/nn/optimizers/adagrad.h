#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "nn/optimizers/step.h"

namespace vitrine::optimizers {

/// Adagrad: Duchi, Hazan & Singer (2011), the diagonal version of figure 1, with a rate that may decay:
///
///   s += g^2                                      s = initial_accumulator before t = 1
///   p -= learning_rate / (1 + (t - 1) rate_decay) * g / (sqrt(s) + epsilon)
struct Adagrad {
  static constexpr int state_arrays = 1;
  static constexpr unsigned means = 0b0;
  static constexpr std::array<std::string_view, 3> reads = {"rate_decay", "initial_accumulator", "epsilon"};

  template <typename Scalar>
  static void step(const Step<Scalar>& now) {
    const OptimizerOptions& options = now.options;
    const auto t = static_cast<double>(now.state.steps);
    if (now.state.steps == 1) {
      std::fill_n(now.array(0), now.count(), static_cast<Scalar>(options.initial_accumulator));
    }
    loop(now.parameters, now.gradient, now.array(0), now.count(),
         static_cast<Scalar>(now.learning_rate / (1 + (t - 1) * options.rate_decay)),
         static_cast<Scalar>(options.epsilon));
  }

 private:
  template <typename Scalar>
  static void loop(Scalar* __restrict parameters, const Scalar* __restrict gradient, Scalar* __restrict sum,
                   std::size_t count, Scalar learning_rate, Scalar epsilon) {
    const Scalar least = least_gradient(Scalar{1});
    for (std::size_t i = 0; i < count; ++i) {
      const Scalar g = gradient[i];
      const Scalar s = sum[i] + square_of(g, least);
      sum[i] = s;
      parameters[i] -= learning_rate * g / (std::sqrt(s) + epsilon);
    }
  }
};

}  // namespace vitrine::optimizers
