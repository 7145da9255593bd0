#pragma once

#include <array>
#include <cmath>
#include <string_view>

#include "nn/optimizers/step.h"

namespace vitrine::optimizers {

/// RMSprop: Tieleman & Hinton (2012), lecture 6e; centered: Graves (2013), equations 38 to 45, with epsilon
/// outside the root; r = square_decay:
///
///   v = r v + (1 - r) g^2
///   a = r a + (1 - r) g                           a = 0 if not centered
///   buf = rmsprop_momentum buf + g / (sqrt(v - a^2) + epsilon)
///   p -= learning_rate * buf
///
/// v - a^2 is a variance; where rounding would make it negative it is 0.
struct Rmsprop {
  static constexpr int state_arrays = 3;
  static constexpr unsigned means = 0b110;
  static constexpr std::array<std::string_view, 4> reads = {"square_decay", "rmsprop_momentum", "centered",
                                                            "epsilon"};

  template <typename Scalar>
  static void step(const Step<Scalar>& now) {
    const OptimizerOptions& options = now.options;
    const double rest = 1 - options.square_decay;
    loop(now.parameters, now.gradient, now.array(0), now.array(1), now.array(2), now.count(),
         Terms<Scalar>{static_cast<Scalar>(now.learning_rate), static_cast<Scalar>(options.rmsprop_momentum),
                       static_cast<Scalar>(options.square_decay), static_cast<Scalar>(rest),
                       static_cast<Scalar>(options.centered ? rest : 0),
                       static_cast<Scalar>(options.epsilon)});
  }

 private:
  template <typename Scalar>
  struct Terms {
    Scalar learning_rate, momentum, decay;
    Scalar square_gain, mean_gain;  ///< Shares of g^2 in v and of g in a.
    Scalar epsilon;
    Scalar least = least_gradient(square_gain);
    Scalar least_mean = least_gradient(Scalar{1});
  };

  template <typename Scalar>
  static void loop(Scalar* __restrict parameters, const Scalar* __restrict gradient,
                   Scalar* __restrict square, Scalar* __restrict mean, Scalar* __restrict buffer,
                   std::size_t count, Terms<Scalar> terms) {
    for (std::size_t i = 0; i < count; ++i) {
      const Scalar g = gradient[i];
      const Scalar v = terms.decay * square[i] + terms.square_gain * square_of(g, terms.least);
      const Scalar a = terms.decay * mean[i] + terms.mean_gain * g;
      const Scalar clear = std::fabs(a) < terms.least_mean ? Scalar{0} : a;  // a^2 must not be subnormal
      const Scalar variance = v - clear * a;
      const Scalar root = std::sqrt(variance < 0 ? Scalar{0} : variance);
      const Scalar b = terms.momentum * buffer[i] + g / (root + terms.epsilon);
      square[i] = v;
      mean[i] = a;
      buffer[i] = b;
      parameters[i] -= terms.learning_rate * b;
    }
  }
};

}  // namespace vitrine::optimizers
