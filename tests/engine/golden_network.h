#pragma once

#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "golden_matrix.h"
#include "nn/layers/batch_norm.h"
#include "nn/network.h"

namespace vitrine::test {

/// A golden network's layers, and where each of them begins in the engine's list: a dense layer, with its
/// batch normalisation, if any, next.
struct GoldenLayers {
  std::vector<Layer> layers;
  std::vector<std::size_t> dense;
};

/// @throws Error "unknown_choice" for an activation that the engine has not.
inline GoldenLayers layers_of(const Golden& config) {
  // Not an option of the engine.
  REQUIRE(config.at("bn_momentum") == layers::BatchNorm::running_share);
  GoldenLayers result;
  int inputs = config.at("layers")[0].at("in");
  for (const Golden& layer : config["layers"]) {
    REQUIRE(layer.at("in") == inputs);
    inputs = layer.at("out");
    result.dense.push_back(result.layers.size());
    result.layers.push_back({.kind = LayerKind::dense, .units = inputs});
    if (layer.at("batchnorm") == true) {
      result.layers.push_back({.kind = LayerKind::batch_norm, .epsilon = config.at("bn_eps")});
    }
    result.layers.back().activation = activation_from_name(layer.at("activation").get<std::string>());
  }
  return result;
}

/// @param parameters  by layer: W, b and, with batch normalisation, gamma, beta, running_mean, running_var.
inline Network<double> golden_network(const Golden& config, const GoldenLayers& layers,
                                      const Golden& parameters, Output output) {
  Network<double> network(config["layers"][0]["in"], layers.layers, output);
  REQUIRE(parameters.size() == layers.dense.size());
  for (std::size_t i = 0; i < layers.dense.size(); ++i) {
    const Golden& values = parameters[i];
    network.set_layer(layers.dense[i], matrix(values.at("W")), vector(values.at("b")));
    if (config["layers"][i]["batchnorm"] == false) continue;
    const std::size_t norm = layers.dense[i] + 1;
    network.set_tensor(norm, TensorKind::gamma, vector(values.at("gamma")));
    network.set_tensor(norm, TensorKind::beta, vector(values.at("beta")));
    network.set_tensor(norm, TensorKind::mean, vector(values.at("running_mean")));
    network.set_tensor(norm, TensorKind::variance, vector(values.at("running_var")));
  }
  return network;
}

/// Columns of `stride` entries, of which `units` count, as a golden writes them: examples x units.
template <typename Scalar>
Matrix<double> rows_of(std::span<const Scalar> columns, int stride, int units, int examples) {
  Matrix<double> rows(examples, units);
  for (int example = 0; example < examples; ++example) {
    for (int unit = 0; unit < units; ++unit) {
      rows(example, unit) = static_cast<double>(columns[static_cast<std::size_t>(example) * stride + unit]);
    }
  }
  return rows;
}

}  // namespace vitrine::test
