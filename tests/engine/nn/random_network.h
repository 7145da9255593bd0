#pragma once

#include <utility>
#include <vector>

#include "nn/network.h"
#include "nn/random.h"

namespace vitrine::test {

inline Matrix<double> normal_matrix(int rows, int columns, std::uint32_t stream) {
  Random random(5, Purpose::noise, stream);
  Matrix<double> matrix(rows, columns);
  for (Eigen::Index i = 0; i < matrix.size(); ++i) matrix.data()[i] = random.normal();
  return matrix;
}

/// 0, 1, ... `classes` - 1, and again, but for the last, so that no class is balanced by chance.
inline std::vector<int> cyclic_labels(int count, int classes) {
  std::vector<int> labels;
  for (int i = 0; i < count; ++i) labels.push_back(i % classes);
  return labels;
}

/// The layers with random numbers for every tensor, none at its initial value: a gradient that is missing or
/// a relu that rests on its kink would be hidden by zeros. Variances are positive.
inline Network<double> random_network(int inputs, std::vector<Layer> layers) {
  Network<double> network(inputs, std::move(layers), Output::softmax);
  for (const Layer& layer : network.layers()) {
    for (const Tensor& tensor : tensors_of(layer)) {
      const auto stream =
          static_cast<std::uint32_t>(100 + 10 * layer.index) + static_cast<std::uint32_t>(tensor.shape.kind);
      Matrix<double> values = normal_matrix(layer.units, tensor.columns, stream);
      if (tensor.shape.kind == TensorKind::weights) values /= std::sqrt(layer.inputs);
      if (tensor.shape.kind == TensorKind::variance) values = (values.array().square() + 0.1).matrix();
      network.set_tensor(layer.index, tensor.shape.kind, values);
    }
  }
  return network;
}

inline Layer dense(int units, Activation activation = Activation::identity) {
  return {.kind = LayerKind::dense, .activation = activation, .units = units};
}
/// The large epsilon keeps the curvature small where a variance is, so that finite differences stay exact.
inline Layer batch_norm(Activation activation = Activation::identity, double epsilon = 0.1) {
  return {.kind = LayerKind::batch_norm, .activation = activation, .epsilon = epsilon};
}
inline Layer layer_norm(Activation activation = Activation::identity, double epsilon = 0.1) {
  return {.kind = LayerKind::layer_norm, .activation = activation, .epsilon = epsilon};
}
inline Layer residual(std::size_t first_skipped) {
  return {.kind = LayerKind::residual, .first_skipped = first_skipped};
}
inline Layer dropout(double rate) { return {.kind = LayerKind::dropout, .rate = rate}; }

/// Networks from `width` inputs to three logits that use every kind of layer, first, last of a block, and
/// inside one another.
struct NamedLayers {
  const char* name;
  std::vector<Layer> layers;
};

inline std::vector<NamedLayers> layer_examples(int width) {
  const Activation tanh = Activation::tanh, softsign = Activation::softsign, sigmoid = Activation::sigmoid;
  return {
      {"dense", {dense(width + 1, tanh), dense(width, sigmoid), dense(3)}},
      {"batch norm", {dense(width), batch_norm(tanh), dense(3)}},
      {"batch norm after an activation", {dense(width, sigmoid), batch_norm(), dense(3)}},
      {"batch norm of the inputs", {batch_norm(), dense(width, tanh), dense(3)}},
      {"layer norm", {dense(width), layer_norm(softsign), dense(3)}},
      {"layer norm of the inputs", {layer_norm(), dense(width, tanh), dense(3)}},
      {"dropout", {dense(width, tanh), dropout(0.4), dense(3)}},
      {"dropout of the inputs", {dropout(0.3), dense(width, tanh), dropout(0.5), dense(3)}},
      {"residual", {dense(width, tanh), dense(width, sigmoid), residual(1), dense(3)}},
      {"residual around the first layer", {dense(width, tanh), residual(0), dense(3)}},
      {"residual around norms", {dense(width), batch_norm(), layer_norm(tanh), residual(1), dense(3)}},
      {"residuals within one another",
       {dense(width + 2, tanh), dense(width), dense(width, tanh), residual(2), residual(0), dense(3)}},
      {"residuals that start together",
       {dense(width, tanh), residual(0), dense(width, softsign), residual(0), dense(3)}},
      {"a norm as the last layer", {dense(3), layer_norm()}},
      {"everything",
       {batch_norm(), dense(width), batch_norm(tanh), residual(1), dropout(0.2), dense(width),
        layer_norm(tanh), residual(5), dropout(0.3), dense(3)}},
  };
}

}  // namespace vitrine::test
