#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "golden_matrix.h"
#include "goldens.h"
#include "train/metrics/calibration.h"
#include "train/metrics/class_scores.h"
#include "train/metrics/metric_table.h"
#include "train/metrics/probability_scores.h"
#include "train/metrics/ranking.h"

using namespace vitrine;
using namespace vitrine::metrics;

namespace {

ClassPredictions predictions_of(const test::Golden& entry) {
  Matrix<double> probabilities;
  if (entry.contains("score")) {
    const std::vector<double> scores = entry["score"];
    probabilities.resize(2, static_cast<Eigen::Index>(scores.size()));
    for (Eigen::Index row = 0; row < probabilities.cols(); ++row) {
      probabilities(1, row) = scores[static_cast<std::size_t>(row)];
      probabilities(0, row) = 1 - probabilities(1, row);
    }
  } else {
    probabilities = test::matrix(entry["proba"]).transpose();
  }
  std::vector<std::string> names;
  for (Eigen::Index k = 0; k < probabilities.rows(); ++k) names.push_back(std::to_string(k));
  return ClassPredictions::from_probabilities(probabilities, entry["y_true"].get<Labels>(), names).value();
}

/// Compares one case's `expected`, field by field.
class Comparison {
 public:
  Comparison(const test::Golden& entry, const test::Golden& tolerance)
      : entry_(entry),
        expected_(entry["expected"]),
        relative_(tolerance["rtol"]),
        absolute_(tolerance["atol"]),
        predictions_(predictions_of(entry)),
        confusion_(predictions_.confusion()) {}

  void compare() {
    CHECK(predictions_.rows() == entry_["n"].get<int>());
    CHECK(predictions_.classes() == entry_.value("K", 2));
    CHECK(predictions_.predicted() == entry_["y_pred"].get<Labels>());
    for (const auto& [key, want] : expected_.items()) {
      const std::string field = key;  // clang 14 cannot capture a structured binding
      CAPTURE(field);
      compare_field(field, want);
    }
  }

 private:
  void number(double got, const test::Golden& want) const {
    const double value = want == "inf" ? std::numeric_limits<double>::infinity() : want.get<double>();
    CAPTURE(got);
    CAPTURE(value);
    const bool close = got == value || std::abs(got - value) <= absolute_ + relative_ * std::abs(value);
    CHECK(close);
  }

  /// Null wants a reason.
  void metric(const Metric& got, const test::Golden& want) const {
    CAPTURE(got.reason());
    REQUIRE(got.available() == !want.is_null());
    if (got.available()) number(got.value(), want);
    CHECK(got.available() == got.reason().empty());
  }

  /// The goldens write 0 for 0/0 where averages count it so; the engine says that it is undefined.
  void metric_or_zero(const Metric& got, const test::Golden& want, bool defined) const {
    CHECK(got.available() == defined);
    CHECK((defined || want == 0));
    metric(got, defined ? want : test::Golden(nullptr));
  }

  void numbers(const std::vector<double>& got, const test::Golden& want) const {
    REQUIRE(got.size() == want.size());
    for (std::size_t i = 0; i < got.size(); ++i) number(got[i], want[i]);
  }

  void matrix(const Matrix<double>& got, const test::Golden& want) const {
    REQUIRE(got.rows() == static_cast<Eigen::Index>(want.size()));
    for (Eigen::Index i = 0; i < got.rows(); ++i) {
      for (Eigen::Index j = 0; j < got.cols(); ++j) number(got(i, j), want[i][j]);
    }
  }

  template <typename Function>
  void per_class(const test::Golden& want, Function function) const {
    REQUIRE(static_cast<int>(want.size()) == predictions_.classes());
    for (int k = 0; k < predictions_.classes(); ++k) metric(function(predictions_, k), want[k]);
  }

  void averages(Averaging averaging, const test::Golden& want) const {
    const AveragedScores got = averaged_scores(confusion_, averaging);
    CHECK(want.size() == 3);
    metric(got.precision, want["precision"]);
    metric(got.recall, want["recall"]);
    metric(got.f1, want["f1"]);
  }

  void class_by_class(const test::Golden& want) const {
    CHECK(want.size() == 4);
    for (int k = 0; k < predictions_.classes(); ++k) {
      CAPTURE(k);
      int support = 0, predicted = 0;
      for (const int label : entry_["y_true"].get<Labels>()) support += label == k ? 1 : 0;
      for (const int label : entry_["y_pred"].get<Labels>()) predicted += label == k ? 1 : 0;
      const ClassScores got = class_scores(confusion_, k);
      metric_or_zero(got.precision, want["precision"][k], predicted > 0);
      metric_or_zero(got.recall, want["recall"][k], support > 0);
      metric_or_zero(got.f1, want["f1"][k], predicted + support > 0);
      number(got.support, want["support"][k]);
    }
  }

  void counts(const test::Golden& want) const {
    for (int truth = 0; truth < predictions_.classes(); ++truth) {
      for (int predicted = 0; predicted < predictions_.classes(); ++predicted) {
        CHECK(confusion_.count(truth, predicted) == want[truth][predicted].get<int>());
      }
    }
  }

  void calibration(const test::Golden& want) const {
    CHECK(want.size() == 4);
    const std::vector<ReliabilityBin> bins = confidence_reliability(predictions_);
    metric(expected_calibration_error(bins), want["ece"]);
    metric(maximum_calibration_error(bins), want["mce"]);
    metric(expected_calibration_error(confidence_reliability(predictions_, 10, BinEdge::upper)),
           want["ece_bins_closed_on_the_right"]);
    REQUIRE(bins.size() == want["bins"].size());
    for (std::size_t i = 0; i < bins.size(); ++i) {
      const test::Golden& bin = want["bins"][i];
      CHECK(bin.size() == 5);
      number(bins[i].lower, bin["lo"]);
      number(bins[i].upper, bin["hi"]);
      CHECK(bins[i].rows == bin["count"].get<int>());
      metric(bins[i].mean_probability, bin["mean_confidence"]);
      metric(bins[i].frequency, bin["accuracy"]);
    }
  }

  void roc(bool drop_intermediate, const test::Golden& want) const {
    const Measured<RocCurve> got = roc_curve(predictions_.labels(), scores(), 1, drop_intermediate);
    REQUIRE(got.available() == !want.is_null());
    if (!got.available()) return;
    CHECK(want.size() == 3);
    numbers(got.value().false_positive_rate, want["fpr"]);
    numbers(got.value().true_positive_rate, want["tpr"]);
    numbers(got.value().thresholds, want["thresholds"]);
  }

  void precision_recall(const test::Golden& want) const {
    const Measured<PrecisionRecallCurve> got = precision_recall_curve(predictions_.labels(), scores());
    REQUIRE(got.available() == !want.is_null());
    if (!got.available()) return;
    CHECK(want.size() == 3);
    numbers(got.value().precision, want["precision"]);
    numbers(got.value().recall, want["recall"]);
    numbers(got.value().thresholds, want["thresholds"]);
  }

  void top_k(const test::Golden& want) const {
    CHECK(want.size() == 2);
    for (std::size_t i = 0; i < want["k"].size(); ++i) {
      metric(top_k_accuracy(predictions_, want["k"][i]), want["accuracy"][i]);
    }
  }

  std::vector<double> scores() const { return entry_["score"].get<std::vector<double>>(); }

  void compare_field(const std::string& field, const test::Golden& want) const {
    // The table's metrics first: a golden has the same name. What it lists as undefined has no value, also
    // where a convention fills in a 0.
    if (const MetricRow* row = find_metric(field)) {
      const Metric got = row->of_classes(predictions_);
      if (entry_["undefined"].contains(field)) CHECK((want.is_null() || want == 0));
      metric(got, entry_["undefined"].contains(field) ? test::Golden(nullptr) : want);
      if (field == "roc_auc") metric(roc_auc(predictions_.labels(), scores()), want);
      if (field == "average_precision") metric(average_precision(predictions_.labels(), scores()), want);
      return;
    }
    const std::map<std::string, std::function<void()>> others = {
        {"per_class", [&] { class_by_class(want); }},
        {"macro", [&] { averages(Averaging::macro, want); }},
        {"micro", [&] { averages(Averaging::micro, want); }},
        {"weighted", [&] { averages(Averaging::weighted, want); }},
        {"macro_seen_classes_only", [&] { averages(Averaging::macro_seen, want); }},
        {"confusion_matrix", [&] { counts(want); }},
        {"confusion_normalized_true", [&] { matrix(shares(confusion_, ShareOf::truth), want); }},
        {"confusion_normalized_pred", [&] { matrix(shares(confusion_, ShareOf::prediction), want); }},
        {"confusion_normalized_all", [&] { matrix(shares(confusion_, ShareOf::all), want); }},
        {"brier_multiclass_sum", [&] { number(brier_sum(predictions_), want); }},
        {"calibration", [&] { calibration(want); }},
        {"roc_curve", [&] { roc(false, want); }},
        {"roc_curve_drop_intermediate", [&] { roc(true, want); }},
        {"pr_curve", [&] { precision_recall(want); }},
        {"roc_auc_ovr_per_class", [&] { per_class(want, roc_auc_one_vs_rest); }},
        {"roc_auc_ovr_macro", [&] { metric(roc_auc_one_vs_rest_macro(predictions_), want); }},
        {"roc_auc_ovr_macro_defined_only",
         [&] { metric(roc_auc_one_vs_rest_macro(predictions_, Over::defined_only), want); }},
        {"roc_auc_ovo_macro_defined_only",
         [&] { metric(roc_auc_one_vs_one_macro(predictions_, Over::defined_only), want); }},
        {"average_precision_per_class", [&] { per_class(want, average_precision_one_vs_rest); }},
        {"average_precision_macro_defined_only",
         [&] { metric(average_precision_macro(predictions_, Over::defined_only), want); }},
        {"top_k", [&] { top_k(want); }},
    };
    const auto found = others.find(field);
    REQUIRE(found != others.end());
    found->second();
  }

  const test::Golden& entry_;
  const test::Golden& expected_;
  double relative_, absolute_;
  ClassPredictions predictions_;
  const ConfusionMatrix& confusion_;
};

}  // namespace

TEST_CASE("metrics: every field of every golden case") {
  int compared = 0;
  for (const auto& path : test::golden_files("metrics", "")) {
    const test::Golden golden = test::read_json(path);
    for (const test::Golden& entry : golden["cases"]) {
      CAPTURE(path.filename().string());
      CAPTURE(entry["name"].get<std::string>());
      Comparison(entry, golden["meta"]["tolerance"]).compare();
      ++compared;
    }
  }
  CHECK(compared > 0);
}
