#include "nn/backpropagation.h"

#include <algorithm>
#include <cassert>

#include "nn/faint.h"
#include "nn/finite.h"
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
    buffers.functions = &functions_of<Scalar>(layer.kind);
    buffers.gradients = &gradients_of<Scalar>(layer.kind);
    const Workspace workspace = buffers.functions->workspace(layer, batch_capacity);
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
BatchLoss Backpropagation<Scalar>::gradient(const Network<Scalar>& network, const LossOptions& loss_options,
                                            const Targets<Scalar>& targets, const Penalties& penalties,
                                            std::span<Scalar> gradient, const PassOptions& options) {
  forward(network, static_cast<int>(targets.examples(outputs_)), options);
  const BatchLoss value = loss(loss_options, targets);
  backward(network, penalties, gradient);
  return value;
}

template <typename Scalar>
std::span<const Scalar> Backpropagation<Scalar>::forward(const Network<Scalar>& network, int examples,
                                                         const PassOptions& options) {
  assert(inputs_.size() >= std::size_t(network.inputs()) * examples);
  examples_ = examples;
  options_ = options;
  overflowed_ = false;
  if (!padded_inputs_.empty()) {
    kernels::pad_columns(inputs_.data(), network.inputs(), examples, padded_inputs_.data());
  }
  LayerBatch<Scalar> batch = begin(network);
  for (const Layer& layer : network.layers()) {
    LayerBuffers& buffers = layers_[layer.index];
    const std::size_t size = std::size_t(layer.stride) * examples;
    enter(layer, batch);
    buffers.functions->forward(layer, batch, buffers.z.data());
    if (layer.activation != Activation::identity) {
      activate<Scalar>(layer.activation, {buffers.z.data(), size}, {buffers.a.data(), size});
      overflowed_ |= !all_finite<Scalar>({buffers.z.data(), size});
    }
  }
  const std::span<const Scalar> logits =
      activation(layers_.size() - 1).first(std::size_t(outputs_stride_) * examples);
  overflowed_ |= !all_finite(logits);
  return logits;
}

template <typename Scalar>
BatchLoss Backpropagation<Scalar>::loss(const LossOptions& options, const Targets<Scalar>& targets) {
  const std::size_t size = std::size_t(outputs_stride_) * std::size_t(examples_);
  const std::span<Scalar> gradient = logits_gradient().first(size);
  const BatchLoss value = evaluate_loss<Scalar>(options, activation(layers_.size() - 1).first(size), outputs_,
                                                outputs_stride_, targets, gradient);
  drop_faint(gradient);
  return value;
}

template <typename Scalar>
void Backpropagation<Scalar>::backward(const Network<Scalar>& network, const Penalties& penalties,
                                       std::span<Scalar> gradient, std::span<Scalar> input_gradient) {
  const std::vector<Layer>& layers = network.layers();
  LayerBatch<Scalar> batch = begin(network);
  Scalar* dz = logits_gradient().data();
  for (std::size_t i = layers.size(); i-- > 0;) {
    const Layer& layer = layers[i];
    const LayerGradients<Scalar>& gradients = *layers_[i].gradients;
    const std::size_t size = std::size_t(layer.stride) * examples_;
    if (layer.activation != Activation::identity) {
      multiply_by_derivative<Scalar>(layer.activation, {layers_[i].z.data(), size},
                                     {layers_[i].a.data(), size}, {dz, size});
    }
    Scalar* dx = dz;
    if (!gradients.in_place) dx = i > 0 ? layers_[i - 1].gradient.data() : input_gradient.data();
    enter(layer, batch);
    gradients.backward(layer, batch, penalties, dz, dx, gradient.data());
    if (dx == nullptr) break;
    // What came past the layers above by residual connections.
    const std::size_t inputs_size = std::size_t(kernels::padded<Scalar>(layer.inputs)) * examples_;
    for (std::size_t above = i + 1; above < layers.size(); ++above) {
      if (layers[above].kind != LayerKind::residual || layers[above].first_skipped != i) continue;
      add_to(dx, layers_[above].saved.data(), inputs_size);
    }
    if (i == 0 && gradients.in_place && !input_gradient.empty()) {
      std::copy_n(dx, inputs_size, input_gradient.data());
    }
    dz = dx;
  }
}

template <typename Scalar>
void Backpropagation<Scalar>::update_statistics(Network<Scalar>& network) const {
  assert(options_.training);
  for (const Layer& layer : network.layers()) {
    const auto update = layers_[layer.index].gradients->update_statistics;
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

/// What all layers share of the batch.
template <typename Scalar>
LayerBatch<Scalar> Backpropagation<Scalar>::begin(const Network<Scalar>& network) {
  return {
      examples_, options_,       network.parameters().data(), network.statistics().data(), nullptr, nullptr,
      nullptr,   scratch_.data()};
}

/// And what is a layer's own.
template <typename Scalar>
void Backpropagation<Scalar>::enter(const Layer& layer, LayerBatch<Scalar>& batch) {
  batch.x = input_of(layer.index);
  batch.saved = layers_[layer.index].saved.data();
  if (layer.kind == LayerKind::residual) batch.skipped = input_of(layer.first_skipped);
}

template class Backpropagation<float>;
template class Backpropagation<double>;

}  // namespace vitrine
