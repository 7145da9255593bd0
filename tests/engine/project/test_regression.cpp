#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include "error.h"
#include "project/checksum.h"
#include "project/cross_validation.h"
#include "project/measure.h"
#include "project/metrics_report.h"
#include "project/model_explainer.h"
#include "project/report.h"
#include "project/run.h"
#include "project/trial.h"

using namespace vitrine;

namespace {

/// y = 1000 + 300 x - 200 z with a category that adds 500: far from mean 0 and standard deviation 1.
std::string linear_csv() {
  std::string csv = "x,z,kind,y\n";
  for (int i = 0; i < 60; ++i) {
    const double x = (i * 7 % 11) / 5.0 - 1, z = (i * 5 % 13) / 6.0 - 1;
    const bool tall = i % 3 == 0;
    csv += std::to_string(x) + "," + std::to_string(z) + "," + (tall ? "tall" : "short") + "," +
           std::to_string(1000 + 300 * x - 200 * z + (tall ? 500 : 0)) + "\n";
  }
  return csv;
}

Project regression_project(const std::string& training = "", const std::string& more = "") {
  return parse_project(
      R"({"vitrine": 1, "data": {"task": "regression", "target": "y"}, "network": {"layers": []},
    "training": {"epochs": 80, "batch_size": 8, "optimizer": {"learning_rate": 0.05})" +
      training + "}" + more + "}");
}

std::shared_ptr<const Table> linear_table() {
  return std::make_shared<const Table>(read_csv(linear_csv()).table);
}

Run trained_run(const Project& project) {
  Run run(project, linear_table());
  while (!run.trainer().finished()) run.trainer().advance(1000);
  return run;
}

}  // namespace

TEST_CASE("regression: every loss of numbers finds a linear law, in the target's unit") {
  for (const char* loss : {"mse", "mae", "huber"}) {
    CAPTURE(loss);
    const Run run = trained_run(regression_project(std::string(R"(, "loss": ")") + loss + "\""));
    CHECK(run.trainer().failure() == "");
    const RegressionScores scores = run.evaluate_numbers("test");
    CHECK(scores.rows == 12);
    CHECK(scores.r_squared.value() > 0.99);
    CHECK(scores.rmse.value() < 30);  // of a target whose standard deviation is about 330
    CHECK(scores.mae.value() <= scores.rmse.value());
    CHECK(std::isnan(run.trainer().history().back().train_accuracy));
  }
}

TEST_CASE("regression: without a loss the squared error is learned, and the search looks at its root") {
  const Project project = regression_project();
  CHECK(project.training.loss == "mse");
  CHECK(project.search.metric == "rmse");
  CHECK(write_project(project)["training"].contains("loss") == false);
  CHECK(read_project(write_project(project)).training.loss == "mse");
  CHECK(parse_project(R"({"vitrine": 1})").training.loss == "cross_entropy");
}

TEST_CASE("regression: a loss or metric of the other task is refused at its option") {
  const auto refusal = [](const Project& project) -> std::string {
    try {
      Run(project, linear_table());
      Trial(project, *linear_table(), 0);
    } catch (const Error& error) {
      return error.code() + " @ " + error.path();
    }
    return "accepted";
  };
  CHECK(refusal(regression_project()) == "accepted");
  CHECK(refusal(regression_project(R"(, "loss": "cross_entropy")")) == "wrong_loss @ training.loss");
  CHECK(refusal(regression_project("", R"(, "search": {"metric": "accuracy"})")) ==
        "wrong_metric @ search.metric");
  Project classes =
      parse_project(R"({"vitrine": 1, "data": {"target": "kind"}, "training": {"loss": "huber"}})");
  CHECK(refusal(classes) == "wrong_loss @ training.loss");
  classes.training.loss = "mse";
  CHECK(refusal(classes) == "accepted");
}

TEST_CASE("regression: the target is scaled on the training rows alone") {
  const auto table = linear_table();
  const Project project = regression_project();
  const PreparedData data = prepare_data(project, *table);
  const std::vector<double> values = numbers_at(data, data.split.train);
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / double(values.size());
  CHECK(data.target_scaling.shift == doctest::Approx(mean).epsilon(1e-12));
  const Examples<float> examples = select_examples(data, *table, data.split.train);
  CHECK(examples.labels.empty());
  CHECK(std::abs(examples.values.sum()) < 1e-4);
}

TEST_CASE("regression: the model file predicts in the target's unit, as the run does") {
  const Run run = trained_run(regression_project());
  const Model model = read_model(parse_json(write_model(run.model()).dump()));
  CHECK(model.predicts_numbers());
  CHECK(model.classes.empty());
  const std::vector<int> rows = table_rows(run.data(), run.data().split.test);
  const Matrix<double> predicted = model.predict(run.table(), rows);
  const std::vector<double> expected =
      predict_numbers(run.trainer().network(), run.data(), run.table(), run.data().split.test);
  REQUIRE(predicted.rows() == 1);
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CHECK(predicted(0, Eigen::Index(i)) == doctest::Approx(expected[i]).epsilon(1e-6));
  }
  const Json document = report::predictions(model, predicted);
  CHECK(document["classes"].empty());
  CHECK(document["predictions"][0]["value"] == predicted(0, 0));
}

TEST_CASE("regression: a model file whose task, classes and output disagree is damaged") {
  const Json document = write_model(trained_run(regression_project()).model());
  CHECK(document["task"] == "regression");
  CHECK(document["output"] == "identity");
  const auto refusal = [&](const char* field, const Json& value) {
    Json changed = document;
    changed[field] = value;
    add_checksum(changed);
    try {
      read_model(changed);
    } catch (const Error& error) {
      return error.code() + " @ " + error.path();
    }
    return std::string("accepted");
  };
  CHECK(refusal("task", "regression") == "accepted");
  CHECK(refusal("task", "classification") == "damaged_model @ output");
  CHECK(refusal("task", "ranking") == "damaged_model @ task");
  CHECK(refusal("output", "softmax") == "damaged_model @ output");
  CHECK(refusal("classes", Json::array({"a", "b"})) == "damaged_model @ classes");
}

TEST_CASE("regression: Shapley values of a linear law are its terms, in the target's unit") {
  const Run run = trained_run(regression_project(R"(, "loss": "mse")"));
  const Model model = run.model();
  std::vector<int> rows(20);
  std::iota(rows.begin(), rows.end(), 0);
  const ModelExplainer explainer(model, run.table(), rows, column_players(model.preprocessing),
                                 explain_options(run.project()));
  const Json document = explainer.explain(run.table(), std::vector<int>{0});
  CHECK(document["classes"] == Json::array({"prediction"}));
  CHECK(document["additivity_gap"].get<double>() < 1e-9);
  // A linear model: w (x - mean of the background's x). Column 0 is a number with one input.
  const Matrix<double> weights = model.network.weights(0);
  const Matrix<double> background = model.preprocessing.transform(run.table(), rows);
  const double term = weights(0, 0) * (background(0, 0) - background.row(0).mean());
  CHECK(document["values"][0][0][0].get<double>() == doctest::Approx(term).epsilon(1e-9));
}

TEST_CASE("regression: folds are validated with every metric of numbers, scaled inside each fold") {
  const auto table = linear_table();
  CrossValidation validation = cross_validate(regression_project(), *table, 3, 2);
  while (!validation.advance(1000)) continue;
  REQUIRE(validation.scores().size() == 6);
  const Json document = report::validation(metric_names_of(Task::regression), validation.scores());
  CHECK(document["r2"]["mean"].get<double>() > 0.99);
  CHECK(document["rmse"]["folds"].size() == 6);
  CHECK(document["not_available"].empty());
}

TEST_CASE("regression: a search ranks trials by the metric it is told") {
  Project project = regression_project("", R"(, "search": {"trials": 2, "folds": 2, "metric": "r2",
      "space": {"training.optimizer.learning_rate": {"choices": [1e-6, 0.05]}}})");
  const StudyOptions options = study_options(project);
  CHECK(options.larger_is_better);
  Study study(options);
  const auto table = linear_table();  // Outlives the trials.
  for (int trial = 0; trial < 2; ++trial) {
    Trial one(project, *table, trial);
    while (!one.advance(1000)) continue;
    study.tell(one.result());
  }
  REQUIRE(study.results().size() == 2);
  const Json& best = study.results()[*study.best()].parameters;
  if (study.results()[0].parameters != study.results()[1].parameters) {
    CHECK(best["training.optimizer.learning_rate"].get<double>() == 0.05);
  }
  CHECK(study_options(regression_project()).larger_is_better == false);
}

TEST_CASE("report::metrics: a numeric target has every metric of numbers, and its rows") {
  const Run run = trained_run(regression_project());
  const Json document = report::metrics(run, "validation", std::nullopt);
  const RegressionScores scores = run.evaluate_numbers("validation");
  CHECK(document["rows"] == scores.rows);
  CHECK(document["rmse"] == scores.rmse.value());
  CHECK(document["r2"] == scores.r_squared.value());
  CHECK(document["mae"] == scores.mae.value());
  CHECK(document["actual"].size() == static_cast<std::size_t>(scores.rows));
  CHECK(document["predicted"].size() == static_cast<std::size_t>(scores.rows));
  for (const std::string_view name : metric_names_of(Task::regression)) {
    CHECK(document.contains(std::string(name)));
  }
  CHECK(report::scores(run, "validation", std::nullopt)["rmse"] == scores.rmse.value());
}

TEST_CASE("report::metrics: classes have every metric of classes, undefined ones with their reason") {
  Run run(parse_project(R"({"vitrine": 1, "data": {"target": "kind"}, "training": {"epochs": 20}})"),
          linear_table());
  while (!run.trainer().finished()) run.trainer().advance(1000);
  const Json document = report::metrics(run, "validation", std::nullopt);
  const ClassificationScores scores = run.evaluate("validation");
  CHECK(document["accuracy"] == scores.accuracy);
  CHECK(document["log_loss"] == scores.log_loss);
  CHECK(document["confusion"] == Json(scores.confusion));
  CHECK(document["top_3_accuracy"].is_null());
  CHECK(document["not_available"]["top_3_accuracy"] ==
        "Top-3 accuracy is not available: there are only 2 classes.");
  REQUIRE(document["per_class"].size() == 2);
  int support = 0, in_bins = 0;
  for (const Json& entry : document["per_class"]) support += entry["support"].get<int>();
  for (const Json& bin : document["calibration"]) in_bins += bin["rows"].get<int>();
  CHECK(support == scores.rows);
  CHECK(in_bins == scores.rows);
  CHECK(document["thresholds"]["accuracy"]["value"].get<double>() >= scores.accuracy);
}

TEST_CASE("report::metrics: an empty split is refused by its option") {
  Project project = regression_project();
  project.data.split = {0.8, 0.2, 0};
  const Run run(project, linear_table());
  try {
    report::metrics(run, "test", std::nullopt);
    FAIL("accepted");
  } catch (const Error& error) {
    CHECK(error.code() == "no_rows");
    CHECK(error.path() == "data.split.test");
  }
}
