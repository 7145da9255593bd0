#pragma once

#include <array>
#include <cmath>
#include <string_view>

#include "nn/faint.h"
#include "nn/optimizers/step.h"

namespace vitrine::optimizers {

/// Adam: Kingma & Ba (2015), algorithm 1:
///
///   m = beta1 m + (1 - beta1) g
///   v = beta2 v + (1 - beta2) g^2
///   p -= learning_rate / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)
struct Adam {
  static constexpr int state_arrays = 2;
  static constexpr unsigned means = 0b01;
  static constexpr std::array<std::string_view, 3> reads = {"beta1", "beta2", "epsilon"};

  template <typename Scalar>
  static void step(const Step<Scalar>& now) {
    loop<false>(now.parameters, now.gradient, now.array(0), now.array(1), now.count(), next_terms(now));
  }

  template <typename Scalar>
  struct Terms {
    Scalar beta1, rest1, beta2, rest2;  ///< rest = 1 - beta
    Scalar epsilon;
    Scalar step_size;     ///< learning_rate / (1 - beta1^t)
    Scalar inverse_root;  ///< 1 / sqrt(1 - beta2^t)
    Scalar least = least_gradient(rest2);
    Scalar decay = 0;  ///< Share of p that is taken away: adamw's.
  };

  /// Takes the powers of the betas one step on; the rest of Adam's family shares them.
  template <typename Scalar>
  static Terms<Scalar> next_terms(const Step<Scalar>& now) {
    const OptimizerOptions& options = now.options;
    now.state.first_product = drop_faint(now.state.first_product * options.beta1);
    now.state.second_product = drop_faint(now.state.second_product * options.beta2);
    return {static_cast<Scalar>(options.beta1),
            static_cast<Scalar>(1 - options.beta1),
            static_cast<Scalar>(options.beta2),
            static_cast<Scalar>(1 - options.beta2),
            static_cast<Scalar>(options.epsilon),
            static_cast<Scalar>(now.learning_rate / (1 - now.state.first_product)),
            static_cast<Scalar>(1 / std::sqrt(1 - now.state.second_product))};
  }

  /// With decay: p -= decay p, of the p before the step, and the step, in one rounding.
  template <bool with_decay, typename Scalar>
  static void loop(Scalar* __restrict parameters, const Scalar* __restrict gradient, Scalar* __restrict mean,
                   Scalar* __restrict square, std::size_t count, Terms<Scalar> terms) {
    for (std::size_t i = 0; i < count; ++i) {
      const Scalar g = gradient[i], p = parameters[i];
      const Scalar m = terms.beta1 * mean[i] + terms.rest1 * g;
      const Scalar v = terms.beta2 * square[i] + terms.rest2 * square_of(g, terms.least);
      mean[i] = m;
      square[i] = v;
      const Scalar step = terms.step_size * m / (std::sqrt(v) * terms.inverse_root + terms.epsilon);
      parameters[i] = p - (with_decay ? terms.decay * p + step : step);
    }
  }
};

}  // namespace vitrine::optimizers
