#pragma once

#include <algorithm>
#include <array>
#include <span>

#include "nn/layer.h"

namespace vitrine::layers {

/// A shortcut past some layers: z = x + s, with s the input of the first skipped layer. He et al. (2016),
/// eq. 1.
///
///   dx = dz, and ds = dz is left in `saved`: it is added where the pass arrives at the first skipped layer.
struct Residual {
  static constexpr std::span<const TensorShape> tensors = {};
  static constexpr bool in_place = true;

  template <typename Scalar>
  static Workspace workspace(const Layer& layer, int examples) {
    return {.saved = std::size_t(layer.stride) * examples};
  }

  template <typename Scalar>
  static void forward(const Layer& layer, const LayerBatch<Scalar>& batch, Scalar* z) {
    add(batch.x, batch.skipped, std::size_t(layer.stride) * batch.examples, z);
  }

  template <typename Scalar>
  static void backward(const Layer& layer, const LayerBatch<Scalar>& batch, const Penalties&, Scalar* dz,
                       Scalar*, Scalar*) {
    std::copy_n(dz, std::size_t(layer.stride) * batch.examples, batch.saved);
  }

 private:
  template <typename Scalar>
  static void add(const Scalar* __restrict x, const Scalar* __restrict skipped, std::size_t count,
                  Scalar* __restrict z) {
    for (std::size_t i = 0; i < count; ++i) z[i] = x[i] + skipped[i];
  }
};

}  // namespace vitrine::layers
