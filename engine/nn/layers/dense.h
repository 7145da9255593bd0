#pragma once

#include <array>

#include "nn/kernels.h"
#include "nn/layer.h"

namespace vitrine::layers {

/// z = W x + b.
///
///   dW = dz x^T + l2 W + l1 sign(W), with sign(0) = 0      db = sum of dz over the examples
///   dx = W^T dz
///
/// In the arena W is column-major with `stride` rows; b follows.
struct Dense {
  static constexpr std::array<TensorShape, 2> tensors = {{{TensorKind::weights}, {TensorKind::bias}}};
  static constexpr bool in_place = false;

  template <typename Scalar>
  static Workspace workspace(const Layer& layer, int examples) {
    return {.scratch = kernels::scratch_size<Scalar>(shape_of(layer, layer.input_stride), examples)};
  }

  template <typename Scalar>
  static void forward(const Layer& layer, const LayerBatch<Scalar>& batch, Scalar* z) {
    kernels::dense_forward(shape_of(layer, layer.input_stride), batch.examples,
                           batch.parameters + layer.parameters, batch.parameters + bias_of(layer), batch.x, z,
                           batch.scratch);
  }

  template <typename Scalar>
  static void backward(const Layer& layer, const LayerBatch<Scalar>& batch, const Penalties& penalties,
                       Scalar* dz, Scalar* dx, Scalar* gradient) {
    const Scalar* weights = batch.parameters + layer.parameters;
    if (gradient != nullptr) {
      kernels::dense_parameter_gradient(
          shape_of(layer, layer.input_stride), batch.examples, static_cast<Scalar>(penalties.l2), weights,
          batch.x, dz, gradient + layer.parameters, gradient + bias_of(layer), batch.scratch);
      if (penalties.l1 != 0) {
        add_signs(static_cast<Scalar>(penalties.l1), weights, bias_of(layer) - layer.parameters,
                  gradient + layer.parameters);
      }
    }
    if (dx != nullptr) {
      kernels::dense_input_gradient(shape_of(layer, kernels::padded<Scalar>(layer.inputs)), batch.examples,
                                    weights, dz, dx, batch.scratch);
    }
  }

 private:
  static kernels::DenseShape shape_of(const Layer& layer, int input_stride) {
    return {layer.inputs, layer.units, layer.stride, input_stride};
  }

  static std::size_t bias_of(const Layer& layer) {
    return layer.parameters + std::size_t(layer.stride) * layer.inputs;
  }

  template <typename Scalar>
  static void add_signs(Scalar l1, const Scalar* __restrict weights, std::size_t count,
                        Scalar* __restrict gradient) {
    for (std::size_t i = 0; i < count; ++i) {
      const Scalar below_zero = weights[i] < 0 ? -l1 : Scalar{0};
      gradient[i] += weights[i] > 0 ? l1 : below_zero;
    }
  }
};

}  // namespace vitrine::layers
