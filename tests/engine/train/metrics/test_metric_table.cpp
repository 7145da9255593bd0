#include <doctest/doctest.h>

#include <cmath>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include "train/metrics/class_scores.h"
#include "train/metrics/metric_names.h"
#include "train/metrics/metric_table.h"
#include "train/metrics/random_predictions.h"

using namespace vitrine;
using namespace vitrine::metrics;

namespace {

std::vector<MetricRow> rows_of_classes() {
  std::vector<MetricRow> rows;
  for (const MetricRow& row : metric_table()) {
    if (row.of_classes != nullptr) rows.push_back(row);
  }
  return rows;
}

/// Certain and right.
ClassPredictions perfect(int classes) {
  std::vector<std::vector<double>> rows;
  Labels labels;
  for (int i = 0; i < 3 * classes; ++i) {
    labels.push_back(i % classes);
    rows.emplace_back(classes, 0.0);
    rows.back()[static_cast<std::size_t>(i % classes)] = 1;
  }
  return test::predictions_of(rows, labels);
}

Metric value_of(std::string_view name, const ClassPredictions& predictions) {
  return find_metric(name)->of_classes(predictions);
}

}  // namespace

TEST_CASE("metric table: every row has a name of its own, words for people and one function") {
  std::set<std::string_view> names, labels;
  for (const MetricRow& row : metric_table()) {
    CAPTURE(std::string(row.name));
    CHECK(names.insert(row.name).second);
    CHECK(labels.insert(row.label).second);
    CHECK(row.help.back() == '.');
    CHECK(row.lowest < row.highest);
    CHECK((row.of_classes == nullptr) != (row.of_numbers == nullptr));
    CHECK((row.of_numbers != nullptr) == (row.needs == Needs::numeric_target));
    CHECK(find_metric(row.name) == &row);
  }
  CHECK(find_metric("charm") == nullptr);
  REQUIRE(metric_names.size() == metric_table().size());
  for (std::size_t i = 0; i < metric_names.size(); ++i) CHECK(metric_names[i] == metric_table()[i].name);
}

TEST_CASE("metric table: no metric depends on the order of the rows") {
  for (const int classes : {2, 5}) {
    for (const int steps : {0, 8}) {
      const test::RandomRows rows(200, classes, 11, steps);
      std::vector<int> order(200);
      std::iota(order.begin(), order.end(), 0);
      Random(12, Purpose::shuffle).shuffle(order);
      const ClassPredictions before = rows.predictions(), after = rows.in_order(order).predictions();
      for (const MetricRow& row : rows_of_classes()) {
        CAPTURE(std::string(row.name));
        const Metric a = row.of_classes(before), b = row.of_classes(after);
        REQUIRE(a.available() == b.available());
        if (!a.available()) continue;
        // Sums of probabilities round differently; counts do not.
        const bool counted = row.needs == Needs::labels || row.name.find("roc_auc") == 0;
        if (counted) CHECK(a.value() == b.value());
        CHECK(a.value() == doctest::Approx(b.value()).epsilon(1e-13));
      }
    }
  }
}

TEST_CASE("metric table: reversing the classes reverses their scores and leaves the averages") {
  const test::RandomRows rows(150, 4, 13);
  const ClassPredictions before = rows.predictions(), after = rows.with_classes_reversed().predictions();
  for (int k = 0; k < 4; ++k) {
    const ClassScores a = class_scores(before.confusion(), k), b = class_scores(after.confusion(), 3 - k);
    CHECK(a.precision.value() == b.precision.value());
    CHECK(a.recall.value() == b.recall.value());
    CHECK(a.f1.value() == b.f1.value());
    CHECK(roc_auc_one_vs_rest(before, k).value() == roc_auc_one_vs_rest(after, 3 - k).value());
    CHECK(average_precision_one_vs_rest(before, k).value() ==
          average_precision_one_vs_rest(after, 3 - k).value());
  }
  for (const MetricRow& row : rows_of_classes()) {
    CAPTURE(std::string(row.name));
    CHECK(row.of_classes(before).value() == doctest::Approx(row.of_classes(after).value()).epsilon(1e-13));
  }
}

TEST_CASE("metric table: every value lies in its range") {
  for (const int classes : {2, 3, 6}) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      const ClassPredictions predictions = test::RandomRows(12, classes, seed, 4).predictions();
      for (const MetricRow& row : rows_of_classes()) {
        CAPTURE(std::string(row.name));
        const Metric metric = row.of_classes(predictions);
        CHECK(metric.available() == metric.reason().empty());
        if (!metric.available()) continue;
        CHECK(metric.value() >= row.lowest);
        CHECK(metric.value() <= row.highest);
      }
    }
  }
}

TEST_CASE("metric table: perfect predictions have the best value of every metric") {
  for (const int classes : {2, 3, 5}) {
    const ClassPredictions predictions = perfect(classes);
    for (const MetricRow& row : rows_of_classes()) {
      CAPTURE(std::string(row.name));
      if (classes == 2 && row.name == "top_3_accuracy") {
        CHECK_FALSE(row.of_classes(predictions).available());
        continue;
      }
      const double best = row.larger_is_better ? row.highest : row.lowest;
      CHECK(std::abs(row.of_classes(predictions).value() - best) < 1e-14);
    }
  }
  const NumberPredictions numbers = NumberPredictions::from({1, 2, 4}, {1, 2, 4}).value();
  for (const MetricRow& row : metric_table()) {
    if (row.of_numbers == nullptr) continue;
    CHECK(row.of_numbers(numbers).value() == (row.larger_is_better ? row.highest : row.lowest));
  }
}

TEST_CASE("metric table: predictions that are the same for every row are chance") {
  const ClassPredictions constant =
      test::predictions_of(std::vector<std::vector<double>>(6, {0.5, 0.25, 0.25}), {0, 1, 2, 0, 1, 2});
  CHECK(value_of("accuracy", constant).value() == 1.0 / 3);
  CHECK(value_of("balanced_accuracy", constant).value() == 1.0 / 3);
  CHECK(value_of("roc_auc", constant).value() == 0.5);
  CHECK(value_of("roc_auc_ovo_macro", constant).value() == 0.5);
  CHECK(value_of("average_precision", constant).value() == doctest::Approx(1.0 / 3));
  CHECK(value_of("cohen_kappa", constant).value() == 0);
  CHECK_FALSE(value_of("mcc", constant).available());
  CHECK_FALSE(class_scores(constant.confusion(), 1).precision.available());
}

TEST_CASE("metric table: one row has what can be said of one row") {
  const ClassPredictions one = test::predictions_of({{0.25, 0.5, 0.25}}, {1});
  const std::set<std::string_view> undefined = {
      "cohen_kappa", "cohen_kappa_linear",   "cohen_kappa_quadratic", "mcc",
      "roc_auc",     "roc_auc_ovr_weighted", "roc_auc_ovo_macro",     "average_precision"};
  for (const MetricRow& row : rows_of_classes()) {
    CAPTURE(std::string(row.name));
    CHECK(row.of_classes(one).available() == (undefined.count(row.name) == 0));
  }
  CHECK(value_of("accuracy", one).value() == 1);
  CHECK(value_of("ece", one).value() == 0.5);
}

TEST_CASE("metric table: of two classes, the second is the positive one") {
  const ClassPredictions predictions =
      test::predictions_of({{0.75, 0.25}, {0.5, 0.5}, {0.25, 0.75}, {0.375, 0.625}}, {0, 1, 1, 0});
  CHECK(value_of("roc_auc", predictions).value() == 0.75);  // loses one of four pairs
  CHECK(value_of("average_precision", predictions).value() == doctest::Approx((1 + 2.0 / 3) / 2));
  CHECK(value_of("brier", predictions).value() == (0.0625 + 0.25 + 0.0625 + 0.625 * 0.625) / 4);
}
