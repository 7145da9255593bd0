#pragma once

#include <algorithm>
#include <array>
#include <span>

#include "nn/layer.h"
#include "nn/random.h"

namespace vitrine::layers {

/// Dropout: Srivastava et al. (2014), in its inverted form (section 10). In training each unit of each
/// example is set to 0 with probability `rate`, else multiplied by 1 / (1 - rate), so that its mean stays;
/// from dz to dx the factors are the same. In evaluation z = x.
///
/// Which units are left out is a function of (seed, step, layer, example of the batch, unit) alone, so a
/// training that is resumed goes on as if it had never stopped, and float32 and float64 leave out the same.
struct Dropout {
  static constexpr std::span<const TensorShape> tensors = {};
  static constexpr bool in_place = true;

  /// The factors: 0 or 1 / (1 - rate) for each unit of each example.
  template <typename Scalar>
  static Workspace workspace(const Layer& layer, int examples) {
    return {.saved = std::size_t(layer.stride) * examples};
  }

  template <typename Scalar>
  static void forward(const Layer& layer, const LayerBatch<Scalar>& batch, Scalar* z) {
    const std::size_t count = std::size_t(layer.stride) * batch.examples;
    if (!batch.options.training) {
      std::copy_n(batch.x, count, z);
      return;
    }
    draw_factors(layer, batch.options, batch.examples, batch.saved);
    const Scalar* __restrict x = batch.x;
    const Scalar* __restrict factors = batch.saved;
    Scalar* __restrict result = z;
    for (std::size_t i = 0; i < count; ++i) result[i] = x[i] * factors[i];
  }

  template <typename Scalar>
  static void backward(const Layer& layer, const LayerBatch<Scalar>& batch, const Penalties&, Scalar* dz,
                       Scalar*, Scalar*) {
    if (!batch.options.training) return;
    const std::size_t count = std::size_t(layer.stride) * batch.examples;
    const Scalar* __restrict factors = batch.saved;
    Scalar* __restrict gradient = dz;
    for (std::size_t i = 0; i < count; ++i) gradient[i] *= factors[i];
  }

 private:
  /// A block of random bits decides four units.
  template <typename Scalar>
  static void draw_factors(const Layer& layer, const PassOptions& options, int examples, Scalar* factors) {
    const Random random(options.dropout_seed, Purpose::dropout, options.step,
                        static_cast<std::uint32_t>(layer.index));
    const auto threshold = static_cast<std::uint32_t>(layer.rate * 0x1p32);
    const auto kept = static_cast<Scalar>(1 / (1 - layer.rate));
    for (int example = 0; example < examples; ++example, factors += layer.stride) {
      for (int unit = 0; unit < layer.stride; unit += 4) {
        const std::array<std::uint32_t, 4> bits =
            random.block(static_cast<std::uint64_t>(example) << 32 | static_cast<std::uint64_t>(unit / 4));
        const int count = std::min(4, layer.stride - unit);
        for (int k = 0; k < count; ++k) factors[unit + k] = bits[k] < threshold ? Scalar{0} : kept;
      }
    }
  }
};

}  // namespace vitrine::layers
