#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "error.h"
#include "nn/activation.h"
#include "nn/buffer.h"
#include "nn/initializer.h"
#include "nn/layer.h"
#include "nn/range.h"
#include "nn/types.h"

namespace vitrine {

/// One hidden layer as a person chooses it:
///
///   z = W x + b -> batch or layer norm -> activation -> + x -> dropout
///
/// where all but the first is left out unless chosen.
struct LayerOptions {
  int units;
  Activation activation;
  double dropout = 0;  ///< Share of the units that a training pass leaves out, in [0, 1).
  bool batch_norm = false;
  bool layer_norm = false;
  bool residual = false;  ///< Adds what comes in to what goes out: both need the same width.
};

/// What follows the last layer's preactivations (the logits).
enum class Output { softmax, sigmoid, identity };

/// As a model file spells them, in the order of the enum.
inline constexpr auto output_names = std::to_array<std::string_view>({"softmax", "sigmoid", "identity"});

/// A feed-forward network: its layers, all its parameters in one contiguous arena, and the running statistics
/// of its batch normalisations in another.
///
/// Float32 for training; float64 for gradient checks and Shapley values.
template <typename Scalar>
class Network {
 public:
  /// Hidden layers, then a dense output layer with activation identity. Weights and biases are zero.
  /// @throws Error "out_of_range", "wrong_shape" or "conflicting_options", naming the layer.
  Network(int inputs, std::span<const LayerOptions> hidden, int outputs, Output output = Output::softmax);

  /// Any layers, of which only the part that is chosen counts. Residual connections are nested or apart, and
  /// skip at least one layer. Weights and biases are zero.
  /// @throws Error "wrong_shape" if a residual connection joins different widths.
  Network(int inputs, std::vector<Layer> layers, Output output);

  int inputs() const { return inputs_; }
  int input_stride() const { return layers_.front().input_stride; }  ///< That the first layer reads with.
  int outputs() const { return layers_.back().units; }  ///< Units of the last layer: logits per example.
  int classes() const;  ///< Probabilities, or numbers, of an example: outputs(), or 2 for one sigmoid unit.
  Output output() const { return output_; }
  const std::vector<Layer>& layers() const { return layers_; }

  /// The arena, padding included: whoever writes to it leaves the padding zero.
  std::span<Scalar> parameters() { return parameters_; }
  std::span<const Scalar> parameters() const { return parameters_; }

  /// Running means and variances, padding included.
  std::span<Scalar> statistics() { return statistics_; }
  std::span<const Scalar> statistics() const { return statistics_; }

  std::size_t parameter_count() const;  ///< What training changes, without padding.

  /// Where the weights of the dense layers are in the arena, padding included, ascending: what penalties and
  /// weight decay act on.
  std::vector<Range> weight_ranges() const;

  /// One of a layer's tensors, units x inputs for weights and units x 1 for others: a copy without padding.
  Matrix<Scalar> tensor(std::size_t layer, TensorKind kind) const;
  /// @throws Error "wrong_shape".
  void set_tensor(std::size_t layer, TensorKind kind, const Matrix<Scalar>& values);

  /// A dense layer's weights, units x inputs, and bias, units.
  Matrix<Scalar> weights(std::size_t layer) const { return tensor(layer, TensorKind::weights); }
  Vector<Scalar> bias(std::size_t layer) const { return tensor(layer, TensorKind::bias); }
  /// @throws Error "wrong_shape".
  void set_layer(std::size_t layer, const Matrix<Scalar>& weights, const Vector<Scalar>& bias);

  /// All numbers without padding, layer by layer, in the order of tensors_of(): weights row by row (a unit's
  /// inputs), then bias; gamma, beta, then running mean and variance.
  std::vector<Scalar> flat_parameters() const;
  /// Takes back what flat_parameters() of a network with the same layers gave. @throws Error "wrong_shape".
  void set_flat_parameters(std::span<const Scalar> flat);

  /// Fills weights from the initializer, one stream of random numbers per dense layer; all else becomes what
  /// it is before training.
  ///
  /// @param gain_by_activation  the initializer's gain is gain_of() the activation that follows.
  void initialize(const InitializerOptions& initializer, std::uint64_t seed, bool gain_by_activation = false);

  /// Logits of each example, in evaluation: outputs x examples.
  /// @param inputs  inputs() x examples.
  Matrix<Scalar> logits(const Matrix<Scalar>& inputs) const;

  /// Logits whose softmax is the class probabilities: classes() x examples. One sigmoid unit's z stands for
  /// (0, z).
  Matrix<Scalar> class_logits(const Matrix<Scalar>& inputs) const;

  /// Class probabilities: classes() x examples. A sigmoid's one unit is the probability of the second class.
  Matrix<Scalar> probabilities(const Matrix<Scalar>& inputs) const;

  /// FNV-1a over the bytes of flat_parameters(), folded to 32 bits: eight hexadecimal characters. Equal
  /// fingerprints mean equal bits.
  std::string fingerprint() const;

  /// The same network in another scalar type.
  template <typename Other>
  Network<Other> cast() const;

  /// The layers from `first` on as a network of their own, from that layer's input to the logits. None of
  /// their residual connections may start before it.
  Network tail(std::size_t first) const;

 private:
  void place();
  void reset();
  Scalar* start_of(const Tensor& tensor) {
    return (tensor.shape.trained ? parameters_ : statistics_).data() + tensor.offset;
  }
  const Scalar* start_of(const Tensor& tensor) const {
    return (tensor.shape.trained ? parameters_ : statistics_).data() + tensor.offset;
  }

  int inputs_;
  Output output_;
  std::vector<Layer> layers_;
  Buffer<Scalar> parameters_;
  Buffer<Scalar> statistics_;
};

}  // namespace vitrine
