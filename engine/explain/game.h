#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "explain/explain_options.h"
#include "nn/network.h"
#include "nn/types.h"

namespace vitrine {

/// Who takes part: players x coalitions, 1 for the players that are in, 0 for the others.
using Coalitions = Matrix<std::uint8_t>;

/// The cooperative game that Shapley values share out.
///
/// v_k(S) = mean over background rows b of output k at (the row's inputs for players in S, b's inputs for the
/// others). Interventional: Janzing et al. (2020), "Feature relevance quantification in explainable AI".
class Game {
 public:
  /// @param background  inputs x rows, encoded. At least one row.
  /// @param weights     of the background rows; empty when all count the same.
  /// @param players     inputs that are switched together. Every input belongs to exactly one player.
  /// @throws Error "no_rows", "wrong_shape" or "wrong_players".
  Game(const Network<double>& network, Matrix<double> background, std::vector<double> weights,
       std::vector<std::vector<int>> players, ExplainSpace space);

  int players() const { return static_cast<int>(players_.size()); }
  int classes() const { return network_.classes(); }

  /// classes: v(nobody), the background's mean output.
  const Vector<double>& nobody() const { return nobody_; }

  /// classes: v(everybody), the row's own output.
  Vector<double> everybody(const Vector<double>& row) const;

  /// Players with an input that differs, compared exactly, between the row and some background row. The
  /// others change nothing, in any coalition.
  std::vector<int> differing_players(const Vector<double>& row) const;

  /// classes x coalitions: v(S) for each coalition. A value depends on the row and its coalition alone.
  Matrix<double> values(const Vector<double>& row, const Coalitions& coalitions) const;

 private:
  /// A network that begins with a dense layer, and uses its inputs nowhere else: that layer, and the rest.
  struct LinearStart {
    Matrix<double> weights;  ///< units x inputs
    Vector<double> bias;     ///< units
    Activation activation;
    std::optional<Network<double>>
        tail;  ///< From the activations to the logits; none without a hidden layer.
  };
  static std::optional<LinearStart> linear_start_of(const Network<double>& network);

  Network<double> network_;
  std::optional<LinearStart> linear_start_;
  Matrix<double> background_;
  std::vector<double> weights_;  ///< One per background row.
  double total_weight_ = 0;
  std::vector<std::vector<int>> players_;
  ExplainSpace space_;
  Vector<double> nobody_;
};

}  // namespace vitrine
