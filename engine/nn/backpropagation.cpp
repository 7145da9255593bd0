#include "nn/backpropagation.h"

#include <algorithm>
#include <cassert>

namespace vitrine {

namespace {

/// The layer's shape as the kernels want it. `input_stride` is that of whatever feeds the layer.
kernels::DenseShape shape_of(const DenseLayer& layer, int input_stride) {
  return {layer.inputs, layer.units, layer.stride, input_stride};
}

}  // namespace

template <typename Scalar>
Backpropagation<Scalar>::Backpropagation(const Network<Scalar>& network, int batch_capacity)
    : inputs_(std::size_t(network.inputs()) * batch_capacity) {
  std::size_t scratch = 0;
  int input_stride = network.inputs();
  for (const DenseLayer& layer : network.layers()) {
    const std::size_t size = std::size_t(layer.stride) * batch_capacity;
    layers_.push_back({std::vector<Scalar>(size), std::vector<Scalar>(size), std::vector<Scalar>(size)});
    scratch = std::max(scratch, kernels::scratch_size<Scalar>(shape_of(layer, input_stride), batch_capacity));
    input_stride = layer.stride;
  }
  scratch_.resize(scratch);
}

template <typename Scalar>
BatchLoss Backpropagation<Scalar>::gradient(const Network<Scalar>& network, std::span<const int> labels,
                                            double l2, std::span<Scalar> gradient) {
  const std::vector<DenseLayer>& layers = network.layers();
  const Scalar* parameters = network.parameters().data();
  const int examples = static_cast<int>(labels.size());
  assert(inputs_.size() >= std::size_t(network.inputs()) * examples);

  const Scalar* source = inputs_.data();
  int source_stride = network.inputs();
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const DenseLayer& layer = layers[i];
    LayerBuffers& buffers = layers_[i];
    const std::size_t size = std::size_t(layer.stride) * examples;
    kernels::dense_forward(shape_of(layer, source_stride), examples, parameters + layer.weights,
                           parameters + layer.bias, source, buffers.z.data(), scratch_.data());
    source = buffers.z.data();
    if (layer.activation != Activation::identity) {
      activate<Scalar>(layer.activation, {buffers.z.data(), size}, {buffers.a.data(), size});
      source = buffers.a.data();
    }
    source_stride = layer.stride;
  }

  const DenseLayer& last = layers.back();
  const std::size_t logits_size = std::size_t(last.stride) * examples;
  const BatchLoss loss =
      softmax_cross_entropy<Scalar>({layers_.back().z.data(), logits_size}, last.units, last.stride, labels,
                                    {layers_.back().gradient.data(), logits_size});

  for (std::size_t i = layers.size(); i-- > 0;) {
    const DenseLayer& layer = layers[i];
    LayerBuffers& buffers = layers_[i];
    const Scalar* dz = buffers.gradient.data();
    const bool first = i == 0;
    const kernels::DenseShape shape = shape_of(layer, first ? network.inputs() : layers[i - 1].stride);
    const Scalar* layer_inputs = inputs_.data();
    if (!first) {
      const LayerBuffers& below = layers_[i - 1];
      layer_inputs = layers[i - 1].activation == Activation::identity ? below.z.data() : below.a.data();
    }
    kernels::dense_parameter_gradient(shape, examples, static_cast<Scalar>(l2), parameters + layer.weights,
                                      layer_inputs, dz, gradient.data() + layer.weights,
                                      gradient.data() + layer.bias, scratch_.data());
    if (first) break;
    LayerBuffers& below = layers_[i - 1];
    kernels::dense_input_gradient(shape, examples, parameters + layer.weights, dz, below.gradient.data(),
                                  scratch_.data());
    const std::size_t size = std::size_t(layers[i - 1].stride) * examples;
    multiply_by_derivative<Scalar>(layers[i - 1].activation, {below.z.data(), size}, {below.a.data(), size},
                                   {below.gradient.data(), size});
  }
  return loss;
}

template class Backpropagation<float>;
template class Backpropagation<double>;

}  // namespace vitrine
