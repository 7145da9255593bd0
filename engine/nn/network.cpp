#include "nn/network.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <numeric>
#include <utility>

#include "error.h"
#include "nn/kernels.h"
#include "nn/loss.h"
#include "nn/random.h"

namespace vitrine {

namespace {

void check_options(const LayerOptions& options, std::size_t index, int inputs) {
  const std::size_t number = index + 1;
  const std::string path = concat({"network.layers[", index, "]."});
  if (!(options.dropout >= 0 && options.dropout < 1)) {
    fail("out_of_range", {"Layer ", number, " has a dropout rate outside the range from 0 to below 1."},
         {.path = path + "dropout"});
  }
  if (options.batch_norm && options.layer_norm) {
    fail("conflicting_options",
         {"Layer ", number, " has both batch_norm and layer_norm; choose one of them."},
         {.path = path + "layer_norm"});
  }
  if (options.residual && options.units != inputs) {
    fail("wrong_shape",
         {"Layer ", number, " has ", options.units, " units and ", inputs,
          " inputs; a residual connection adds one to the other and needs as many of both."},
         {.path = path + "residual"});
  }
}

/// The layers that hidden layers and an output layer are made of.
std::vector<Layer> expand(int inputs, std::span<const LayerOptions> hidden, int outputs) {
  std::vector<Layer> layers;
  for (std::size_t i = 0; i < hidden.size(); ++i) {
    const LayerOptions& options = hidden[i];
    check_options(options, i, i == 0 ? inputs : hidden[i - 1].units);
    const std::size_t first = layers.size();
    layers.push_back({.kind = LayerKind::dense, .units = options.units});
    if (options.batch_norm) layers.push_back({.kind = LayerKind::batch_norm});
    if (options.layer_norm) layers.push_back({.kind = LayerKind::layer_norm});
    layers.back().activation = options.activation;
    if (options.residual) layers.push_back({.kind = LayerKind::residual, .first_skipped = first});
    if (options.dropout > 0) layers.push_back({.kind = LayerKind::dropout, .rate = options.dropout});
  }
  layers.push_back({.kind = LayerKind::dense, .units = outputs});
  return layers;
}

Tensor tensor_of(const Layer& layer, TensorKind kind) {
  for (const Tensor& tensor : tensors_of(layer)) {
    if (tensor.shape.kind == kind) return tensor;
  }
  fail("wrong_shape",
       {"Layer ", layer.index + 1, " is ", name_of(layer.kind), " and has no ", name_of(kind), "."});
}

/// For each layer, the last one that reads its input: itself, or a residual connection that skips it.
std::vector<std::size_t> last_readers(const std::vector<Layer>& layers) {
  std::vector<std::size_t> readers(layers.size());
  for (const Layer& layer : layers) {
    readers[layer.index] = layer.index;
    if (layer.kind == LayerKind::residual) readers[layer.first_skipped] = layer.index;
  }
  return readers;
}

/// Which buffer each layer writes to when only the logits are kept: as few as will do, so that they stay in
/// the cache.
std::vector<std::size_t> assign_buffers(const std::vector<Layer>& layers) {
  const std::vector<std::size_t> readers = last_readers(layers);
  std::vector<std::size_t> assigned, free_after;
  for (std::size_t layer = 0; layer < layers.size(); ++layer) {
    std::size_t buffer = 0;
    while (buffer < free_after.size() && free_after[buffer] >= layer) ++buffer;
    if (buffer == free_after.size()) free_after.push_back(0);
    free_after[buffer] = layer + 1 < layers.size() ? readers[layer + 1] : layers.size();
    assigned.push_back(buffer);
  }
  return assigned;
}

/// What a dense layer's preactivations go through, be it after a normalisation; identity if nothing.
Activation activation_after(const std::vector<Layer>& layers, std::size_t dense) {
  for (std::size_t i = dense; i < layers.size(); ++i) {
    if (i > dense && layers[i].kind == LayerKind::dense) break;
    if (layers[i].activation != Activation::identity) return layers[i].activation;
  }
  return Activation::identity;
}

}  // namespace

template <typename Scalar>
Network<Scalar>::Network(int inputs, std::span<const LayerOptions> hidden, int outputs, Output output)
    : Network(inputs, expand(inputs, hidden, outputs), output) {}

template <typename Scalar>
Network<Scalar>::Network(int inputs, std::vector<Layer> layers, Output output)
    : inputs_(inputs), output_(output), layers_(std::move(layers)) {
  assert(!layers_.empty());
  place();
  reset();
}

/// Fills in what follows from each layer's place, and makes the arenas as large as needed.
template <typename Scalar>
void Network<Scalar>::place() {
  std::size_t parameters = 0, statistics = 0;
  int width = inputs_;
  for (std::size_t index = 0; index < layers_.size(); ++index) {
    Layer& layer = layers_[index];
    layer.index = index;
    layer.inputs = width;
    if (layer.kind != LayerKind::dense) layer.units = width;
    assert(layer.kind != LayerKind::residual || layer.first_skipped < index);
    layer.input_stride = kernels::padded<Scalar>(width);
    layer.stride = kernels::padded<Scalar>(layer.units);
    layer.parameters = parameters;
    layer.statistics = statistics;
    for (const Tensor& tensor : tensors_of(layer)) {
      (tensor.shape.trained ? parameters : statistics) += std::size_t(layer.stride) * tensor.columns;
    }
    if (layer.kind == LayerKind::residual) {
      const int skipped = layers_[layer.first_skipped].inputs;
      if (skipped != width) {
        fail("wrong_shape",
             {"Layer ", index + 1, " adds ", width, " units to the ", skipped, " inputs of layer ",
              layer.first_skipped + 1, "; a residual connection needs as many of both."});
      }
    }
    width = layer.units;
  }
  if (layers_[0].kind == LayerKind::dense && last_readers(layers_)[0] == 0) layers_[0].input_stride = inputs_;
  parameters_.resize(parameters);
  statistics_.resize(statistics);
}

/// Every tensor as it is before training.
template <typename Scalar>
void Network<Scalar>::reset() {
  std::fill(parameters_.begin(), parameters_.end(), Scalar{0});
  std::fill(statistics_.begin(), statistics_.end(), Scalar{0});
  for (const Layer& layer : layers_) {
    for (const Tensor& tensor : tensors_of(layer)) {
      std::fill_n(start_of(tensor), layer.units, static_cast<Scalar>(tensor.shape.initial));
    }
  }
}

template <typename Scalar>
int Network<Scalar>::classes() const {
  return output_ == Output::sigmoid ? 2 : outputs();
}

template <typename Scalar>
std::size_t Network<Scalar>::parameter_count() const {
  std::size_t count = 0;
  for (const Layer& layer : layers_) {
    for (const Tensor& tensor : tensors_of(layer)) {
      if (tensor.shape.trained) count += std::size_t(layer.units) * tensor.columns;
    }
  }
  return count;
}

template <typename Scalar>
std::vector<Range> Network<Scalar>::weight_ranges() const {
  std::vector<Range> ranges;
  for (const Layer& layer : layers_) {
    if (layer.kind != LayerKind::dense) continue;
    ranges.push_back({layer.parameters, layer.parameters + std::size_t(layer.stride) * layer.inputs});
  }
  return ranges;
}

template <typename Scalar>
Matrix<Scalar> Network<Scalar>::tensor(std::size_t layer, TensorKind kind) const {
  const int units = layers_[layer].units;
  const int stride = layers_[layer].stride;
  const Tensor tensor = tensor_of(layers_[layer], kind);
  const Scalar* column = start_of(tensor);
  Matrix<Scalar> values(units, tensor.columns);
  for (int i = 0; i < tensor.columns; ++i, column += stride) {
    std::copy_n(column, units, values.data() + std::size_t(units) * i);
  }
  return values;
}

template <typename Scalar>
void Network<Scalar>::set_tensor(std::size_t layer, TensorKind kind, const Matrix<Scalar>& values) {
  const int units = layers_[layer].units;
  const int stride = layers_[layer].stride;
  const Tensor tensor = tensor_of(layers_[layer], kind);
  if (values.rows() != units || values.cols() != tensor.columns) {
    fail("wrong_shape", {"Layer ", layer + 1, " takes ", name_of(kind), " of shape ", units, " x ",
                         tensor.columns, ", not ", values.rows(), " x ", values.cols(), "."});
  }
  Scalar* column = start_of(tensor);
  for (int i = 0; i < tensor.columns; ++i, column += stride) {
    std::copy_n(values.data() + std::size_t(units) * i, units, column);
  }
}

template <typename Scalar>
void Network<Scalar>::set_layer(std::size_t layer, const Matrix<Scalar>& weights,
                                const Vector<Scalar>& bias) {
  set_tensor(layer, TensorKind::weights, weights);
  set_tensor(layer, TensorKind::bias, bias);
}

template <typename Scalar>
void Network<Scalar>::initialize(const InitializerOptions& initializer, std::uint64_t seed,
                                 bool gain_by_activation) {
  reset();
  std::uint32_t stream = 0;
  for (const Layer& layer : layers_) {
    if (layer.kind != LayerKind::dense) continue;
    InitializerOptions options = initializer;
    if (gain_by_activation) options.gain = gain_of(activation_after(layers_, layer.index));
    Random random(seed, Purpose::weights, stream++);
    set_tensor(layer.index, TensorKind::weights,
               initial_weights(options, layer.units, layer.inputs, random).template cast<Scalar>());
  }
}

template <typename Scalar>
Matrix<Scalar> Network<Scalar>::logits(const Matrix<Scalar>& inputs) const {
  if (inputs.rows() != inputs_) {
    fail("wrong_shape", {"The network takes ", inputs_, " inputs, not ", inputs.rows(), "."});
  }
  const int examples = static_cast<int>(inputs.cols());
  const int block = std::min(256, examples);  // at a time: two layers' activations stay in the cache
  const std::vector<std::size_t> assigned = assign_buffers(layers_);
  std::size_t widest = 0;
  Workspace needed;
  for (const Layer& layer : layers_) {
    const Workspace workspace = functions_of<Scalar>(layer.kind).workspace(layer, block);
    needed.saved = std::max(needed.saved, workspace.saved);
    needed.scratch = std::max(needed.scratch, workspace.scratch);
    widest = std::max(widest, std::size_t(layer.stride));
  }
  // As vectors of Eigen's, which begin with whatever is in memory: filling them would cost as much as a
  // layer.
  const auto room = [](std::size_t size) { return Vector<Scalar>(static_cast<Eigen::Index>(size)); };
  const std::size_t buffer_count = *std::max_element(assigned.begin(), assigned.end()) + 1;
  std::vector<Vector<Scalar>> buffers;
  for (std::size_t i = 0; i < buffer_count; ++i) buffers.push_back(room(widest * block));
  Vector<Scalar> saved = room(needed.saved), scratch = room(needed.scratch);
  Vector<Scalar> padded = room(input_stride() == inputs_ ? 0 : std::size_t(input_stride()) * block);
  std::vector<const Scalar*> values(layers_.size() + 1);  // what each layer reads, and the logits

  Matrix<Scalar> result(outputs(), examples);
  for (int first = 0; first < examples; first += block) {
    const int count = std::min(block, examples - first);
    values[0] = inputs.data() + std::size_t(inputs_) * first;
    if (padded.size() > 0) {
      kernels::pad_columns(values[0], inputs_, count, padded.data());
      values[0] = padded.data();
    }
    for (const Layer& layer : layers_) {
      const std::span<Scalar> z(buffers[assigned[layer.index]].data(), std::size_t(layer.stride) * count);
      functions_of<Scalar>(layer.kind)
          .forward(layer,
                   {count,
                    {.training = false},
                    parameters_.data(),
                    statistics_.data(),
                    values[layer.index],
                    values[layer.first_skipped],
                    saved.data(),
                    scratch.data()},
                   z.data());
      activate<Scalar>(layer.activation, z, z);
      values[layer.index + 1] = z.data();
    }
    for (int example = 0; example < count; ++example) {
      std::copy_n(values.back() + std::size_t(layers_.back().stride) * example, outputs(),
                  result.data() + std::size_t(outputs()) * (first + example));
    }
  }
  return result;
}

template <typename Scalar>
Matrix<Scalar> Network<Scalar>::class_logits(const Matrix<Scalar>& inputs) const {
  assert(output_ != Output::identity);
  Matrix<Scalar> z = logits(inputs);
  if (output_ == Output::softmax) return z;
  Matrix<Scalar> both = Matrix<Scalar>::Zero(2, z.cols());
  for (Eigen::Index example = 0; example < z.cols(); ++example) both(1, example) = z(0, example);
  return both;
}

template <typename Scalar>
Matrix<Scalar> Network<Scalar>::probabilities(const Matrix<Scalar>& inputs) const {
  assert(output_ != Output::identity);
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
  flat.reserve(parameters_.size() + statistics_.size());
  for (const Layer& layer : layers_) {
    for (const Tensor& tensor : tensors_of(layer)) {
      const Scalar* start = start_of(tensor);
      for (int unit = 0; unit < layer.units; ++unit) {
        for (int column = 0; column < tensor.columns; ++column) {
          flat.push_back(start[std::size_t(layer.stride) * column + unit]);
        }
      }
    }
  }
  return flat;
}

template <typename Scalar>
void Network<Scalar>::set_flat_parameters(std::span<const Scalar> flat) {
  std::size_t expected = 0;
  for (const Layer& layer : layers_) {
    for (const Tensor& tensor : tensors_of(layer)) expected += std::size_t(layer.units) * tensor.columns;
  }
  if (flat.size() != expected) {
    fail("wrong_shape", {"The network has ", expected, " numbers, not ", flat.size(), "."});
  }
  auto next = flat.begin();
  for (const Layer& layer : layers_) {
    for (const Tensor& tensor : tensors_of(layer)) {
      Scalar* start = start_of(tensor);
      for (int unit = 0; unit < layer.units; ++unit) {
        for (int column = 0; column < tensor.columns; ++column) {
          start[std::size_t(layer.stride) * column + unit] = *next++;
        }
      }
    }
  }
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

template <typename Scalar>
template <typename Other>
Network<Other> Network<Scalar>::cast() const {
  Network<Other> other(inputs_, layers_, output_);
  for (const Layer& layer : layers_) {
    for (const Tensor& tensor : tensors_of(layer)) {
      const TensorKind kind = tensor.shape.kind;
      other.set_tensor(layer.index, kind, this->tensor(layer.index, kind).template cast<Other>());
    }
  }
  return other;
}

template <typename Scalar>
Network<Scalar> Network<Scalar>::tail(std::size_t first) const {
  std::vector<Layer> layers(layers_.begin() + static_cast<std::ptrdiff_t>(first), layers_.end());
  for (Layer& layer : layers) {
    if (layer.kind != LayerKind::residual) continue;
    assert(layer.first_skipped >= first);
    layer.first_skipped -= first;
  }
  Network tail(layers_[first].inputs, std::move(layers), output_);
  const auto copy_end = [](const Buffer<Scalar>& from, Buffer<Scalar>& to) {
    std::copy(from.end() - static_cast<std::ptrdiff_t>(to.size()), from.end(), to.begin());
  };
  copy_end(parameters_, tail.parameters_);
  copy_end(statistics_, tail.statistics_);
  return tail;
}

template class Network<float>;
template class Network<double>;
template Network<float> Network<float>::cast() const;
template Network<double> Network<float>::cast() const;
template Network<float> Network<double>::cast() const;
template Network<double> Network<double>::cast() const;

}  // namespace vitrine
