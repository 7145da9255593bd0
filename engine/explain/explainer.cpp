#include "explain/explainer.h"

#include <cmath>
#include <string>
#include <utility>

#include "error.h"
#include "explain/exact.h"

namespace vitrine {

namespace {

std::optional<KernelEstimator> kernel_for(int players, const ExplainOptions& options) {
  const bool exact = options.method == ExplainMethod::exact ||
                     (options.method == ExplainMethod::automatic && players <= automatic_exact_players);
  if (exact && players > most_exact_players) {
    fail("too_many_players", {"Exact values are for at most ", most_exact_players, " players; there are ",
                              players, ". Choose the method \"kernel\"."});
  }
  if (exact || players == 1) return std::nullopt;  // One player has no pairs, and gets everything.
  Random random(options.seed, Purpose::explain);
  return KernelEstimator(draw_design(players, options.coalitions, random));
}

double additivity_gap(const Explanation& explanation) {
  double largest = 0;
  for (Eigen::Index k = 0; k < explanation.values.rows(); ++k) {
    double sum = explanation.base[k];
    for (Eigen::Index player = 0; player < explanation.values.cols(); ++player)
      sum += explanation.values(k, player);
    const double gap = std::abs(sum - explanation.prediction[k]);
    if (!(gap <= largest)) largest = gap;  // Also when it is not a number.
  }
  return largest;
}

}  // namespace

Explainer::Explainer(const Network<double>& network, Matrix<double> background,
                     std::vector<std::vector<int>> players, const ExplainOptions& options,
                     std::vector<double> weights)
    : game_(network, std::move(background), std::move(weights), std::move(players), options.space),
      kernel_(kernel_for(game_.players(), options)) {}

Explanation Explainer::explain(const Vector<double>& row) const {
  Explanation explanation;
  explanation.base = game_.nobody();
  explanation.prediction = game_.everybody(row);
  if (kernel_) {
    KernelEstimate estimate = kernel_->estimate(game_, row, explanation.prediction - explanation.base);
    explanation.values = std::move(estimate.values);
    explanation.standard_errors = std::move(estimate.standard_errors);
  } else {
    explanation.values = exact_shapley_values(game_, row);
  }
  explanation.additivity_gap = additivity_gap(explanation);
  return explanation;
}

}  // namespace vitrine
