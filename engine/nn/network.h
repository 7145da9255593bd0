#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "error.h"
#include "nn/activation.h"
#include "nn/initializer.h"
#include "nn/types.h"

namespace vitrine {

/// A dense layer's place in the network: z = W a_previous + b, a = f(z).
///
/// Rows of every buffer are padded to a whole number of SIMD vectors (`stride` of them), and the padding is
/// zero, so the kernels need no remainder loops.
struct DenseLayer {
  int inputs = 0;  ///< fan_in
  int units = 0;   ///< fan_out
  Activation activation = Activation::identity;
  int stride = 0;           ///< units, rounded up to the padding.
  std::size_t weights = 0;  ///< Where W (stride x inputs, column-major) starts in the parameter arena.
  std::size_t bias = 0;     ///< Where b (stride) starts.
};

struct LayerOptions {
  int units;
  Activation activation;
};

/// What follows the last layer's preactivations (the logits).
enum class Output { softmax, sigmoid };

/// A feed-forward network: its layers and all its parameters in one contiguous arena.
///
/// Float32 for training; float64 for gradient checks and Shapley values.
template <typename Scalar>
class Network {
 public:
  /// Hidden layers, then an output layer with activation identity. Parameters are zero.
  Network(int inputs, std::span<const LayerOptions> hidden, int outputs, Output output = Output::softmax);

  int inputs() const { return inputs_; }
  int outputs() const { return layers_.back().units; }  ///< Units of the last layer: logits per example.
  int classes() const;                                  ///< outputs(), or 2 for one sigmoid unit.
  Output output() const { return output_; }
  const std::vector<DenseLayer>& layers() const { return layers_; }

  /// The arena, padding included: whoever writes to it leaves the padding zero.
  std::span<Scalar> parameters() { return parameters_; }
  std::span<const Scalar> parameters() const { return parameters_; }

  std::size_t parameter_count() const;  ///< Weights and biases, without padding.

  /// One layer's weights, units x inputs, and bias, units: copies, without padding.
  Matrix<Scalar> weights(std::size_t layer) const;
  Vector<Scalar> bias(std::size_t layer) const;
  /// @throws Error "wrong_shape".
  void set_layer(std::size_t layer, const Matrix<Scalar>& weights, const Vector<Scalar>& bias);

  /// All parameters without padding, layer by layer: the weights row by row (a unit's inputs), then the bias.
  std::vector<Scalar> flat_parameters() const;

  /// Fills weights from the initializer, one stream of random numbers per layer; biases become zero.
  void initialize(const InitializerOptions& initializer, std::uint64_t seed);

  /// Logits of each example: outputs x examples.
  /// @param inputs  inputs() x examples.
  Matrix<Scalar> logits(const Matrix<Scalar>& inputs) const;

  /// Class probabilities: classes() x examples. A sigmoid's one unit is the probability of the second class.
  Matrix<Scalar> probabilities(const Matrix<Scalar>& inputs) const;

  /// FNV-1a over the bytes of flat_parameters(), folded to 32 bits: eight hexadecimal characters. Equal
  /// fingerprints mean equal bits.
  std::string fingerprint() const;

 private:
  int inputs_;
  Output output_;
  std::vector<DenseLayer> layers_;
  std::vector<Scalar> parameters_;
};

}  // namespace vitrine
