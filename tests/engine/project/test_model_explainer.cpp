#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "data/toys.h"
#include "error.h"
#include "project/model_explainer.h"

using namespace vitrine;

namespace {

std::vector<int> background(int rows, int seed, const Table& table) {
  const Project project =
      parse_project(R"({"vitrine": 1, "data": {"source": {"toy": "xor"}}, "explain": {"background": )" +
                    std::to_string(rows) + R"(}, "seeds": {"explain": )" + std::to_string(seed) + "}}");
  return background_rows(project, prepare_data(project, table));
}

}  // namespace

TEST_CASE("background_rows: so many different training rows, in ascending order, by the seed") {
  const Table table = make_toy("xor", 100, 0.1, 1);
  const std::vector<int> all = background(1000, 1, table);
  const std::vector<int> some = background(20, 1, table);
  CHECK(all.size() == 60);  // 60 % of the rows are for training
  CHECK(some.size() == 20);
  for (const auto& rows : {all, some}) {
    CHECK(std::adjacent_find(rows.begin(), rows.end(), std::greater_equal<>()) == rows.end());
    CHECK(std::includes(all.begin(), all.end(), rows.begin(), rows.end()));
  }
  CHECK(background(1000, 2, table) == all);
  CHECK(background(20, 2, table) != some);
  CHECK(background(20, 1, table) == some);
}

TEST_CASE("explain_options: what the project says") {
  const ExplainOptions options = explain_options(parse_project(
      R"({"vitrine": 1, "explain": {"method": "kernel", "space": "margin", "coalitions": 333}, "seeds": {"explain": 9}})"));
  CHECK(options.method == ExplainMethod::kernel);
  CHECK(options.space == ExplainSpace::margin);
  CHECK(options.coalitions == 333);
  CHECK(options.seed == 9);
}

TEST_CASE("model explainer: says which class the model decides for, by its threshold, in every space") {
  const auto table = std::make_shared<const Table>(make_toy("xor", 40, 0.1, 1));
  const Run run(parse_project(R"({"vitrine": 1, "data": {"source": {"toy": "xor"}}})"), table);
  Model model = run.model();
  const std::vector<int> rows = {0, 1, 2, 3, 4, 5, 6, 7};
  const Matrix<double> probabilities = model.predict(*table, rows);
  const auto decided = [&](ExplainSpace space) {
    return ModelExplainer(model, *table, rows, {{"x"}, {"y"}}, {.space = space})
        .explain(*table, rows)["decided"];
  };
  for (const auto& threshold :
       {std::optional<double>(), std::optional(0.0), std::optional(0.4), std::optional(1.1)}) {
    model.threshold = threshold;
    Json expected = Json::array();
    for (Eigen::Index row = 0; row < probabilities.cols(); ++row)
      expected.push_back(model.classes[probabilities(1, row) < threshold.value_or(0.5) ? 0 : 1]);
    CHECK(decided(ExplainSpace::probability) == expected);
    CHECK(decided(ExplainSpace::logodds) == expected);
  }
}

TEST_CASE("model explainer: a predicted number is its own space, and decides nothing") {
  std::string csv = "x,y\n";
  for (int row = 0; row < 20; ++row) csv += std::to_string(row) + "," + std::to_string(row * row) + "\n";
  const auto table = std::make_shared<const Table>(read_csv(csv).table);
  const Run run(parse_project(R"({"vitrine": 1, "data": {"task": "regression"}})"), table);
  const std::vector<int> rows = {0, 1};
  const Json report = ModelExplainer(run.model(), *table, rows, {{"x"}}, {}).explain(*table, rows);
  CHECK(report["space"] == "value");
  CHECK(report["classes"] == Json::array({"prediction"}));
  CHECK_FALSE(report.contains("decided"));
}

TEST_CASE("model explainer: a player's column that the model lacks is refused by name") {
  const auto table = std::make_shared<const Table>(make_toy("xor", 40, 0.1, 1));
  const Run run(parse_project(R"({"vitrine": 1, "data": {"source": {"toy": "xor"}}})"), table);
  const std::vector<int> rows = {0, 1};
  CHECK_THROWS_WITH_AS(ModelExplainer(run.model(), *table, rows, {{"x"}, {"height"}}, {}),
                       "The model has no column called \"height\".", Error);
}
