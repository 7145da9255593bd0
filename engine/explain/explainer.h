#pragma once

#include <optional>
#include <vector>

#include "explain/explain_options.h"
#include "explain/game.h"
#include "explain/kernel.h"
#include "nn/network.h"
#include "nn/types.h"

namespace vitrine {

/// One row's attributions. For every class, base + sum of values = prediction within additivity_gap.
struct Explanation {
  Vector<double> base;             ///< classes: mean over the background, v(nobody).
  Vector<double> prediction;       ///< classes: the row's own output, v(everybody).
  Matrix<double> values;           ///< classes x players.
  Matrix<double> standard_errors;  ///< Like values; empty when they are exact.
  double additivity_gap = 0;       ///< Largest |base + sum of values - prediction| over classes.
};

/// Explains rows of one network against one background by interventional Shapley values of a Game.
///
/// A row's result depends on the row and the constructor's arguments alone, not on which rows came before, so
/// rows can be shared out among any number of explainers.
class Explainer {
 public:
  /// @param background  inputs x rows, encoded. At least one row.
  /// @param players     inputs that are switched together; every input belongs to one. A CSV column is one
  /// player,
  ///                    so all inputs of a one-hot column move as one.
  /// @param weights     of the background rows; empty when all count the same.
  /// @throws Error "no_rows"; "wrong_players"; "wrong_shape"; "too_many_players" for method exact above 20
  /// players;
  ///         "out_of_range" for too few coalitions.
  Explainer(const Network<double>& network, Matrix<double> background, std::vector<std::vector<int>> players,
            const ExplainOptions& options, std::vector<double> weights = {});

  ExplainMethod method() const { return kernel_ ? ExplainMethod::kernel : ExplainMethod::exact; }
  int players() const { return game_.players(); }

  /// @param row  one example's inputs, encoded.
  Explanation explain(const Vector<double>& row) const;

 private:
  Game game_;
  std::optional<KernelEstimator> kernel_;  ///< The coalitions shared by all rows; none for exact values.
};

}  // namespace vitrine
