#include "explain/game.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <utility>

#include "decimal.h"
#include "error.h"
#include "explain/first_layer.h"
#include "explain/output_space.h"

namespace vitrine {

namespace {

/// Coalitions evaluated at once: their activations stay within a megabyte.
constexpr Eigen::Index block_size = 512;

/// The network that takes the first layer's activations to the logits.
std::optional<Network<double>> without_first_layer(const Network<double>& network) {
  const std::vector<DenseLayer>& layers = network.layers();
  if (layers.size() == 1) return std::nullopt;
  std::vector<LayerOptions> hidden;
  for (std::size_t layer = 1; layer + 1 < layers.size(); ++layer) {
    hidden.push_back({layers[layer].units, layers[layer].activation});
  }
  Network<double> tail(layers[0].units, hidden, network.outputs(), network.output());
  for (std::size_t layer = 1; layer < layers.size(); ++layer) {
    tail.set_layer(layer - 1, network.weights(layer), network.bias(layer));
  }
  return tail;
}

void check_players(const std::vector<std::vector<int>>& players, int inputs) {
  std::vector<int> owners(static_cast<std::size_t>(inputs), 0);
  for (const std::vector<int>& player : players) {
    for (const int input : player) {
      if (input < 0 || input >= inputs) {
        fail("wrong_players",
             {"A player holds input ", input, ", but inputs are numbered 0 to ", inputs - 1, "."});
      }
      ++owners[static_cast<std::size_t>(input)];
    }
  }
  for (int input = 0; input < inputs; ++input) {
    const int count = owners[static_cast<std::size_t>(input)];
    if (count != 1) {
      fail("wrong_players",
           {"Input ", input, " belongs to ", count, " players; every input must belong to exactly one."});
    }
  }
}

void check_weights(const std::vector<double>& weights, Eigen::Index rows) {
  if (static_cast<Eigen::Index>(weights.size()) != rows) {
    fail("wrong_shape", {"There are ", weights.size(), " weights for ", rows, " background rows."});
  }
  double total = 0;
  for (const double weight : weights) {
    if (!(weight >= 0 && std::isfinite(weight))) {
      fail("out_of_range",
           {"A background row has weight ", format_number(weight), "; weights are 0 or more."});
    }
    total += weight;
  }
  if (!(total > 0)) fail("out_of_range", {"The weights of the background rows are all 0."});
}

void check_inputs(const char* what, Eigen::Index inputs, int expected) {
  if (inputs == expected) return;
  fail("wrong_shape", {what, " has ", inputs, " inputs, but the network has ", expected, "."});
}

}  // namespace

Game::Game(const Network<double>& network, Matrix<double> background, std::vector<double> weights,
           std::vector<std::vector<int>> players, ExplainSpace space)
    : network_(network),
      tail_(without_first_layer(network)),
      first_weights_(network.weights(0)),
      first_bias_(network.bias(0)),
      background_(std::move(background)),
      weights_(std::move(weights)),
      players_(std::move(players)),
      space_(space) {
  if (background_.cols() == 0) fail("no_rows", {"The background has no rows; at least one is needed."});
  check_inputs("The background", background_.rows(), network.inputs());
  check_players(players_, network.inputs());
  if (weights_.empty()) weights_.assign(static_cast<std::size_t>(background_.cols()), 1.0);
  check_weights(weights_, background_.cols());
  for (const double weight : weights_) total_weight_ += weight;

  const Matrix<double> outputs = outputs_in_space(space_, network_.output(), network_.logits(background_));
  nobody_ = Vector<double>::Zero(outputs.rows());
  for (Eigen::Index b = 0; b < outputs.cols(); ++b) {
    nobody_ += weights_[static_cast<std::size_t>(b)] * outputs.col(b);
  }
  nobody_ /= total_weight_;
}

Vector<double> Game::everybody(const Vector<double>& row) const {
  check_inputs("The row", row.size(), network_.inputs());
  return outputs_in_space(space_, network_.output(), network_.logits(row)).col(0);
}

std::vector<int> Game::differing_players(const Vector<double>& row) const {
  std::vector<int> differing;
  for (int player = 0; player < players(); ++player) {
    bool differs = false;
    for (const int input : players_[static_cast<std::size_t>(player)]) {
      for (Eigen::Index b = 0; b < background_.cols(); ++b) differs |= background_(input, b) != row[input];
    }
    if (differs) differing.push_back(player);
  }
  return differing;
}

Matrix<double> Game::values(const Vector<double>& row, const Coalitions& coalitions) const {
  check_inputs("The row", row.size(), network_.inputs());
  Matrix<double> values = Matrix<double>::Zero(classes(), coalitions.cols());
  FirstLayerTables tables(first_weights_, first_bias_, players_, row);
  Matrix<double> activations;
  for (Eigen::Index first = 0; first < coalitions.cols(); first += block_size) {
    const Eigen::Index count = std::min(block_size, coalitions.cols() - first);
    const Coalitions columns = tables.columns_of(coalitions.middleCols(first, count));
    auto block = values.middleCols(first, count);
    for (Eigen::Index b = 0; b < background_.cols(); ++b) {
      tables.mix_with(background_.col(b));
      tables.preactivations(columns, activations);
      const std::size_t size = static_cast<std::size_t>(activations.size());
      activate<double>(network_.layers()[0].activation, {activations.data(), size},
                       {activations.data(), size});
      const Matrix<double> logits = tail_ ? tail_->logits(activations) : activations;
      block += weights_[static_cast<std::size_t>(b)] * outputs_in_space(space_, network_.output(), logits);
    }
    block /= total_weight_;
  }
  return values;
}

}  // namespace vitrine
