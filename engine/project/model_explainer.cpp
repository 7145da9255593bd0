#include "project/model_explainer.h"

#include <algorithm>
#include <numeric>

#include "error.h"
#include "nn/random.h"
#include "project/report.h"

namespace vitrine {

ExplainOptions explain_options(const Project& project) {
  return {.method = explain_method(project.explain.method),
          .space = explain_space(project.explain.space),
          .coalitions = project.explain.coalitions,
          .seed = static_cast<std::uint64_t>(project.seeds.explain)};
}

std::vector<int> background_rows(const Project& project, const PreparedData& data) {
  std::vector<int> rows = table_rows(data, data.split.train);
  // Stream 1: the sampled coalitions of the same seed use stream 0.
  Random random(static_cast<std::uint64_t>(project.seeds.explain), Purpose::explain, 1);
  random.shuffle(rows);
  if (static_cast<int>(rows.size()) > project.explain.background) rows.resize(project.explain.background);
  std::sort(rows.begin(), rows.end());
  return rows;
}

std::vector<std::vector<std::string>> column_players(const Preprocessing& preprocessing) {
  std::vector<std::vector<std::string>> players;
  for (const ColumnEncoding& column : preprocessing.columns) players.push_back({column.name});
  return players;
}

namespace {

/// The network inputs behind each player's columns.
std::vector<std::vector<int>> player_inputs(const Preprocessing& preprocessing,
                                            const std::vector<std::vector<std::string>>& players) {
  const std::vector<int> first = preprocessing.first_inputs();
  std::vector<std::vector<int>> inputs;
  for (const std::vector<std::string>& names : players) {
    std::vector<int>& mine = inputs.emplace_back();
    for (const std::string& name : names) {
      const auto column =
          std::find_if(preprocessing.columns.begin(), preprocessing.columns.end(),
                       [&](const ColumnEncoding& candidate) { return candidate.name == name; });
      if (column == preprocessing.columns.end()) {
        fail("unknown_column", {"The model has no column called \"", name, "\"."});
      }
      const auto position = static_cast<std::size_t>(column - preprocessing.columns.begin());
      for (int input = first[position]; input < first[position + 1]; ++input) mine.push_back(input);
    }
  }
  return inputs;
}

/// There are two tables, so what is wrong with the background says that it is the background's.
Matrix<double> background_inputs(const Model& model, const Table& background, std::span<const int> rows) {
  try {
    return model.preprocessing.transform(background, rows);
  } catch (const Error& error) {
    fail(error.code(), {"Background: ", error.what()}, {.line = error.line()});
  }
}

}  // namespace

ModelExplainer::ModelExplainer(const Model& model, const Table& background, std::span<const int> rows,
                               std::vector<std::vector<std::string>> players, const ExplainOptions& options)
    : model_(model),
      players_(std::move(players)),
      space_(options.space),
      explainer_(model.network, background_inputs(model, background, rows),
                 player_inputs(model.preprocessing, players_), options) {
  check_finite(model);
}

Json ModelExplainer::explain(const Table& table, std::span<const int> rows) const {
  const Matrix<double> inputs = model_.preprocessing.transform(table, rows);
  std::vector<Explanation> explanations;
  for (Eigen::Index row = 0; row < inputs.cols(); ++row)
    explanations.push_back(explainer_.explain(inputs.col(row)));
  const bool is_number = model_.predicts_numbers();
  const std::vector<std::string> classes =
      is_number ? std::vector<std::string>{"prediction"} : model_.classes;
  Json document = report::explanation(classes, players_, space_, explainer_.method(), explanations);
  document["columns"] = Json::array();  // in the model's order, whatever the players' is
  for (const ColumnEncoding& column : model_.preprocessing.columns)
    document["columns"].push_back(column.name);
  if (is_number) {
    document["space"] = "value";
    return document;
  }
  const Matrix<double> probabilities = model_.network.probabilities(inputs);
  Json& decided = document["decided"] = Json::array();
  for (Eigen::Index row = 0; row < inputs.cols(); ++row)
    decided.push_back(report::decided_class(model_, probabilities.col(row)));
  return document;
}

}  // namespace vitrine
