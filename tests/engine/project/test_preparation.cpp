#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "data/csv.h"
#include "error.h"
#include "project/run.h"

using namespace vitrine;

namespace {

/// Every extra that preprocessing has, over columns whose types a person chose.
Project project_with(const std::string& preprocessing) {
  return parse_project(R"({"vitrine": 1, "data": {"target": "y",
      "columns": {"age": {"type": "number"}, "height": {"type": "number"}, "colour": {"type": "category"},
                  "size": {"type": "category"}},
      "preprocessing": )" +
                       preprocessing +
                       R"(}, "network": {"layers": [{"units": 4}]}, "training": {"epochs": 3}})");
}

using Rows = std::vector<std::vector<std::string>>;

/// 60 rows in which every column has gaps and a rare category.
Rows make_rows() {
  Rows rows;
  for (int i = 0; i < 60; ++i) {
    rows.push_back({i % 5 == 0 ? "" : std::to_string(20 + i * 7 % 50),
                    std::to_string(150 + i * 13 % 45) + ".5",
                    i % 7 == 0   ? ""
                    : i % 2 == 0 ? "red"
                    : i % 3 == 0 ? "blue"
                                 : "green",
                    i % 20 == 3  ? "9"
                    : i % 4 == 0 ? "2"
                                 : "10",
                    i % 2 == 0 ? "a" : "b"});
  }
  return rows;
}

Run run_on(const Project& project, const Rows& rows) {
  std::string csv = "age,height,colour,size,y\n";
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) csv += (i > 0 ? "," : "") + row[i];
    csv += "\n";
  }
  return Run(project, std::make_shared<const Table>(read_csv(csv, column_overrides(project)).table));
}

}  // namespace

TEST_CASE(
    "prepare_data: what stands in validation and test rows changes neither preprocessing nor training") {
  const std::string preprocessings[] = {
      R"({})",
      R"({"scaling": "robust", "imputation": "median", "missing_indicator": true,
          "missing_category": "own_category", "rare_share": 0.1})",
      R"({"scaling": "min_max", "clip": true, "imputation": "most_frequent",
          "missing_category": "most_frequent", "rare_share": 0.3})",
      R"({"imputation": "constant", "fill_value": -7, "missing_indicator": true})",
  };
  for (const std::string& preprocessing : preprocessings) {
    CAPTURE(preprocessing);
    const Project project = project_with(preprocessing);
    Rows rows = make_rows();
    Run run = run_on(project, rows);
    // Outliers, gaps, categories that training has not, and one that turns numbers into texts.
    const std::vector<std::vector<std::string>> changes = {
        {"1e9", "", "violet", "11"}, {"", "-4e7", "", "huge"}, {"-1", "151.5", "Red", "10"}};
    std::size_t next = 0;
    for (const char* split : {"validation", "test"}) {
      for (const int row : table_rows(run.data(), run.split(split))) {
        std::vector<std::string>& cells = rows[static_cast<std::size_t>(row)];
        std::copy_n(changes[next++ % changes.size()].begin(), 4, cells.begin());
      }
    }
    Run changed = run_on(project, rows);
    for (Run* each : {&run, &changed}) each->trainer().advance(1000);
    CHECK(write_model(run.model())["columns"] == write_model(changed.model())["columns"]);
    CHECK(write_model(run.model())["preprocessing"] == write_model(changed.model())["preprocessing"]);
    CHECK(run.trainer().network().fingerprint() == changed.trainer().network().fingerprint());
    CHECK(run.evaluate("validation").log_loss != changed.evaluate("validation").log_loss);
  }
}

TEST_CASE("prepare_data: every option of preprocessing reaches the encoding") {
  const auto inputs = [](const std::string& preprocessing) {
    return run_on(project_with(preprocessing), make_rows()).data().preprocessing.input_names();
  };
  const auto encoding = [](const std::string& preprocessing) {
    return run_on(project_with(preprocessing), make_rows()).data().preprocessing.columns[0];
  };
  CHECK(inputs("{}") == std::vector<std::string>{"age", "height", "colour = blue", "colour = green",
                                                 "colour = red", "size = 2", "size = 9", "size = 10"});
  CHECK(inputs(R"({"missing_indicator": true, "missing_category": "own_category", "rare_share": 0.2})") ==
        std::vector<std::string>{"age", "age missing", "height", "colour = green", "colour = red",
                                 "colour = other", "colour missing", "size = 2", "size = 10",
                                 "size = other"});
  CHECK(*encoding(R"({"imputation": "constant", "fill_value": 3.5})").fill == 3.5);
  CHECK(encoding(R"({"scaling": "none"})").scaling.scale == 1);
  const FittedScaling clipped =
      encoding(R"({"scaling": "min_max", "range_low": -2, "range_high": 5, "clip": true})").scaling;
  CHECK(clipped(1e9) == 5);
  CHECK(clipped(-1e9) == -2);
  const double narrow =
      encoding(R"({"scaling": "robust", "quantile_low": 45, "quantile_high": 55})").scaling.scale;
  CHECK(narrow < encoding(R"({"scaling": "robust"})").scaling.scale);
}

TEST_CASE("prepare_data: a column without a value in the training rows is no input, and that is said") {
  const Project project = project_with("{}");
  Rows rows = make_rows();
  const std::vector<int> training = [&] {
    const Run run = run_on(project, rows);
    return table_rows(run.data(), run.split("train"));
  }();
  for (const int row : training) {
    rows[static_cast<std::size_t>(row)][0].clear();
    rows[static_cast<std::size_t>(row)][3].clear();
  }
  const Run run = run_on(project, rows);
  CHECK(run.data().columns == std::vector<std::string>{"height", "colour"});
  CHECK(run.data().warnings.back().code == "no_training_value");
  CHECK(run.data().warnings.back().names == std::vector<std::string>{"age", "size"});
  // The model is one that can be read back.
  CHECK(read_model(write_model(run.model())).preprocessing.columns.size() == 2);
}

TEST_CASE("probability_grid: a missing indicator is 0 at every point of the plane") {
  Project project = project_with(R"({"missing_indicator": true})");
  project.data.columns["colour"].role = "ignore";
  project.data.columns["size"].role = "ignore";
  const Run run = run_on(project, make_rows());
  CHECK(run.data().preprocessing.inputs() == 3);
  const std::vector<float> grid = run.probability_grid(2, {20, 60}, {150, 190});
  Matrix<float> point = Matrix<float>::Zero(3, 1);
  const std::vector<ColumnEncoding>& columns = run.data().preprocessing.columns;
  point(0, 0) = static_cast<float>(columns[0].scaling(60));
  point(2, 0) = static_cast<float>(columns[1].scaling(190));
  // [class][row, from the largest y down][column, from the smallest x up]: the second value is at (60, 190).
  CHECK(grid[1] == run.trainer().network().probabilities(point)(0, 0));
}
