#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nn/network.h"
#include "nn/types.h"

namespace vitrine {

/// What is attributed. Three different games with different values: the space is named wherever values are
/// shown.
enum class ExplainSpace {
  probability,
  margin,   ///< The output layer's preactivation.
  logodds,  ///< log(p / (1 - p)), one class against the rest.
};

enum class ExplainMethod {
  automatic,  ///< exact up to 12 players, kernel above.
  exact,      ///< Every coalition: interventional Shapley values without sampling error.
  kernel,     ///< KernelSHAP: weighted least squares over sampled coalitions.
};

/// "probability", ...; @throws Error "unknown_choice".
ExplainSpace explain_space(std::string_view name);
ExplainMethod explain_method(std::string_view name);
std::string_view name_of(ExplainSpace space);
std::string_view name_of(ExplainMethod method);  ///< "auto", "exact", "kernel"
std::span<const std::string> explain_space_names();
std::span<const std::string> explain_method_names();

struct ExplainOptions {
  ExplainMethod method;
  ExplainSpace space;
  int coalitions;      ///< kernel: how many coalitions are evaluated per row.
  std::uint64_t seed;  ///< kernel: of the sampled coalitions, shared by all rows.
};

/// One row's attributions. For every class, base + sum of values = prediction within additivity_gap.
struct Explanation {
  Vector<double> base;             ///< classes: mean over the background, v(nobody).
  Vector<double> prediction;       ///< classes: the row's own output, v(everybody).
  Matrix<double> values;           ///< classes x players.
  Matrix<double> standard_errors;  ///< Like values; empty when they are exact.
  double additivity_gap = 0;       ///< Largest |base + sum of values - prediction| over classes.
};

/// Explains rows of one network against one background.
///
/// The game: v_k(S) = mean over background rows b of output k at (the row's inputs for players in S, b's
/// inputs for the others). Shapley (1953); Lundberg & Lee (2017); interventional as in Janzing et al. (2020).
class Explainer {
 public:
  /// @param background  inputs x rows, encoded. At least one row.
  /// @param players     inputs that are switched together; disjoint. A CSV column is one player, so all
  /// inputs of
  ///                    a one-hot column move as one.
  /// @throws Error "no_rows"; "too_many_players" for method exact above 20 players.
  Explainer(Network<double> network, Matrix<double> background, std::vector<std::vector<int>> players,
            const ExplainOptions& options);

  ExplainMethod method() const;  ///< exact or kernel: what `automatic` became.
  int players() const;

  /// @param row  one example's inputs, encoded.
  Explanation explain(const Vector<double>& row) const;

 private:
  Network<double> network_;
  Matrix<double> background_;
  std::vector<std::vector<int>> players_;
  ExplainOptions options_;
  // More as the method needs, for instance the coalition design shared by all rows.
};

}  // namespace vitrine
