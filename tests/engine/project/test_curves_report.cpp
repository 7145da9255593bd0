#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "project/curves_report.h"
#include "project/measure.h"
#include "project/metrics_report.h"
#include "show_json.h"

using namespace vitrine;

namespace {

/// Three classes that overlap, and a number.
std::shared_ptr<const Table> table_of_kinds() {
  std::string csv = "x,z,kind,y\n";
  for (int i = 0; i < 150; ++i) {
    const int kind = i % 3;
    const double x = kind + (i * 7 % 23) / 10.0, z = (i * 11 % 19) / 9.0 - kind;
    csv += std::to_string(x) + "," + std::to_string(z) + "," + std::string(1, "abc"[kind]) + "," +
           std::to_string(x - z) + "\n";
  }
  return std::make_shared<const Table>(read_csv(csv).table);
}

Run trained_run(const std::string& data) {
  Run run(parse_project(R"({"vitrine": 1, "training": {"epochs": 3}, "data": )" + data + "}"),
          table_of_kinds());
  while (!run.trainer().finished()) run.trainer().advance(1000);
  return run;
}

Json curves_of(const Run& run, const std::string& split) {
  return report::curves(run.data(), run.table(), run.trainer().network(), run.scored_split(split));
}

/// Rows of class k, or of the others, whose probability of it is at least a threshold; nothing reaches null.
int reaching(const metrics::ClassPredictions& rows, int k, bool of_class, const Json& threshold) {
  int count = 0;
  for (int row = 0; row < rows.rows(); ++row) {
    const bool reaches = !threshold.is_null() && rows.probabilities()(k, row) >= threshold.get<double>();
    count += reaches && (rows.labels()[row] == k) == of_class ? 1 : 0;
  }
  return count;
}

}  // namespace

TEST_CASE("report::curves: every point counts the rows that reach its threshold") {
  const Run run = trained_run(R"({"target": "kind", "columns": {"y": {"role": "ignore"}}})");
  for (const char* split : {"train", "validation"}) {
    CAPTURE(split);
    const Json document = curves_of(run, split);
    const auto rows = predict_classes(run.trainer().network(), run.data(), run.table(),
                                      run.scored_split(split), std::nullopt)
                          .value();
    REQUIRE(document["classes"].size() == 3);
    for (int k = 0; k < 3; ++k) {
      const Json& curves = document["classes"][static_cast<std::size_t>(k)];
      CHECK(curves["class"] == run.data().labels.classes[static_cast<std::size_t>(k)]);
      CHECK(curves["not_available"].empty());
      const double positives = rows.confusion().support(k), others = rows.rows() - positives;
      CHECK(curves["share"] == positives / rows.rows());
      const Json& roc = curves["roc"];
      REQUIRE(roc["thresholds"].size() >= 3);
      for (std::size_t i = 0; i < roc["thresholds"].size(); ++i) {
        const Json& threshold = roc["thresholds"][i];
        CHECK(threshold.is_null() == (i == 0));
        CHECK(roc["false_positive_rate"][i] == reaching(rows, k, false, threshold) / others);
        CHECK(roc["true_positive_rate"][i] == reaching(rows, k, true, threshold) / positives);
      }
      const Json& curve = curves["precision_recall"];
      CHECK(curve["precision"][0] == 1);
      for (std::size_t i = 1; i < curve["thresholds"].size(); ++i) {
        const double right = reaching(rows, k, true, curve["thresholds"][i]);
        CHECK(curve["recall"][i] == right / positives);
        CHECK(curve["precision"][i] == right / (right + reaching(rows, k, false, curve["thresholds"][i])));
      }
    }
  }
}

TEST_CASE("report::curves: the areas below them are those of report::metrics") {
  const Run run = trained_run(R"({"target": "kind"})");
  const Json document = curves_of(run, "train");
  const Json metrics = report::metrics(run, "train", std::nullopt);
  for (std::size_t k = 0; k < 3; ++k) {
    const Json& roc = document["classes"][k]["roc"];
    const Json& curve = document["classes"][k]["precision_recall"];
    double area = 0, steps = 0;
    for (std::size_t i = 1; i < roc["thresholds"].size(); ++i) {
      const Json &x = roc["false_positive_rate"], &y = roc["true_positive_rate"];
      area +=
          (x[i].get<double>() - x[i - 1].get<double>()) * (y[i].get<double>() + y[i - 1].get<double>()) / 2;
    }
    for (std::size_t i = 1; i < curve["thresholds"].size(); ++i) {
      const Json& recall = curve["recall"];
      steps += (recall[i].get<double>() - recall[i - 1].get<double>()) * curve["precision"][i].get<double>();
    }
    const Json& scores = metrics["per_class"][k];
    CHECK(area == doctest::Approx(scores["roc_auc"].get<double>()).epsilon(1e-12));
    CHECK(steps == doctest::Approx(scores["average_precision"].get<double>()).epsilon(1e-12));
  }
}

TEST_CASE("report::curves: a class without rows has none, for a reason; a number has no classes") {
  const Run run = trained_run(R"({"target": "kind"})");
  const PreparedData& data = run.data();
  std::vector<int> without_first;
  for (const int position : data.split.train) {
    if (data.labels.labels[static_cast<std::size_t>(position)] != 0) without_first.push_back(position);
  }
  const Json document = report::curves(data, run.table(), run.trainer().network(), without_first);
  const Json& first = document["classes"][0];
  CHECK(first["share"] == 0);
  CHECK(first["roc"].is_null());
  CHECK(first["precision_recall"].is_null());
  CHECK(first["not_available"]["roc"] == "The ROC curve is not available: no row is of the positive class.");
  CHECK(first["not_available"]["precision_recall"] ==
        "The precision-recall curve is not available: no row is of the positive class.");
  CHECK_FALSE(document["classes"][1]["roc"].is_null());

  const Run numbers = trained_run(R"({"task": "regression", "target": "y"})");
  CHECK(curves_of(numbers, "validation") == Json({{"classes", Json::array()}}));
}

TEST_CASE("report::metrics: a network made of a run's numbers alone measures the same") {
  for (const char* data : {R"({"target": "kind"})", R"({"task": "regression", "target": "y"})"}) {
    const Run run = trained_run(data);
    const std::vector<float> weights = run.trainer().network().flat_parameters();
    const PreparedData prepared = prepare_data(run.project(), run.table());
    const Network<float> network = network_of(run.project(), prepared, weights);
    CHECK(report::metrics(prepared, run.table(), network, scored_split(prepared, "validation"),
                          std::nullopt) == report::metrics(run, "validation", std::nullopt));
  }
}
