#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "data/toys.h"
#include "error.h"
#include "project/measure.h"
#include "project/nested_validation.h"
#include "project/run.h"
#include "show_json.h"

using namespace vitrine;

namespace {

Project searched_project(int folds) {
  return parse_project(R"({"vitrine": 1, "data": {"source": {"toy": "moons", "rows": 60}, "target": "class"},
    "network": {"layers": [{"units": 4, "activation": "tanh"}]},
    "training": {"epochs": 5}, "search": {"trials": 4, "space": {
      "training.optimizer.learning_rate": {"low": 0.001, "high": 1, "log": true}}, "folds": )" +
                       std::to_string(folds) + "}}");
}

Table moons() { return make_toy("moons", 60, 0.2, 3); }

/// All trials of one outer fold.
std::vector<TrialResult> search(const NestedValidation& validation, const Fold& fold) {
  std::vector<TrialResult> results;
  for (int number = 0; number < 4; ++number) {
    Trial trial = validation.trial(fold, number);
    while (!trial.advance(1000)) continue;
    results.push_back(trial.result());
  }
  return results;
}

std::vector<double> log_losses(CrossValidation validation) {
  while (!validation.advance(1000)) continue;
  const std::span<const std::string_view> names = metric_names_of(Task::classification);
  const auto at = std::find(names.begin(), names.end(), "log_loss") - names.begin();
  std::vector<double> values;
  for (const auto& fold : validation.scores()) values.push_back(fold[static_cast<std::size_t>(at)].value());
  return values;
}

/// The table with these rows only.
Table rows_of(const Table& table, const std::vector<int>& rows) {
  Table part = table;
  for (Column& column : part.columns) {
    const auto keep = [&](auto& values) {
      const auto whole = values;
      values.clear();
      if (whole.empty()) return;
      for (const int row : rows) values.push_back(whole[static_cast<std::size_t>(row)]);
    };
    keep(column.numbers);
    keep(column.codes);
    keep(column.cells);
  }
  part.lines.clear();
  return part;
}

}  // namespace

TEST_CASE("NestedValidation: a fold's search is the search of a table that has the other rows only") {
  const Project project = searched_project(3);
  const Table table = moons();
  const NestedValidation validation(project, table, 4, 2);
  REQUIRE(validation.folds().size() == 8);
  const PreparedData data = prepare_data(over_all_rows(project), table);
  for (const Fold& fold : {validation.folds()[0], validation.folds()[5]}) {
    REQUIRE(fold.train.size() + fold.score.size() == 60);
    const Table others = rows_of(table, table_rows(data, fold.train));
    const std::vector<TrialResult> results = search(validation, fold);
    for (int number = 0; number < 4; ++number) {
      Trial trial(over_all_rows(project), others, number);
      while (!trial.advance(1000)) continue;
      CHECK(write_trial(results[static_cast<std::size_t>(number)]) == write_trial(trial.result()));
    }
  }
}

TEST_CASE("NestedValidation: what is chosen trains on all of a fold's other rows and is scored on the fold") {
  const Project project = searched_project(3);
  const Table table = moons();
  const NestedValidation validation(project, table, 4, 1);
  const Assignment chosen = {{"training.optimizer.learning_rate", 0.25}};
  const std::vector<double> expected = log_losses(cross_validate(apply_trial(project, chosen), table, 4, 1));
  REQUIRE(expected.size() == 4);
  for (std::size_t fold = 0; fold < 4; ++fold) {
    const std::vector<double> scored = log_losses(validation.score(validation.folds()[fold], chosen));
    CHECK(scored == std::vector{expected[fold]});
  }
}

TEST_CASE("NestedValidation: the search within needs folds") {
  CHECK_THROWS_WITH_AS(NestedValidation(searched_project(1), moons(), 4, 1),
                       "search.folds is 1; a search within validation deals its rows to 2 or more folds.",
                       Error);
}
