#include "nn/network.h"

#include <algorithm>
#include <cstring>

#include "error.h"
#include "nn/kernels.h"
#include "nn/loss.h"
#include "nn/random.h"

namespace vitrine {

template <typename Scalar>
Network<Scalar>::Network(int inputs, std::span<const LayerOptions> hidden, int outputs, Output output)
    : inputs_(inputs), output_(output) {
  std::size_t end = 0;
  int fan_in = inputs;
  const auto add = [&](int units, Activation activation) {
    DenseLayer layer;
    layer.inputs = fan_in;
    layer.units = units;
    layer.activation = activation;
    layer.stride = kernels::padded<Scalar>(units);
    layer.weights = end;
    layer.bias = layer.weights + std::size_t(layer.stride) * fan_in;
    end = layer.bias + layer.stride;
    layers_.push_back(layer);
    fan_in = units;
  };
  for (const LayerOptions& options : hidden) add(options.units, options.activation);
  add(outputs, Activation::identity);
  parameters_.assign(end, Scalar{0});
}

template <typename Scalar>
int Network<Scalar>::classes() const {
  return output_ == Output::sigmoid ? 2 : outputs();
}

template <typename Scalar>
std::size_t Network<Scalar>::parameter_count() const {
  std::size_t count = 0;
  for (const DenseLayer& layer : layers_) count += std::size_t(layer.units) * (layer.inputs + 1);
  return count;
}

template <typename Scalar>
Matrix<Scalar> Network<Scalar>::weights(std::size_t index) const {
  const DenseLayer& layer = layers_[index];
  Matrix<Scalar> weights(layer.units, layer.inputs);
  for (int input = 0; input < layer.inputs; ++input) {
    const Scalar* column = parameters_.data() + layer.weights + std::size_t(layer.stride) * input;
    std::copy(column, column + layer.units, weights.data() + std::size_t(layer.units) * input);
  }
  return weights;
}

template <typename Scalar>
Vector<Scalar> Network<Scalar>::bias(std::size_t index) const {
  const DenseLayer& layer = layers_[index];
  Vector<Scalar> bias(layer.units);
  std::copy_n(parameters_.data() + layer.bias, layer.units, bias.data());
  return bias;
}

template <typename Scalar>
void Network<Scalar>::set_layer(std::size_t index, const Matrix<Scalar>& weights,
                                const Vector<Scalar>& bias) {
  const DenseLayer& layer = layers_[index];
  if (weights.rows() != layer.units || weights.cols() != layer.inputs || bias.size() != layer.units) {
    fail("wrong_shape",
         {"Layer ", index + 1, " takes ", layer.units, " x ", layer.inputs, " weights and ", layer.units,
          " biases, not ", weights.rows(), " x ", weights.cols(), " and ", bias.size(), "."});
  }
  for (int input = 0; input < layer.inputs; ++input) {
    std::copy_n(weights.data() + std::size_t(layer.units) * input, layer.units,
                parameters_.data() + layer.weights + std::size_t(layer.stride) * input);
  }
  std::copy_n(bias.data(), layer.units, parameters_.data() + layer.bias);
}

template <typename Scalar>
void Network<Scalar>::initialize(const InitializerOptions& initializer, std::uint64_t seed) {
  std::fill(parameters_.begin(), parameters_.end(), Scalar{0});
  for (std::size_t index = 0; index < layers_.size(); ++index) {
    const DenseLayer& layer = layers_[index];
    Random random(seed, Purpose::weights, static_cast<std::uint32_t>(index));
    set_layer(index, initial_weights(initializer, layer.units, layer.inputs, random).template cast<Scalar>(),
              Vector<Scalar>::Zero(layer.units));
  }
}

template <typename Scalar>
Matrix<Scalar> Network<Scalar>::logits(const Matrix<Scalar>& inputs) const {
  if (inputs.rows() != inputs_) {
    fail("wrong_shape", {"The network takes ", inputs_, " inputs, not ", inputs.rows(), "."});
  }
  const int examples = static_cast<int>(inputs.cols());
  const int block = std::min(256, examples);  // at a time: two layers' activations stay in the cache
  int widest = 0;
  std::size_t scratch_needed = 0;
  int input_stride = inputs_;
  for (const DenseLayer& layer : layers_) {
    widest = std::max(widest, layer.stride);
    scratch_needed = std::max(
        scratch_needed,
        kernels::scratch_size<Scalar>({layer.inputs, layer.units, layer.stride, input_stride}, block));
    input_stride = layer.stride;
  }
  std::vector<Scalar> even(std::size_t(widest) * block), odd(even.size()), scratch(scratch_needed);

  Matrix<Scalar> result(outputs(), examples);
  for (int first = 0; first < examples; first += block) {
    const int count = std::min(block, examples - first);
    const Scalar* source = inputs.data() + std::size_t(inputs_) * first;
    int source_stride = inputs_;
    for (std::size_t index = 0; index < layers_.size(); ++index) {
      const DenseLayer& layer = layers_[index];
      std::vector<Scalar>& target = index % 2 == 0 ? even : odd;
      kernels::dense_forward<Scalar>({layer.inputs, layer.units, layer.stride, source_stride}, count,
                                     parameters_.data() + layer.weights, parameters_.data() + layer.bias,
                                     source, target.data(), scratch.data());
      const std::span<Scalar> z(target.data(), std::size_t(layer.stride) * count);
      activate<Scalar>(layer.activation, z, z);
      source = target.data();
      source_stride = layer.stride;
    }
    for (int example = 0; example < count; ++example) {
      std::copy_n(source + std::size_t(source_stride) * example, outputs(),
                  result.data() + std::size_t(outputs()) * (first + example));
    }
  }
  return result;
}

template <typename Scalar>
Matrix<Scalar> Network<Scalar>::probabilities(const Matrix<Scalar>& inputs) const {
  Matrix<Scalar> z = logits(inputs);
  const std::span<Scalar> values(z.data(), static_cast<std::size_t>(z.size()));
  if (output_ == Output::softmax) {
    softmax<Scalar>(values, outputs(), outputs(), values);
    return z;
  }
  activate<Scalar>(Activation::sigmoid, values, values);
  Matrix<Scalar> both(2, z.cols());
  for (Eigen::Index example = 0; example < z.cols(); ++example) {
    both(0, example) = 1 - z(0, example);
    both(1, example) = z(0, example);
  }
  return both;
}

template <typename Scalar>
std::vector<Scalar> Network<Scalar>::flat_parameters() const {
  std::vector<Scalar> flat;
  flat.reserve(parameter_count());
  for (const DenseLayer& layer : layers_) {
    for (int unit = 0; unit < layer.units; ++unit) {
      for (int input = 0; input < layer.inputs; ++input) {
        flat.push_back(parameters_[layer.weights + std::size_t(layer.stride) * input + unit]);
      }
    }
    const Scalar* bias = parameters_.data() + layer.bias;
    flat.insert(flat.end(), bias, bias + layer.units);
  }
  return flat;
}

template <typename Scalar>
std::string Network<Scalar>::fingerprint() const {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const Scalar value : flat_parameters()) {
    unsigned char bytes[sizeof(Scalar)];
    std::memcpy(bytes, &value, sizeof(Scalar));
    for (const unsigned char byte : bytes) hash = (hash ^ byte) * 0x100000001b3ULL;
  }
  const auto folded = static_cast<std::uint32_t>(hash >> 32 ^ hash);
  std::string text;
  for (int shift = 28; shift >= 0; shift -= 4) text += "0123456789abcdef"[folded >> shift & 15];
  return text;
}

template class Network<float>;
template class Network<double>;

}  // namespace vitrine
