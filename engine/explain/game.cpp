#include "explain/game.h"

#include <algorithm>
#include <cmath>
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

/// The inputs of each coalition: the row's for players that are in, the background row's for the others.
Matrix<double> mixes_of(const std::vector<std::vector<int>>& players, const Vector<double>& row,
                        const Eigen::Ref<const Vector<double>>& background_row,
                        const Eigen::Ref<const Coalitions>& coalitions) {
  Matrix<double> mixes = background_row.replicate(1, coalitions.cols());
  for (Eigen::Index c = 0; c < coalitions.cols(); ++c) {
    for (Eigen::Index player = 0; player < coalitions.rows(); ++player) {
      if (coalitions(player, c) == 0) continue;
      for (const int input : players[static_cast<std::size_t>(player)]) mixes(input, c) = row[input];
    }
  }
  return mixes;
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
      linear_start_(linear_start_of(network)),
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

std::optional<Game::LinearStart> Game::linear_start_of(const Network<double>& network) {
  const std::vector<Layer>& layers = network.layers();
  if (layers[0].kind != LayerKind::dense) return std::nullopt;
  for (const Layer& layer : layers) {
    if (layer.kind == LayerKind::residual && layer.first_skipped == 0) return std::nullopt;
  }
  LinearStart start = {network.weights(0), network.bias(0), layers[0].activation, std::nullopt};
  if (layers.size() > 1) start.tail = network.tail(1);
  return start;
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
  std::optional<FirstLayerTables> tables;
  if (linear_start_) tables.emplace(linear_start_->weights, linear_start_->bias, players_, row);
  Matrix<double> activations;
  for (Eigen::Index first = 0; first < coalitions.cols(); first += block_size) {
    const Eigen::Index count = std::min(block_size, coalitions.cols() - first);
    const Coalitions taking_part = coalitions.middleCols(first, count);
    const Coalitions columns = tables ? tables->columns_of(taking_part) : Coalitions();
    auto block = values.middleCols(first, count);
    const auto logits_with = [&](const Eigen::Ref<const Vector<double>>& background_row) -> Matrix<double> {
      if (!tables) return network_.logits(mixes_of(players_, row, background_row, taking_part));
      tables->mix_with(background_row);
      tables->preactivations(columns, activations);
      const auto size = static_cast<std::size_t>(activations.size());
      activate<double>(linear_start_->activation, {activations.data(), size}, {activations.data(), size});
      return linear_start_->tail ? linear_start_->tail->logits(activations) : activations;
    };
    for (Eigen::Index b = 0; b < background_.cols(); ++b) {
      block += weights_[static_cast<std::size_t>(b)] *
               outputs_in_space(space_, network_.output(), logits_with(background_.col(b)));
    }
    block /= total_weight_;
  }
  return values;
}

}  // namespace vitrine
