#include "nn/backpropagation.h"

#include <algorithm>
#include <cassert>

#include "nn/kernels.h"

namespace vitrine {

namespace {

template <typename Scalar>
void add_to(Scalar* __restrict sum, const Scalar* __restrict term, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) sum[i] += term[i];
}

}  // namespace

template <typename Scalar>
Backpropagation<Scalar>::Backpropagation(const Network<Scalar>& network, int batch_capacity)
    : inputs_(std::size_t(network.inputs()) * batch_capacity),
      layers_(network.layers().size()),
      outputs_(network.outputs()),
      outputs_stride_(network.layers().back().stride) {
  const std::vector<Layer>& layers = network.layers();
  if (network.input_stride() != network.inputs()) {
    padded_inputs_.resize(std::size_t(network.input_stride()) * batch_capacity);
  }
  std::size_t scratch = 0;
  for (const Layer& layer : layers) {
    LayerBuffers& buffers = layers_[layer.index];
    const std::size_t size = std::size_t(layer.stride) * batch_capacity;
    const Workspace workspace = functions_of<Scalar>(layer.kind).workspace(layer, batch_capacity);
    const bool last = layer.index + 1 == layers.size();
    buffers.z.resize(size);
    if (layer.activation != Activation::identity) buffers.a.resize(size);
    if (last || !gradients_of<Scalar>(layers[layer.index + 1].kind).in_place) buffers.gradient.resize(size);
    buffers.saved.resize(workspace.saved);
    scratch = std::max(scratch, workspace.scratch);
  }
  scratch_.resize(scratch);
}

template <typename Scalar>
BatchLoss Backpropagation<Scalar>::gradient(const Network<Scalar>& network, std::span<const int> labels,
                                            const Penalties& penalties, std::span<Scalar> gradient,
                                            const PassOptions& options) {
  forward(network, static_cast<int>(labels.size()), options);
  const BatchLoss value = loss(labels);
  backward(network, penalties, gradient);
  return value;
}

template <typename Scalar>
std::span<const Scalar> Backpropagation<Scalar>::forward(const Network<Scalar>& network, int examples,
                                                         const PassOptions& options) {
  assert(inputs_.size() >= std::size_t(network.inputs()) * examples);
  examples_ = examples;
  options_ = options;
  if (!padded_inputs_.empty()) {
    kernels::pad_columns(inputs_.data(), network.inputs(), examples, padded_inputs_.data());
  }
  for (const Layer& layer : network.layers()) {
    LayerBuffers& buffers = layers_[layer.index];
    const std::size_t size = std::size_t(layer.stride) * examples;
    functions_of<Scalar>(layer.kind).forward(layer, batch_for(network, layer), buffers.z.data());
    if (layer.activation != Activation::identity) {
      activate<Scalar>(layer.activation, {buffers.z.data(), size}, {buffers.a.data(), size});
    }
  }
  return activation(layers_.size() - 1).first(std::size_t(outputs_stride_) * examples);
}

template <typename Scalar>
BatchLoss Backpropagation<Scalar>::loss(std::span<const int> labels) {
  assert(static_cast<int>(labels.size()) == examples_);
  const std::size_t size = std::size_t(outputs_stride_) * labels.size();
  return softmax_cross_entropy<Scalar>(activation(layers_.size() - 1).first(size), outputs_, outputs_stride_,
                                       labels, logits_gradient().first(size));
}

template <typename Scalar>
void Backpropagation<Scalar>::backward(const Network<Scalar>& network, const Penalties& penalties,
                                       std::span<Scalar> gradient, std::span<Scalar> input_gradient) {
  const std::vector<Layer>& layers = network.layers();
  Scalar* dz = logits_gradient().data();
  for (std::size_t i = layers.size(); i-- > 0;) {
    const Layer& layer = layers[i];
    const LayerGradients<Scalar>& functions = gradients_of<Scalar>(layer.kind);
    const std::size_t size = std::size_t(layer.stride) * examples_;
    if (layer.activation != Activation::identity) {
      multiply_by_derivative<Scalar>(layer.activation, {layers_[i].z.data(), size},
                                     {layers_[i].a.data(), size}, {dz, size});
    }
    Scalar* dx = dz;
    if (!functions.in_place) dx = i > 0 ? layers_[i - 1].gradient.data() : input_gradient.data();
    functions.backward(layer, batch_for(network, layer), penalties, dz, dx, gradient.data());
    if (dx == nullptr) break;
    // What came past the layers above by residual connections.
    const std::size_t inputs_size = std::size_t(kernels::padded<Scalar>(layer.inputs)) * examples_;
    for (std::size_t above = i + 1; above < layers.size(); ++above) {
      if (layers[above].kind != LayerKind::residual || layers[above].first_skipped != i) continue;
      add_to(dx, layers_[above].saved.data(), inputs_size);
    }
    if (i == 0 && functions.in_place && !input_gradient.empty()) {
      std::copy_n(dx, inputs_size, input_gradient.data());
    }
    dz = dx;
  }
}

template <typename Scalar>
void Backpropagation<Scalar>::update_statistics(Network<Scalar>& network) const {
  assert(options_.training);
  for (const Layer& layer : network.layers()) {
    const auto update = gradients_of<Scalar>(layer.kind).update_statistics;
    if (update != nullptr) {
      update(layer, examples_, layers_[layer.index].saved.data(), network.statistics().data());
    }
  }
}

template <typename Scalar>
const Scalar* Backpropagation<Scalar>::input_of(std::size_t layer) const {
  if (layer > 0) return activation(layer - 1).data();
  return padded_inputs_.empty() ? inputs_.data() : padded_inputs_.data();
}

template <typename Scalar>
LayerBatch<Scalar> Backpropagation<Scalar>::batch_for(const Network<Scalar>& network, const Layer& layer) {
  return {examples_,
          options_,
          network.parameters().data(),
          network.statistics().data(),
          input_of(layer.index),
          input_of(layer.first_skipped),
          layers_[layer.index].saved.data(),
          scratch_.data()};
}

template class Backpropagation<float>;
template class Backpropagation<double>;

}  // namespace vitrine
