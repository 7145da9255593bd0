#pragma once

#include <array>
#include <cmath>
#include <string_view>

#include "nn/faint.h"
#include "nn/math.h"
#include "nn/optimizers/step.h"

namespace vitrine::optimizers {

/// NAdam: Dozat (2016), algorithm 2, with its schedule of the momentum; m and v as Adam, and
///
///   mu_t = beta1 (1 - 0.5 * 0.96^(t momentum_decay)),  M_t = mu_1 mu_2 ... mu_t
///   p -= learning_rate * ((1 - mu_t) / (1 - M_t) g + mu_{t+1} / (1 - M_t mu_{t+1}) m)
///        / (sqrt(v) / sqrt(1 - beta2^t) + epsilon)
///
/// The look-ahead product is M_{t+1}: mu_t counts once in it.
struct Nadam {
  static constexpr int state_arrays = 2;
  static constexpr unsigned means = 0b01;
  static constexpr std::array<std::string_view, 4> reads = {"beta1", "beta2", "momentum_decay", "epsilon"};

  template <typename Scalar>
  static void step(const Step<Scalar>& now) {
    const OptimizerOptions& options = now.options;
    const auto momentum_at = [&](double t) {
      return options.beta1 * (1 - 0.5 * math::exp(t * options.momentum_decay * math::log(0.96)));
    };
    const auto t = static_cast<double>(now.state.steps);
    const double momentum = momentum_at(t), next_momentum = momentum_at(t + 1);
    now.state.first_product = drop_faint(now.state.first_product * momentum);
    now.state.second_product = drop_faint(now.state.second_product * options.beta2);
    const double product = now.state.first_product;
    loop(now.parameters, now.gradient, now.array(0), now.array(1), now.count(),
         Terms<Scalar>{static_cast<Scalar>(options.beta1), static_cast<Scalar>(1 - options.beta1),
                       static_cast<Scalar>(options.beta2), static_cast<Scalar>(1 - options.beta2),
                       static_cast<Scalar>(options.epsilon),
                       static_cast<Scalar>(now.learning_rate * (1 - momentum) / (1 - product)),
                       static_cast<Scalar>(now.learning_rate * next_momentum / (1 - product * next_momentum)),
                       static_cast<Scalar>(1 / std::sqrt(1 - now.state.second_product))});
  }

 private:
  template <typename Scalar>
  struct Terms {
    Scalar beta1, rest1, beta2, rest2;  ///< rest = 1 - beta
    Scalar epsilon;
    Scalar gradient_step, mean_step;  ///< What g and m are multiplied by.
    Scalar inverse_root;              ///< 1 / sqrt(1 - beta2^t)
    Scalar least = least_gradient(rest2);
  };

  template <typename Scalar>
  static void loop(Scalar* __restrict parameters, const Scalar* __restrict gradient, Scalar* __restrict mean,
                   Scalar* __restrict square, std::size_t count, Terms<Scalar> terms) {
    for (std::size_t i = 0; i < count; ++i) {
      const Scalar g = gradient[i];
      const Scalar m = terms.beta1 * mean[i] + terms.rest1 * g;
      const Scalar v = terms.beta2 * square[i] + terms.rest2 * square_of(g, terms.least);
      mean[i] = m;
      square[i] = v;
      parameters[i] -= (terms.gradient_step * g + terms.mean_step * m) /
                       (std::sqrt(v) * terms.inverse_root + terms.epsilon);
    }
  }
};

}  // namespace vitrine::optimizers
