#pragma once

#include <string>
#include <utility>
#include <vector>

#include "explain/explain_options.h"
#include "goldens.h"
#include "nn/network.h"

namespace vitrine::test {

/// features x examples, from a list of examples.
inline Matrix<double> columns_from(const Golden& examples) {
  Matrix<double> matrix(examples.at(0).size(), examples.size());
  for (std::size_t c = 0; c < examples.size(); ++c) {
    for (std::size_t r = 0; r < examples[c].size(); ++r) matrix(r, c) = examples[c][r].get<double>();
  }
  return matrix;
}

/// rows x columns, from a list of rows.
inline Matrix<double> rows_from(const Golden& rows) { return columns_from(rows).transpose(); }

inline Vector<double> vector_from(const Golden& values) {
  Vector<double> vector(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) vector[i] = values[i].get<double>();
  return vector;
}

/// The network of a reference file; its standardisation (x - mean) / scale is folded into the first layer.
inline Network<double> network_from(const Golden& model) {
  const Golden& layers = model.at("layers");
  std::vector<LayerOptions> hidden;
  for (std::size_t i = 0; i + 1 < layers.size(); ++i) {
    hidden.push_back({static_cast<int>(layers[i].at("W").size()),
                      activation_from_name(layers[i].at("activation").get<std::string>())});
  }
  const Golden& last = layers.back();
  Network<double> network(static_cast<int>(layers[0].at("W")[0].size()), hidden,
                          static_cast<int>(last.at("W").size()),
                          last.at("activation") == "sigmoid" ? Output::sigmoid : Output::softmax);
  for (std::size_t i = 0; i < layers.size(); ++i) {
    Matrix<double> weights = rows_from(layers[i].at("W"));
    Vector<double> bias = vector_from(layers[i].at("b"));
    if (i == 0 && !model.at("standardize").is_null()) {
      const Vector<double> mean = vector_from(model["standardize"].at("mean"));
      const Vector<double> scale = vector_from(model["standardize"].at("scale"));
      for (Eigen::Index input = 0; input < weights.cols(); ++input) {
        weights.col(input) /= scale[input];
        bias -= mean[input] * weights.col(input);
      }
    }
    network.set_layer(i, weights, bias);
  }
  return network;
}

/// One game of a reference file: a model, its background, and players.
struct GoldenGame {
  Network<double> network;
  Matrix<double> background;
  std::vector<double> weights;
  std::vector<std::vector<int>> players;
  Matrix<double> rows;  ///< inputs x rows
};

inline GoldenGame game_from(const Golden& golden) {
  const Golden& weights = golden.at("background_weights");
  return {network_from(golden.at("model")), columns_from(golden.at("background")),
          weights.is_null() ? std::vector<double>{} : weights.get<std::vector<double>>(),
          golden.at("players").get<std::vector<std::vector<int>>>(), columns_from(golden.at("X"))};
}

/// The engine's spaces under the names of the reference files. Their fourth, "linklogit", is the logit of the
/// expected probability: a game the engine does not offer.
inline const std::vector<std::pair<std::string, ExplainSpace>>& golden_spaces() {
  static const std::vector<std::pair<std::string, ExplainSpace>> spaces = {
      {"prob", ExplainSpace::probability},
      {"margin", ExplainSpace::margin},
      {"logodds", ExplainSpace::logodds}};
  return spaces;
}

}  // namespace vitrine::test
