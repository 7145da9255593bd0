#pragma once

#include <array>
#include <string_view>

#include "nn/optimizers/step.h"

namespace vitrine::optimizers {

/// Stochastic gradient descent with momentum (Polyak 1964), also Nesterov's as in Sutskever et al. (2013),
/// rewritten so that p is the point where the gradient is taken:
///
///   buf = momentum buf + (1 - dampening) g        buf = g at t = 1 and without momentum
///   p -= learning_rate * buf                      or, nesterov, (g + momentum buf)
struct Sgd {
  static constexpr int state_arrays = 1;
  static constexpr unsigned means = 0b1;
  static constexpr std::array<std::string_view, 3> reads = {"momentum", "dampening", "nesterov"};

  template <typename Scalar>
  static void step(const Step<Scalar>& now) {
    const OptimizerOptions& options = now.options;
    const bool undamped = now.state.steps == 1 || options.momentum == 0;
    const auto pass = options.nesterov ? loop<true, Scalar> : loop<false, Scalar>;
    pass(now.parameters, now.gradient, now.array(0), now.count(), static_cast<Scalar>(now.learning_rate),
         static_cast<Scalar>(options.momentum), static_cast<Scalar>(undamped ? 1 : 1 - options.dampening));
  }

 private:
  /// @param gain  share of g that enters buf.
  template <bool nesterov, typename Scalar>
  static void loop(Scalar* __restrict parameters, const Scalar* __restrict gradient,
                   Scalar* __restrict buffer, std::size_t count, Scalar learning_rate, Scalar momentum,
                   Scalar gain) {
    for (std::size_t i = 0; i < count; ++i) {
      const Scalar g = gradient[i];
      const Scalar b = momentum * buffer[i] + gain * g;
      buffer[i] = b;
      parameters[i] -= learning_rate * (nesterov ? g + momentum * b : b);
    }
  }
};

}  // namespace vitrine::optimizers
