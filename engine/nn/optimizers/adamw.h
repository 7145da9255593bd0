#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "nn/optimizers/adam.h"

namespace vitrine::optimizers {

/// AdamW: Loshchilov & Hutter (2019), algorithm 2, the decay scaled by the learning rate: Adam's step, and
/// p -= learning_rate weight_decay p where weight decay acts. Unlike an L2 penalty the decay is not divided
/// by the gradient's size, so every weight shrinks alike.
struct AdamW {
  static constexpr int state_arrays = Adam::state_arrays;
  static constexpr unsigned means = Adam::means;
  static constexpr std::array<std::string_view, 4> reads = {"beta1", "beta2", "weight_decay", "epsilon"};

  template <typename Scalar>
  static void step(const Step<Scalar>& now) {
    Adam::Terms<Scalar> terms = Adam::next_terms(now);
    const auto decay = static_cast<Scalar>(now.learning_rate * now.options.weight_decay);
    auto range = now.decayed.begin();
    constexpr std::size_t width = kernels::lanes<Scalar>;
    for (std::size_t begin = 0, end = 0; begin < now.count(); begin = end) {
      // Up to the next range, or through it, or to the end of the arena.
      const bool last = range == now.decayed.end(), inside = !last && range->begin == begin;
      end = last ? now.count() : inside ? range->end : range->begin;
      if (inside) ++range;
      terms.decay = inside ? decay : 0;
      Adam::loop<true>(now.parameters + begin, now.gradient + begin, now.array(0) + begin,
                       now.array(1) + begin, (end - begin) / width * width, terms);
    }
  }
};

}  // namespace vitrine::optimizers
