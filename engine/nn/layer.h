#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "nn/activation.h"

namespace vitrine {

/// What a layer computes; each kind has its formula in a file of layers/. The order is that of the table in
/// layer.cpp.
enum class LayerKind { dense, batch_norm, layer_norm, residual, dropout };

/// Names as model files spell them, in the order of the enum.
inline constexpr std::array<std::string_view, 5> layer_kind_names = {"dense", "batch_norm", "layer_norm",
                                                                     "residual", "dropout"};

/// The numbers a layer may own: what training changes, and the running statistics of batch normalisation.
enum class TensorKind { weights, bias, gamma, beta, mean, variance };

/// Names as model files spell them, in the order of the enum.
inline constexpr std::array<std::string_view, 6> tensor_names = {"weights", "bias", "gamma",
                                                                 "beta",    "mean", "variance"};

std::string_view name_of(LayerKind kind);
std::string_view name_of(TensorKind kind);

/// One step of a network: z = g(x), then a = f(z), for g of some kind and f the activation.
///
/// Buffers hold one column per example. Their rows are padded to a whole number of SIMD vectors (`stride` of
/// them), so that the kernels need no remainder loops. The padding of parameters and of every gradient is
/// zero; that of values is finite, and nothing reads it.
struct Layer {
  // What whoever designs the network chooses; each kind reads its own.
  LayerKind kind = LayerKind::dense;
  Activation activation = Activation::identity;
  int units = 0;                  ///< dense: fan_out. The other kinds have as many units as inputs.
  double epsilon = 1e-5;          ///< batch_norm, layer_norm: added to the variance, inside the root.
  double rate = 0;                ///< dropout: share of the units that a pass leaves out, in [0, 1).
  std::size_t first_skipped = 0;  ///< residual: the layer whose input is added to this one's.

  // What follows from its place; the network fills it in.
  std::size_t index = 0;
  int inputs = 0;        ///< fan_in
  int input_stride = 0;  ///< Of x: padded, but for the network's inputs where only dense layers read them.
  int stride = 0;        ///< Of z and a: units, rounded up to the padding.
  std::size_t parameters = 0;  ///< Where its tensors start in the arena of parameters.
  std::size_t statistics = 0;  ///< Where they start in the arena of running statistics.
};

/// What a kind of layer says of one of its tensors: units x inputs for weights, else one number per unit.
struct TensorShape {
  TensorKind kind;
  double initial = 0;   ///< What all its numbers are before training; weights are drawn over it.
  bool trained = true;  ///< Whether it is in the arena of parameters, or in that of running statistics.
};

/// A tensor in its place: column-major with the layer's stride, one column per input or a single one.
struct Tensor {
  TensorShape shape;
  std::size_t offset;  ///< In the arena of parameters or of running statistics.
  int columns;
};

/// A layer's tensors in their order, which is that of the arenas and of flat_parameters().
std::vector<Tensor> tensors_of(const Layer& layer);

/// How the layers behave that work differently in training: batch normalisation and dropout.
struct PassOptions {
  bool training = true;
  std::uint64_t dropout_seed = 0;
  std::uint32_t step = 0;  ///< The seed and the number of the step decide which units are left out.
};

/// What is added to the loss: l1 * (sum of |W|) + l2/2 * (sum of W^2), over the weights of dense layers.
struct Penalties {
  double l1 = 0;
  double l2 = 0;
};

/// A batch on its way through one layer.
template <typename Scalar>
struct LayerBatch {
  int examples;
  PassOptions options;
  const Scalar* parameters;  ///< The arena.
  const Scalar* statistics;  ///< The arena.
  const Scalar* x;           ///< The layer's inputs: input_stride x examples.
  const Scalar* skipped;     ///< residual: the inputs of the first skipped layer, stride x examples.
  Scalar* saved;             ///< What forward() leaves for backward(): workspace().saved scalars.
  Scalar* scratch;           ///< workspace().scratch scalars, for the length of one call.
};

/// Scalars that a layer needs besides its values and gradients.
struct Workspace {
  std::size_t saved = 0;
  std::size_t scratch = 0;
};

/// One kind of layer, for whole batches: one call per layer and pass.
template <typename Scalar>
struct LayerFunctions {
  Workspace (*workspace)(const Layer& layer, int examples);

  /// Computes z, stride x examples, which overlaps no input.
  void (*forward)(const Layer& layer, const LayerBatch<Scalar>& batch, Scalar* z);
};

/// What only training asks of it. Apart, so that a module whose float64 networks only predict goes without.
template <typename Scalar>
struct LayerGradients {
  /// After a forward pass with the same batch: from d(loss)/d(z) to d(loss)/d(x).
  ///
  /// @param dz        stride x examples.
  /// @param dx        padded inputs x examples; dz itself when `in_place`; may be null for a dense layer.
  /// @param gradient  of loss + penalties, laid out like the arena of parameters; null when it is not wanted.
  void (*backward)(const Layer& layer, const LayerBatch<Scalar>& batch, const Penalties& penalties,
                   Scalar* dz, Scalar* dx, Scalar* gradient);

  /// Moves the running statistics towards those of the batch in `saved`; null where there are none.
  void (*update_statistics)(const Layer& layer, int examples, const Scalar* saved, Scalar* statistics);

  bool in_place;  ///< Whether backward() turns dz into dx in place: every kind but dense.
};

template <typename Scalar>
const LayerFunctions<Scalar>& functions_of(LayerKind kind);

template <typename Scalar>
const LayerGradients<Scalar>& gradients_of(LayerKind kind);

}  // namespace vitrine
