#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "train/metrics/class_ranking.h"
#include "train/metrics/random_predictions.h"
#include "train/metrics/ranking.h"

using namespace vitrine;
using namespace vitrine::metrics;

namespace {

/// Pairs of a row of class a and one of class b in which a's scores higher, ties half, over all pairs; by
/// going through all pairs.
double pair_share(const std::vector<double>& scores, const Labels& labels, int a, int b) {
  double wins = 0, pairs = 0;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    for (std::size_t j = 0; j < labels.size(); ++j) {
      if (labels[i] != a || labels[j] != b) continue;
      wins += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
      pairs += 1;
    }
  }
  return wins / pairs;
}

}  // namespace

TEST_CASE("roc_curve: one point per distinct score") {
  const std::vector<int> labels = {0, 0, 1, 1};
  const std::vector<double> scores = {0.1, 0.4, 0.35, 0.8};
  const RocCurve curve = roc_curve(labels, scores).value();
  CHECK(curve.false_positive_rate == std::vector<double>{0, 0, 0.5, 0.5, 1});
  CHECK(curve.true_positive_rate == std::vector<double>{0, 0.5, 0.5, 1, 1});
  CHECK(curve.thresholds ==
        std::vector<double>{std::numeric_limits<double>::infinity(), 0.8, 0.4, 0.35, 0.1});
  CHECK(roc_auc(labels, scores).value() == 0.75);
}

TEST_CASE("roc_curve: dropping intermediate points leaves the area as it is") {
  for (const int steps : {0, 8}) {
    const test::RandomRows rows(300, 2, 3, steps);
    const std::vector<double> scores = rows.predictions().probabilities_of(1);
    const RocCurve all = roc_curve(rows.labels, scores).value();
    const RocCurve few = roc_curve(rows.labels, scores, 1, true).value();
    if (steps == 0) CHECK(few.thresholds.size() < all.thresholds.size());
    for (const RocCurve* curve : {&all, &few}) {
      double area = 0;
      for (std::size_t i = 1; i < curve->thresholds.size(); ++i) {
        area += (curve->false_positive_rate[i] - curve->false_positive_rate[i - 1]) *
                (curve->true_positive_rate[i] + curve->true_positive_rate[i - 1]) / 2;
      }
      CHECK(area == doctest::Approx(roc_auc(rows.labels, scores).value()).epsilon(1e-12));
    }
  }
}

TEST_CASE("roc_auc: is the Mann-Whitney statistic, ties and all") {
  for (const int steps : {0, 4, 8}) {
    const test::RandomRows rows(200, 2, 5, steps);
    const std::vector<double> scores = rows.predictions().probabilities_of(1);
    CHECK(roc_auc(rows.labels, scores).value() ==
          doctest::Approx(pair_share(scores, rows.labels, 1, 0)).epsilon(1e-14));
  }
}

TEST_CASE("roc_auc: of negated scores it is one minus it, and only the order of scores counts") {
  const test::RandomRows rows(101, 2, 6, 8);
  const std::vector<double> scores = rows.predictions().probabilities_of(1);
  std::vector<double> negated, stretched;
  for (const double score : scores) {
    negated.push_back(-score);
    stretched.push_back(score * 1000 - 3);
  }
  const double auc = roc_auc(rows.labels, scores).value();
  CHECK(auc > 0.5);
  CHECK(roc_auc(rows.labels, negated).value() == doctest::Approx(1 - auc).epsilon(1e-14));
  CHECK(roc_auc(rows.labels, stretched).value() == auc);
  CHECK(roc_auc(rows.labels, negated, 0).value() == auc);
}

TEST_CASE("roc_auc: minus zero ties with zero, and infinite scores have their place") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  CHECK(roc_auc(std::vector<int>{0, 1}, std::vector<double>{0.0, -0.0}).value() == 0.5);
  CHECK(roc_auc(std::vector<int>{0, 1, 1}, std::vector<double>{-infinity, 0, infinity}).value() == 1);
  const std::vector<int> labels = {0, 1};
  for (const auto& zeros : {std::vector<double>{0.0, -0.0}, std::vector<double>{-0.0, 0.0}}) {
    CHECK_FALSE(std::signbit(roc_curve(labels, zeros).value().thresholds[1]));
  }
}

TEST_CASE("average_precision and the precision-recall curve: a documented example") {
  // The example of scikit-learn's average_precision_score and precision_recall_curve.
  const std::vector<int> labels = {0, 0, 1, 1};
  const std::vector<double> scores = {0.1, 0.4, 0.35, 0.8};
  CHECK(average_precision(labels, scores).value() == doctest::Approx(1 * 0.5 + 2.0 / 3 * 0.5));
  const PrecisionRecallCurve curve = precision_recall_curve(labels, scores).value();
  CHECK(curve.precision == std::vector<double>{0.5, 2.0 / 3, 0.5, 1, 1});
  CHECK(curve.recall == std::vector<double>{1, 1, 0.5, 0.5, 0});
  CHECK(curve.thresholds == std::vector<double>{0.1, 0.35, 0.4, 0.8});
}

TEST_CASE("ranking: a curve or area that lacks a class says so") {
  const std::vector<double> scores = {0.2, 0.6};
  const std::vector<int> none = {0, 0}, only = {1, 1};
  CHECK(roc_auc(none, scores).reason() == "ROC AUC is not available: no row is of the positive class.");
  CHECK(roc_auc(only, scores).reason() == "ROC AUC is not available: all rows are of the positive class.");
  CHECK(roc_curve(only, scores).reason() ==
        "The ROC curve is not available: all rows are of the positive class.");
  CHECK_FALSE(roc_curve(none, scores).available());
  CHECK_FALSE(precision_recall_curve(none, scores).available());
  CHECK_FALSE(average_precision(none, scores).available());
  CHECK(average_precision(only, scores).value() == 1);
}

TEST_CASE("ranking: no rows and scores that are no numbers are refused with a reason") {
  const std::vector<int> labels = {0, 1};
  const std::vector<double> scores = {0.5, std::numeric_limits<double>::quiet_NaN()};
  CHECK(roc_auc({}, {}).reason() == "ROC AUC is not available: there are no rows.");
  CHECK(roc_auc(labels, scores).reason() == "ROC AUC is not available: a score is not a number.");
  CHECK_FALSE(roc_curve(labels, scores).available());
  CHECK_FALSE(precision_recall_curve(labels, scores).available());
  CHECK_FALSE(average_precision(labels, scores).available());
}

TEST_CASE("class ranking: areas between classes are those of all pairs") {
  for (const int steps : {0, 6}) {
    const test::RandomRows rows(120, 4, 7, steps);
    const ClassPredictions predictions = rows.predictions();
    double macro = 0, weighted = 0, one_vs_one = 0;
    for (int a = 0; a < 4; ++a) {
      const std::vector<double> scores = predictions.probabilities_of(a);
      Labels is_a;
      for (const int label : rows.labels) is_a.push_back(label == a ? 1 : 0);
      const double area = pair_share(scores, is_a, 1, 0);
      CHECK(roc_auc_one_vs_rest(predictions, a).value() == doctest::Approx(area).epsilon(1e-14));
      CHECK(roc_auc_one_vs_rest(predictions, a).value() == roc_auc(rows.labels, scores, a).value());
      CHECK(average_precision_one_vs_rest(predictions, a).value() ==
            average_precision(rows.labels, scores, a).value());
      macro += area / 4;
      weighted += area * predictions.confusion().support(a) / 120;
      for (int b = 0; b < 4; ++b) {
        if (a != b) one_vs_one += pair_share(scores, rows.labels, a, b) / 12;
      }
    }
    CHECK(roc_auc_one_vs_rest_macro(predictions).value() == doctest::Approx(macro).epsilon(1e-14));
    CHECK(roc_auc_one_vs_rest_weighted(predictions).value() == doctest::Approx(weighted).epsilon(1e-14));
    CHECK(roc_auc_one_vs_one_macro(predictions).value() == doctest::Approx(one_vs_one).epsilon(1e-14));
  }
}

TEST_CASE("class ranking: an absent class is named, or left out") {
  test::RandomRows rows(60, 3, 8);
  for (int& label : rows.labels) label = label == 1 ? 2 : label;
  const ClassPredictions predictions = rows.predictions();
  CHECK(roc_auc_one_vs_rest_macro(predictions).reason() ==
        "ROC AUC of class \"b\" is not available: no row is of class \"b\".");
  CHECK(roc_auc_one_vs_one_macro(predictions).reason() ==
        "One-vs-one ROC AUC is not available: no row is of class \"b\".");
  CHECK_FALSE(roc_auc_one_vs_rest_weighted(predictions).available());
  CHECK_FALSE(average_precision_macro(predictions).available());
  const double a = roc_auc_one_vs_rest(predictions, 0).value(),
               c = roc_auc_one_vs_rest(predictions, 2).value();
  CHECK(roc_auc_one_vs_rest_macro(predictions, Over::defined_only).value() == doctest::Approx((a + c) / 2));
  CHECK(roc_auc_one_vs_one_macro(predictions, Over::defined_only).value() == doctest::Approx((a + c) / 2));
}
