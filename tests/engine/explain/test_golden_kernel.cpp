#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "error.h"
#include "explain/explainer.h"
#include "explain/shap_golden.h"
#include "goldens.h"

namespace {

using namespace vitrine;
using namespace vitrine::test;

/// Errors of kernel estimates, gathered over rows, classes and players.
struct Errors {
  double squares = 0;         ///< Sum of (value - reference)^2.
  double squared_ratios = 0;  ///< Sum of ((value - reference) / standard error)^2 where sampling happened.
  double count = 0;
  double sampled = 0;

  double root_mean_square() const { return std::sqrt(squares / count); }
  double ratio() const { return std::sqrt(squared_ratios / sampled); }
};

void gather(Errors& errors, const Explanation& explanation, const Golden& phi, const Golden* phi_se) {
  const Eigen::Index first = explanation.values.rows() - static_cast<Eigen::Index>(phi.size());
  for (std::size_t k = 0; k < phi.size(); ++k) {
    for (std::size_t i = 0; i < phi[k].size(); ++i) {
      const auto player = static_cast<Eigen::Index>(i);
      const Eigen::Index output = first + static_cast<Eigen::Index>(k);
      const double error = explanation.values(output, player) - phi[k][i].get<double>();
      const double reference = phi_se == nullptr ? 0 : (*phi_se)[k][i].get<double>();
      const double standard_error = explanation.standard_errors(output, player);
      const double variance = standard_error * standard_error + reference * reference;
      errors.squares += error * error;
      errors.count += 1;
      if (standard_error > 0) {
        errors.squared_ratios += error * error / variance;
        errors.sampled += 1;
      }
    }
  }
}

Errors errors_of(const Golden& golden, const GoldenGame& game, const std::string& key, ExplainSpace space,
                 int coalitions, int seed) {
  const Explainer explainer(game.network, game.background, game.players,
                            {ExplainMethod::kernel, space, coalitions, static_cast<std::uint64_t>(seed)},
                            game.weights);
  REQUIRE(explainer.method() == ExplainMethod::kernel);
  Errors errors;
  for (std::size_t row = 0; row < golden["X"].size(); ++row) {
    const Explanation explanation = explainer.explain(game.rows.col(static_cast<Eigen::Index>(row)));
    CHECK(explanation.additivity_gap <= 1e-10);
    const Golden* phi_se = golden.contains("phi_se") ? &golden["phi_se"][key][row] : nullptr;
    gather(errors, explanation, golden["phi"][key][row], phi_se);
  }
  return errors;
}

/// Compares with shap's KernelExplainer (l1_reg = 0) at the budgets in `runs`.
///
/// @param most_coalitions  larger budgets are left out: they take long and show the same.
void compare_with_shap(const Golden& golden, const std::string& key, ExplainSpace space, const Golden& runs,
                       int seeds, int most_coalitions) {
  const GoldenGame game = game_from(golden);
  const int players = static_cast<int>(game.players.size());
  for (const Golden& run : runs) {
    if (!run.at("nsamples").is_number()) continue;  // "auto": 2 P + 2048, between two of the other budgets.
    const int coalitions = run["nsamples"].get<int>();
    if (coalitions > most_coalitions) continue;
    CAPTURE(key);
    CAPTURE(coalitions);
    if (coalitions < fewest_coalitions(players)) {
      // Too few for honest standard errors: refused rather than guessed.
      CHECK_THROWS_AS(errors_of(golden, game, key, space, coalitions, 1), Error);
      continue;
    }
    double mean_error = 0;
    Errors all;
    for (int seed = 1; seed <= seeds; ++seed) {
      const Errors errors = errors_of(golden, game, key, space, coalitions, seed);
      mean_error += errors.root_mean_square() / seeds;
      all.squared_ratios += errors.squared_ratios;
      all.sampled += errors.sampled;
    }
    double shap_error = 0;
    for (const Golden& error : run.at("rmse_by_seed")) shap_error += error.get<double>();
    shap_error /= static_cast<double>(run["rmse_by_seed"].size());
    CHECK(mean_error <= shap_error);
    // |error| / standard error is 1 in root mean square when errors are stated right. Below four coalitions
    // per player hardly any deviation is left to see, and the ratio has the long tail of a t statistic.
    CAPTURE(all.ratio());
    CHECK(all.ratio() > 0.8);
    CHECK(all.ratio() < (coalitions > 4 * players ? 1.25 : 2.0));
  }
}

}  // namespace

TEST_CASE("golden: kernel estimates are at least as close as shap's, and know how close they are") {
  int files = 0;
  for (const char* prefix : {"kernel_", "budget_"}) {
    for (const auto& file : golden_files("shap", prefix)) {
      const Golden golden = read_json(file);
      CAPTURE(file.filename().string());
      ++files;
      for (const auto& [key, space] : golden_spaces()) {
        if (golden.contains("shap_kernel_" + key)) {
          compare_with_shap(golden, key, space, golden["shap_kernel_" + key], 10, 1024);
        }
      }
    }
  }
  CHECK(files > 0);
}

TEST_CASE("golden: with all coalitions in the budget, kernel values are exact and say so") {
  for (const auto& file : golden_files("shap", "kernel_")) {
    const Golden golden = read_json(file);
    CAPTURE(file.filename().string());
    const GoldenGame game = game_from(golden);
    const int everything = golden.at("shap_kernel_full").at("nsamples").get<int>();
    for (const auto& [key, space] : golden_spaces()) {
      if (!golden["phi"].contains(key)) continue;
      const Explainer explainer(game.network, game.background, game.players,
                                {ExplainMethod::kernel, space, everything, 1}, game.weights);
      for (Eigen::Index row = 0; row < game.rows.cols(); ++row) {
        const Explanation explanation = explainer.explain(game.rows.col(row));
        Errors errors;
        gather(errors, explanation, golden["phi"][key][static_cast<std::size_t>(row)], nullptr);
        CHECK(errors.root_mean_square() <= golden["tolerance"]["kernel_full_abs"].get<double>());
        CHECK(explanation.standard_errors.isZero(0));
      }
    }
  }
}

TEST_CASE("golden: breast cancer, 30 players, agrees with its sampled reference within both errors") {
  int files = 0;
  for (const auto& file : golden_files("shap", "real_")) {
    const Golden golden = read_json(file);
    if (!golden.contains("phi_se")) continue;
    CAPTURE(file.filename().string());
    ++files;
    for (const auto& [key, space] : golden_spaces()) {
      if (!golden["phi"].contains(key)) continue;
      compare_with_shap(golden, key, space, golden["shap_kernel"][key].at("runs"), 3, 512);
    }
  }
  CHECK(files > 0);
}
