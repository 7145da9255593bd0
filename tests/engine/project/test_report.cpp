#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

#include "data/toys.h"
#include "project/report.h"
#include "show_json.h"

using namespace vitrine;

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();

/// The names of an object's fields, in order.
std::string fields(const Json& object) {
  std::string names;
  for (const auto& [name, unused] : object.items()) names += (names.empty() ? "" : " ") + name;
  return names;
}

Run make_run() {
  const Project project =
      parse_project(R"({"vitrine": 1, "data": {"source": {"toy": "xor"}, "target": "class"},
    "network": {"layers": [{"units": 3, "activation": "tanh"}]}, "training": {"epochs": 4, "batch_size": 8}})");
  return Run(project, std::make_shared<const Table>(make_toy("xor", 40, 0.1, 1)));
}

Explanation explanation_of(double shift, bool with_errors) {
  Explanation e;
  e.base = Vector<double>::Constant(2, 0.5);
  e.prediction = Vector<double>::Constant(2, 0.5 + shift);
  e.values = Matrix<double>(2, 2);
  e.values << shift, 0, -shift, infinity;
  if (with_errors) e.standard_errors = Matrix<double>::Constant(2, 2, 0.125);
  e.additivity_gap = shift / 1024;
  return e;
}

}  // namespace

TEST_CASE("report::number: a number that is not finite is null") {
  CHECK(report::number(0.5) == 0.5);
  CHECK(report::number(not_a_number).is_null());
  CHECK(report::number(infinity).is_null());
  CHECK(report::number(-infinity).is_null());
}

TEST_CASE("report::inspection: says what a CSV holds, column by column") {
  const CsvFile file = read_csv("n;c\n1,5;red\n;blue\n3,5;red\n2,5;red\n", {});
  const Json document = report::inspection(file, "");
  CHECK(fields(document) == "encoding delimiter decimal thousands header rows columns warnings");
  CHECK(document["delimiter"] == ";");
  CHECK(document["decimal"] == ",");
  CHECK(document["thousands"].is_null());
  CHECK(document["rows"] == 4);
  CHECK(document["columns"][0] ==
        parse_json(R"({"name": "n", "type": "number", "missing": 1, "distinct": 3, "min": 1.5,
                                                  "max": 3.5, "sum": 7.5, "bad_cells": 0})"));
  CHECK(
      document["columns"][1] ==
      parse_json(
          R"({"name": "c", "type": "category", "missing": 0, "distinct": 2, "counts": {"blue": 1, "red": 3}})"));
}

TEST_CASE("report::inspection: a target adds the warnings about it") {
  const CsvFile file = read_csv("x,y\n1,a\n2,\n3,b\n4,a\n5,b\n", {});
  const std::size_t without = report::inspection(file, "")["warnings"].size();
  const Json warnings = report::inspection(file, "y")["warnings"];
  REQUIRE(warnings.size() > without);
  bool missing_label = false;
  for (const Json& warning : warnings) {
    CHECK(fields(warning) == "code message names lines count");
    missing_label |= warning["code"] == "missing_label" && warning["count"] == 1;
  }
  CHECK(missing_label);
}

TEST_CASE("report::warning: ragged rows say which are short and which are long") {
  const CsvFile file = read_csv("a,b\n1,x\n2\n3,y,z\n4,x\n", {});
  const Json warnings = report::inspection(file, "")["warnings"];
  REQUIRE(!warnings.empty());
  const Json& ragged = warnings[0];
  CHECK(ragged["code"] == "ragged_rows");
  CHECK(ragged["short_lines"] == parse_json("[3]"));
  CHECK(ragged["long_lines"] == parse_json("[4]"));
}

TEST_CASE("report::preview: the first rows as text") {
  const CsvFile file = read_csv("n,c\n01.50,red\n2,blue\n3,red\n", {});
  CHECK(report::preview(file.table, 2) ==
        parse_json(R"({"names": ["n", "c"], "rows": [["01.50", "red"], ["2", "blue"]]})"));
  CHECK(report::preview(file.table, 100)["rows"].size() == 3);
}

TEST_CASE("report::run_info: counts what a run is made of") {
  const Json info = report::run_info(make_run());
  CHECK(fields(info) == "task target classes columns inputs layers parameters rows steps_per_epoch warnings");
  CHECK(info["target"] == "class");
  CHECK(info["classes"].size() == 2);
  CHECK(info["columns"] == parse_json(R"(["x", "y"])"));
  CHECK(info["inputs"] == info["columns"]);
  CHECK(info["layers"] == parse_json(R"([{"kind": "dense", "inputs": 2, "units": 3, "activation": "tanh"},
                                          {"kind": "dense", "inputs": 3, "units": 2, "activation": "identity"}])"));
  CHECK(info["parameters"] == (2 * 3 + 3) + (3 * 2 + 2));
  CHECK(info["rows"] == parse_json(R"({"train": 24, "validation": 8, "test": 8})"));
  CHECK(info["steps_per_epoch"] == 3);
}

TEST_CASE("report::run_state: the history begins where it is asked to") {
  Run run = make_run();
  run.trainer().advance(7);
  const Json state = report::run_state(run, 1);
  CHECK(fields(state) == "steps epoch epochs finished stopped_early best_epoch failure fingerprint history");
  CHECK(state["steps"] == 7);
  CHECK(state["epoch"] == 2);
  CHECK(state["epochs"] == 4);
  CHECK(state["finished"] == false);
  CHECK(state["stopped_early"] == false);
  CHECK(state["best_epoch"].is_null());
  CHECK(state["failure"].is_null());
  CHECK(state["fingerprint"].get<std::string>().size() == 8);
  REQUIRE(state["history"].size() == 1);
  CHECK(fields(state["history"][0]) ==
        "epoch learning_rate train_loss train_accuracy validation_loss validation_accuracy");
  CHECK(state["history"][0]["learning_rate"] == 0.001);
  CHECK(state["history"][0]["epoch"] == 2);
  CHECK(state["history"][0]["validation_loss"] == run.trainer().history()[1].validation_loss);
  CHECK(report::run_state(run, 2)["history"].empty());
  CHECK(report::run_state(run, 99)["history"].empty());
}

TEST_CASE("report::scores: the confusion matrix with its classes") {
  const Run run = make_run();
  const ClassificationScores scores = run.evaluate("validation");
  const Json document = report::scores(run, "validation", std::nullopt);
  CHECK(fields(document) == "rows accuracy log_loss confusion classes threshold");
  CHECK(document["rows"] == scores.rows);
  CHECK(document["accuracy"] == scores.accuracy);
  CHECK(document["log_loss"] == scores.log_loss);
  CHECK(document["confusion"] == Json(scores.confusion));
  CHECK(document["classes"] == Json(run.data().labels.classes));
  CHECK(document["threshold"].is_null());
}

TEST_CASE("report::explanation: values by row, class and player") {
  const std::vector<Explanation> rows = {explanation_of(0.25, true), explanation_of(0.125, true)};
  const Json document =
      report::explanation({"a", "b"}, {{"x", "y"}, {"z"}}, ExplainSpace::margin, ExplainMethod::kernel, rows);
  CHECK(document ==
        parse_json(R"({"classes": ["a", "b"], "columns": ["x", "y", "z"], "players": [["x", "y"], ["z"]],
    "space": "margin", "method": "kernel", "base": [0.5, 0.5], "prediction": [[0.75, 0.75], [0.625, 0.625]],
    "values": [[[0.25, 0.0], [-0.25, null]], [[0.125, 0.0], [-0.125, null]]],
    "standard_errors": [[[0.125, 0.125], [0.125, 0.125]], [[0.125, 0.125], [0.125, 0.125]]],
    "additivity_gap": 0.000244140625})"));
}

TEST_CASE("report::explanation: exact values have no standard errors, and a gap that is no number is null") {
  std::vector<Explanation> rows = {explanation_of(0.25, false), explanation_of(0.125, false)};
  rows[0].additivity_gap = not_a_number;
  const Json document =
      report::explanation({"a", "b"}, {{"x"}, {"y"}}, ExplainSpace::probability, ExplainMethod::exact, rows);
  CHECK(document["standard_errors"].is_null());
  CHECK(document["additivity_gap"].is_null());
}

TEST_CASE("report::predictions: the most probable class, the first of equals") {
  Matrix<double> probabilities(2, 3);
  probabilities << 0.25, 0.5, 0.75, 0.75, 0.5, 0.25;
  CHECK(report::predictions(make_run().model(), probabilities) ==
        parse_json(R"({"classes": ["A", "B"], "threshold": null, "predictions": [
    {"class": "B", "probabilities": [0.25, 0.75]}, {"class": "A", "probabilities": [0.5, 0.5]},
    {"class": "A", "probabilities": [0.75, 0.25]}]})"));
}

TEST_CASE("report::predictions: no class is decided from probabilities that are no numbers") {
  Model model = make_run().model();
  Matrix<double> probabilities(2, 2);
  probabilities << not_a_number, 0.25, not_a_number, 0.75;
  for (const std::optional<double> threshold : {std::optional<double>(), std::optional<double>(0.5)}) {
    model.threshold = threshold;
    const Json document = report::predictions(model, probabilities);
    CHECK(
        document["predictions"] ==
        parse_json(
            R"([{"class": null, "probabilities": [null, null]}, {"class": "B", "probabilities": [0.25, 0.75]}])"));
  }
}

TEST_CASE("report::predictions: with a threshold the second class is predicted from there on") {
  Model model = make_run().model();
  model.threshold = 0.5;
  Matrix<double> probabilities(2, 3);
  probabilities << 0.25, 0.5, 0.75, 0.75, 0.5, 0.25;
  const Json document = report::predictions(model, probabilities);
  CHECK(document["threshold"] == 0.5);
  std::string decided;
  for (const Json& prediction : document["predictions"]) decided += prediction["class"].get<std::string>();
  CHECK(decided == "BBA");
}

TEST_CASE("report::validation: mean and standard deviation over folds") {
  using metrics::Metric;
  constexpr std::array<std::string_view, 3> names = {"accuracy", "log_loss", "top_3_accuracy"};
  const Metric none = metrics::not_available("Top-3 accuracy", {"there are only 2 classes"});
  const std::vector<std::vector<Metric>> folds = {{0.75, 0.5, none}, {1.0, 0.25, none}};
  const Json document = report::validation(names, folds);
  CHECK(fields(document) == "accuracy log_loss top_3_accuracy not_available");
  CHECK(document["top_3_accuracy"].is_null());
  CHECK(document["not_available"] ==
        parse_json(R"({"top_3_accuracy": "Top-3 accuracy is not available: there are only 2 classes."})"));
  CHECK(document["accuracy"]["mean"] == 0.875);
  CHECK(document["accuracy"]["standard_deviation"].get<double>() == doctest::Approx(0.25 / std::sqrt(2.0)));
  CHECK(document["accuracy"]["folds"] == parse_json("[0.75, 1.0]"));
  CHECK(report::validation(names, std::span(folds).first(1))["log_loss"]["standard_deviation"].is_null());
}

TEST_CASE("report::validation: a metric that some folds lack names how many, and the first of them") {
  using metrics::Metric;
  constexpr std::array<std::string_view, 1> names = {"roc_auc"};
  const Metric none = metrics::not_available("ROC AUC", {"there is one class"});
  const Json document =
      report::validation(names, std::vector<std::vector<Metric>>{{0.5}, {none}, {1.0}, {none}});
  CHECK(document["roc_auc"].is_null());
  CHECK(document["not_available"]["roc_auc"] ==
        "In 2 of 4 folds, the first is fold 2: ROC AUC is not available: there is one class.");
}

TEST_CASE("report::associations: what is measured with its numbers, and why nothing can be") {
  std::string csv = "x,y,same\n";
  for (int x = 0; x < 30; ++x) csv += std::to_string(x) + "," + std::to_string(2 * x) + ".5,7\n";
  const Table table = read_csv(csv).table;
  const Json list = report::associations(table, "y");
  REQUIRE(list.size() == 3);
  CHECK(list[0]["measure"] == "correlation");
  CHECK(list[0]["rows"] == 30);
  CHECK(list[0]["pearson"] == 1);  // y = 2 x + 0.5
  CHECK(list[0]["spearman"] == 1);
  CHECK(fields(list[2]) == "measure reason");
  CHECK(list[2]["measure"].is_null());
}

TEST_CASE("report::rate_range: the points in order, and no suggestion where the loss falls nowhere") {
  RateRangeTest test({.lowest_rate = 0.25, .highest_rate = 1, .steps = 3, .smoothing = 0});
  for (const double loss : {1.0, 2.0, 3.0}) test.add(loss);
  CHECK(report::rate_range(test) ==
        parse_json(R"({"points": [{"learning_rate": 0.25, "loss": 1.0, "smoothed_loss": 1.0},
    {"learning_rate": 0.5, "loss": 2.0, "smoothed_loss": 2.0}, {"learning_rate": 1.0, "loss": 3.0, "smoothed_loss": 3.0}],
    "suggestion": null, "failure": null})"));
}

TEST_CASE("report::gradient_check: the worst parameter by name") {
  const GradientCheck check = {
      .checked = 9, .worst = 0.5, .analytic = 1, .numerical = infinity, .layer = 2, .unit = 3, .input = 1};
  CHECK(report::gradient_check(check) == parse_json(R"({"checked": 9, "worst": 0.5,
    "parameter": "layer 2 (dense): weights, unit 3, input 1", "analytic": 1.0, "numerical": null,
    "verdict": "disagree", "kinks": 0, "explanation": "Backpropagation and the differences disagree: layer 2 (dense): weights, unit 3, input 1 has a relative error of 0.5, which no kink explains."})"));
}
