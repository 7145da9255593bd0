#include <cstddef>

#include "bench/work.h"

namespace vitrine::bench {

namespace {

#ifdef __AVX2__
constexpr int width = 8;
#else
constexpr int width = 4;
#endif
using Vector __attribute__((vector_size(4 * width))) = float;

constexpr int chains = 12;
constexpr int rounds = 4096;

/// As many independent chains of multiply-then-add as keep both units busy, in registers alone. Not inlined,
/// as the kernels are not.
__attribute__((noinline)) float multiply_and_add(float factor, float term) {
  Vector sums[chains];
#pragma GCC unroll 12
  for (int chain = 0; chain < chains; ++chain) sums[chain] = Vector{} + static_cast<float>(chain);
  for (int round = 0; round < rounds; ++round) {
#pragma GCC unroll 12
    for (Vector& sum : sums) sum = sum * factor + term;
  }
  Vector total = {};
  for (const Vector& sum : sums) total += sum;
  return total[0];
}

/// The arithmetic limit: what a product could reach if memory and loops cost nothing.
class Peak : public Work {
 public:
  void advance(int units) override {
    for (; units > 0; --units) sum_ += multiply_and_add(factor_, term_);
  }

  Json reply(double units, double seconds) const override {
    const double operations = 2.0 * width * chains * rounds * units;
    return {{"calls", units}, {"gflops", operations * 1e-9 / seconds}, {"check", static_cast<double>(sum_)}};
  }

 private:
  volatile float factor_ = 0.5F, term_ = 0.25F;  ///< Unknown to the compiler.
  float sum_ = 0;
};

}  // namespace

std::unique_ptr<Work> make_peak() { return std::make_unique<Peak>(); }

}  // namespace vitrine::bench
