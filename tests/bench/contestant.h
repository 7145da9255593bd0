#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#ifdef __EMSCRIPTEN__
#include <emscripten/emscripten.h>
#define BENCH_EXPORT EMSCRIPTEN_KEEPALIVE
#else
#define BENCH_EXPORT
#endif

/// What is compared: a network inputs-[hidden1, hidden2]-outputs of ReLU layers, trained by Adam on shuffled
/// mini-batches, softmax cross-entropy. Each contestant is a module of its own with these three functions.
extern "C" {

/// A fresh network and its rows. The caller destroys it.
BENCH_EXPORT void* bench_create(int inputs, int hidden1, int hidden2, int outputs, int batch, int rows,
                                int seed);

/// Takes so many steps. Returns the mean loss of the last one, in nats.
BENCH_EXPORT double bench_advance(void* training, int steps);

BENCH_EXPORT void bench_destroy(void* training);
}

namespace bench {

constexpr double learning_rate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;

/// xorshift32, Marsaglia (2003): both contestants train on the same rows.
class Numbers {
 public:
  explicit Numbers(int seed) : state_(2463534242U ^ (static_cast<std::uint32_t>(seed) * 2654435761U)) {
    if (state_ == 0) state_ = 1;
  }

  std::uint32_t below(std::uint32_t limit) { return next() % limit; }

  /// Uniform in [-1, 1).
  float uniform() { return static_cast<float>(next() >> 8) / 8388608.0F - 1.0F; }

 private:
  std::uint32_t next() {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    return state_;
  }

  std::uint32_t state_;
};

struct Rows {
  std::vector<float> inputs;  ///< inputs x rows, one column per row.
  std::vector<int> labels;
};

/// Rows whose class can be learned: which of the first `outputs` inputs, the large ones, is largest; one
/// class in ten is random. That noise keeps gradients away from zero, where subnormal numbers would be
/// measured instead of training.
inline Rows make_rows(int inputs, int outputs, int rows, int seed) {
  Numbers numbers(seed);
  Rows made;
  for (int row = 0; row < rows; ++row) {
    int label = 0;
    float largest = -2;
    for (int i = 0; i < inputs; ++i) {
      const float x = numbers.uniform() * (i < outputs ? 1.0F : 0.1F);
      made.inputs.push_back(x);
      if (i < outputs && x > largest) {
        largest = x;
        label = i;
      }
    }
    if (numbers.below(10) == 0) label = static_cast<int>(numbers.below(outputs));
    made.labels.push_back(label);
  }
  return made;
}

}  // namespace bench
