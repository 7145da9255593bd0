#pragma once

#include <span>
#include <string>
#include <vector>

#include "data/table.h"
#include "explain/explainer.h"
#include "json.h"
#include "project/model_file.h"
#include "project/run.h"

namespace vitrine {

/// The explain options of a project.
ExplainOptions explain_options(const Project& project);

/// Table rows that stand for columns being absent: up to explain.background training rows, drawn without
/// repetition from the explain seed, ascending.
std::vector<int> background_rows(const Project& project, const PreparedData& data);

/// One player per column of the model: each inner list holds one name.
std::vector<std::vector<std::string>> column_players(const Preprocessing& preprocessing);

/// Explains rows of a table with a model: columns as players, whatever the number of inputs behind them.
class ModelExplainer {
 public:
  /// @param rows     of `background`.
  /// @param players  columns that are switched together; every column of the model exactly once.
  /// @throws Error "unknown_column" if a player names a column the model lacks, and as check_finite and
  ///         Explainer.
  ModelExplainer(const Model& model, const Table& background, std::span<const int> rows,
                 std::vector<std::vector<std::string>> players, const ExplainOptions& options);

  /// The report of the given table rows: report::explanation, its columns in the model's order, and
  /// "decided": [row], the class that the model decides for, by its threshold if it has one. A model of
  /// numbers decides nothing; it has one "class", called prediction, and its space is "value".
  Json explain(const Table& table, std::span<const int> rows) const;

 private:
  Model model_;
  std::vector<std::vector<std::string>> players_;
  ExplainSpace space_;
  Explainer explainer_;
};

}  // namespace vitrine
