#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "explain/exact.h"
#include "explain/explainer.h"
#include "explain/shap_golden.h"
#include "goldens.h"

namespace {

using namespace vitrine;
using namespace vitrine::test;

constexpr double prediction_tolerance = 1e-10;

/// Reference files give one output for a sigmoid unit, class 1; the engine gives both classes.
Eigen::Index first_class(const Golden& values, const Network<double>& network) {
  return network.classes() - static_cast<Eigen::Index>(values.size());
}

double largest_difference(const Golden& expected, const Vector<double>& actual, Eigen::Index first) {
  double largest = 0;
  for (std::size_t k = 0; k < expected.size(); ++k) {
    largest = std::fmax(largest,
                        std::abs(actual[first + static_cast<Eigen::Index>(k)] - expected[k].get<double>()));
  }
  return largest;
}

double largest_difference(const Golden& expected, const Matrix<double>& actual, Eigen::Index first) {
  double largest = 0;
  for (std::size_t k = 0; k < expected.size(); ++k) {
    const Vector<double> row = actual.row(first + static_cast<Eigen::Index>(k));
    largest = std::fmax(largest, largest_difference(expected[k], row, 0));
  }
  return largest;
}

/// Rows of one file beyond a million evaluations would add time and no new code.
Eigen::Index rows_worth_their_time(const GoldenGame& game) {
  if (game.players.size() > most_exact_players) return game.rows.cols();
  const Eigen::Index evaluations = (Eigen::Index{1} << game.players.size()) * game.background.cols();
  return std::max(Eigen::Index{1}, Eigen::Index{1'000'000} / evaluations);
}

/// Compares rows in every space and class with the reference's exact values.
void check_exact_values(const Golden& golden, const std::string& name, double tolerance) {
  CAPTURE(name);
  const GoldenGame game = game_from(golden);
  for (const auto& [key, space] : golden_spaces()) {
    if (!golden.at("phi").contains(key)) continue;
    const std::string named = key;  // clang 14 cannot capture a structured binding
    CAPTURE(named);
    const ExplainMethod method =
        game.players.size() > most_exact_players ? ExplainMethod::kernel : ExplainMethod::exact;
    const Explainer explainer(game.network, game.background, game.players, {method, space, 2048, 1},
                              game.weights);
    const Eigen::Index rows = std::min(game.rows.cols(), rows_worth_their_time(game));
    for (Eigen::Index row = 0; row < rows; ++row) {
      CAPTURE(row);
      const Explanation explanation = explainer.explain(game.rows.col(row));
      const Golden& phi = golden["phi"][key][static_cast<std::size_t>(row)];
      const Eigen::Index first = first_class(phi, game.network);
      CHECK(largest_difference(golden["base"][key], explanation.base, first) <= tolerance);
      CHECK(largest_difference(golden["fx"][key][static_cast<std::size_t>(row)], explanation.prediction,
                               first) <= tolerance);
      if (method == ExplainMethod::exact) {
        CHECK(largest_difference(phi, explanation.values, first) <= tolerance);
      } else {
        // Sampled: off by its own error, which is 0 when the players do not interact.
        const Matrix<double> reference = rows_from(phi);
        for (Eigen::Index k = 0; k < reference.rows(); ++k) {
          for (Eigen::Index player = 0; player < reference.cols(); ++player) {
            const double error = explanation.values(first + k, player) - reference(k, player);
            CHECK(std::abs(error) <= 6 * explanation.standard_errors(first + k, player) + tolerance);
          }
        }
      }
      if (first == 1) CHECK(explanation.values.row(0).isApprox(-explanation.values.row(1), 1e-9));
      CHECK(explanation.additivity_gap <= tolerance);
    }
  }
}

std::vector<std::filesystem::path> files_with(std::initializer_list<const char*> prefixes) {
  std::vector<std::filesystem::path> files;
  for (const char* prefix : prefixes) {
    for (const auto& file : golden_files("shap", prefix)) files.push_back(file);
  }
  return files;
}

}  // namespace

TEST_CASE("golden: exact values agree with shap, shapiq and brute force in every space") {
  for (const auto& file : files_with({"exact_", "kernel_", "budget_", "grouped_", "real_", "fixed_"})) {
    const Golden golden = read_json(file);
    if (golden.contains("phi_se")) continue;  // Above 20 players: see the sampled references below.
    check_exact_values(golden, file.filename().string(), golden.at("tolerance").at("phi_abs").get<double>());
  }
}

TEST_CASE("golden: edge cases of the Shapley game") {
  for (const auto& file : files_with({"edge_cases"})) {
    const Golden golden = read_json(file);
    for (const Golden& entry : golden.at("cases")) {
      check_exact_values(entry, entry.at("case").get<std::string>(),
                         golden.at("tolerance").at("phi_abs").get<double>());
    }
  }
}

TEST_CASE("golden: the value of every single coalition") {
  for (const auto& file : files_with({"exact_"})) {
    const Golden golden = read_json(file);
    const std::string name = file.filename().string();
    if (!golden.contains("coalition_values")) continue;
    CAPTURE(name);
    const GoldenGame golden_game = game_from(golden);
    for (const auto& [key, space] : golden_spaces()) {
      const Game game(golden_game.network, golden_game.background, golden_game.weights, golden_game.players,
                      space);
      const Golden& tables = golden["coalition_values"].at("tables");
      for (std::size_t row = 0; row < tables.size(); ++row) {
        if (!tables[row].contains(key)) continue;
        const Golden& table = tables[row][key];
        Coalitions coalitions(game.players(), static_cast<Eigen::Index>(table.size()));
        for (Eigen::Index c = 0; c < coalitions.cols(); ++c) {
          for (Eigen::Index i = 0; i < coalitions.rows(); ++i) coalitions(i, c) = (c >> i) & 1;
        }
        const Matrix<double> values =
            game.values(golden_game.rows.col(static_cast<Eigen::Index>(row)), coalitions);
        for (std::size_t c = 0; c < table.size(); ++c) {
          const Vector<double> column = values.col(static_cast<Eigen::Index>(c));
          CHECK(largest_difference(table[c], column, first_class(table[c], golden_game.network)) <=
                prediction_tolerance);
        }
      }
    }
  }
}

TEST_CASE("golden: constrained least squares of explicit coalitions") {
  for (const auto& file : files_with({"fixed_"})) {
    const Golden golden = read_json(file);
    CAPTURE(file.filename().string());
    const Golden& wls = golden.at("wls");
    const auto masks = wls.at("masks").get<std::vector<std::vector<int>>>();
    CoalitionDesign design;
    design.pairs.resize(static_cast<Eigen::Index>(masks[0].size()),
                        static_cast<Eigen::Index>(masks.size() / 2));
    for (std::size_t pair = 0; pair < masks.size() / 2; ++pair) {
      for (std::size_t i = 0; i < masks[0].size(); ++i) {
        REQUIRE(masks[2 * pair][i] + masks[2 * pair + 1][i] == 1);
        design.pairs(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(pair)) =
            static_cast<std::uint8_t>(masks[2 * pair][i]);
      }
      design.weights.push_back(wls["weights"][2 * pair].get<double>());
      design.unseen.push_back(1);
      REQUIRE(wls["weights"][2 * pair] == wls["weights"][2 * pair + 1]);
    }
    const KernelEstimator estimator(design);
    for (const auto& [key, phi_rows] : wls.at("phi").items()) {
      const std::string named = key;  // clang 14 cannot capture a structured binding
      CAPTURE(named);
      const Vector<double> base = vector_from(golden["base"][key]);
      for (std::size_t row = 0; row < phi_rows.size(); ++row) {
        const Golden& values = wls["values"][key][row];
        Matrix<double> differences(base.size(), static_cast<Eigen::Index>(masks.size() / 2));
        for (Eigen::Index pair = 0; pair < differences.cols(); ++pair) {
          const auto first = static_cast<std::size_t>(2 * pair);
          differences.col(pair) = vector_from(values[first]) - vector_from(values[first + 1]);
        }
        const KernelEstimate estimate =
            estimator.estimate(differences, vector_from(golden["fx"][key][row]) - base);
        CHECK(largest_difference(phi_rows[row], estimate.values, 0) <=
              golden.at("tolerance").at("wls_phi_abs").get<double>());
      }
    }
  }
}
