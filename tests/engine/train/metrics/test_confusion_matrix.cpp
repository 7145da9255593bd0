#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "train/metrics/agreement.h"
#include "train/metrics/class_scores.h"
#include "train/metrics/confusion_matrix.h"

using namespace vitrine;
using namespace vitrine::metrics;

namespace {

/// Rows predicted as {a, b, c}: a 3 1 0, b 0 2 0, c 1 1 0. Class c is never predicted, class d occurs
/// nowhere.
ConfusionMatrix example() {
  const std::vector<int> labels = {0, 0, 0, 0, 1, 1, 2, 2};
  const std::vector<int> predicted = {0, 0, 0, 1, 1, 1, 0, 1};
  return ConfusionMatrix({"a", "b", "c", "d"}, labels, predicted);
}

ConfusionMatrix no_rows() { return ConfusionMatrix({"a", "b"}, {}, {}); }

}  // namespace

TEST_CASE("confusion matrix: counts rows by truth and prediction") {
  const ConfusionMatrix confusion = example();
  CHECK(confusion.rows() == 8);
  CHECK(confusion.classes() == 4);
  CHECK(confusion.count(0, 0) == 3);
  CHECK(confusion.count(0, 1) == 1);
  CHECK(confusion.count(1, 0) == 0);
  CHECK(confusion.support(0) == 4);
  CHECK(confusion.predicted(0) == 4);
  CHECK(confusion.predicted(2) == 0);
  CHECK(confusion.correct() == 5);
  CHECK(accuracy(confusion).value() == 5.0 / 8);
}

TEST_CASE("confusion matrix: shares of truth, of prediction and of all") {
  const ConfusionMatrix confusion = example();
  CHECK(shares(confusion, ShareOf::truth)(0, 1) == 1.0 / 4);
  CHECK(shares(confusion, ShareOf::prediction)(0, 1) == 1.0 / 4);
  CHECK(shares(confusion, ShareOf::prediction)(2, 0) == 1.0 / 4);
  CHECK(shares(confusion, ShareOf::all)(0, 0) == 3.0 / 8);
  for (int k = 0; k < 4; ++k) CHECK(shares(confusion, ShareOf::truth)(3, k) == 0);
}

TEST_CASE("balanced accuracy: the mean recall of the classes that have rows") {
  CHECK(balanced_accuracy(example()).value() == doctest::Approx((3.0 / 4 + 1 + 0) / 3));
}

TEST_CASE("class scores: precision, recall and F1 of a class") {
  const ClassScores b = class_scores(example(), 1);
  CHECK(b.precision.value() == 2.0 / 4);
  CHECK(b.recall.value() == 1);
  CHECK(b.f1.value() == doctest::Approx(2 * 0.5 * 1 / 1.5));
  CHECK(b.support == 2);
}

TEST_CASE("class scores: a class never predicted has no precision, but a recall and an F1 of 0") {
  const ClassScores c = class_scores(example(), 2);
  CHECK(c.precision.reason() == "Precision of class \"c\" is not available: no row was predicted as \"c\".");
  CHECK(c.recall.value() == 0);
  CHECK(c.f1.value() == 0);
}

TEST_CASE("class scores: a class that occurs nowhere has none of the three") {
  const ClassScores d = class_scores(example(), 3);
  CHECK_FALSE(d.precision.available());
  CHECK(d.recall.reason() == "Recall of class \"d\" is not available: no row is of class \"d\".");
  CHECK(d.f1.reason() ==
        "F1 of class \"d\" is not available: no row is of class \"d\" or was predicted as it.");
}

TEST_CASE("averaged scores: an undefined score of a class counts as 0") {
  const ConfusionMatrix confusion = example();
  const double precisions = 3.0 / 4 + 2.0 / 4;  // of a and b
  CHECK(averaged_scores(confusion, Averaging::macro).precision.value() == doctest::Approx(precisions / 4));
  CHECK(averaged_scores(confusion, Averaging::macro_seen).precision.value() ==
        doctest::Approx(precisions / 3));
  CHECK(averaged_scores(confusion, Averaging::weighted).precision.value() ==
        doctest::Approx((4 * 0.75 + 2 * 0.5) / 8));
  CHECK(averaged_scores(confusion, Averaging::weighted).recall.value() == doctest::Approx(5.0 / 8));
  CHECK(averaged_scores(confusion, Averaging::micro).f1.value() == 5.0 / 8);
}

TEST_CASE("cohen_kappa: agrees with a hand-computed table") {
  // 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: observed 0.7, expected 0.5.
  std::vector<int> labels, predicted;
  const auto add = [&](int truth, int prediction, int rows) {
    labels.insert(labels.end(), rows, truth);
    predicted.insert(predicted.end(), rows, prediction);
  };
  add(0, 0, 20);
  add(0, 1, 5);
  add(1, 0, 10);
  add(1, 1, 15);
  const ConfusionMatrix confusion({"yes", "no"}, labels, predicted);
  CHECK(cohen_kappa(confusion, KappaWeights::equal).value() == doctest::Approx(0.4));
  CHECK(matthews_correlation(confusion).value() ==
        doctest::Approx((20 * 15 - 5 * 10) / std::sqrt(25.0 * 25 * 30 * 20)));
}

TEST_CASE("cohen_kappa: weights forgive what is near") {
  const std::vector<int> labels = {0, 1, 2, 0, 1, 2};
  const std::vector<int> near = {0, 1, 2, 1, 2, 1}, far = {0, 1, 2, 2, 1, 0};
  const ConfusionMatrix by_one({"low", "middle", "high"}, labels, near);
  const ConfusionMatrix by_two({"low", "middle", "high"}, labels, far);
  CHECK(cohen_kappa(by_one, KappaWeights::quadratic).value() >
        cohen_kappa(by_one, KappaWeights::linear).value());
  CHECK(cohen_kappa(by_two, KappaWeights::quadratic).value() <
        cohen_kappa(by_two, KappaWeights::linear).value());
}

TEST_CASE("agreement: undefined where all is one class") {
  const std::vector<int> zeros(4, 0), mixed = {0, 1, 0, 1};
  const ConfusionMatrix same({"a", "b"}, zeros, zeros);
  CHECK(cohen_kappa(same, KappaWeights::linear).reason() ==
        "Cohen's kappa is not available: all rows are of one class and were predicted as it.");
  CHECK(matthews_correlation(same).reason() ==
        "Matthews correlation is not available: all rows are of one class.");
  const ConfusionMatrix constant({"a", "b"}, mixed, zeros);
  CHECK(cohen_kappa(constant, KappaWeights::equal).value() == 0);
  CHECK(matthews_correlation(constant).reason() ==
        "Matthews correlation is not available: all rows were predicted as one class.");
}

TEST_CASE("confusion matrix: without rows nothing is available") {
  const ConfusionMatrix confusion = no_rows();
  CHECK_FALSE(accuracy(confusion).available());
  CHECK_FALSE(balanced_accuracy(confusion).available());
  CHECK_FALSE(cohen_kappa(confusion, KappaWeights::equal).available());
  CHECK_FALSE(matthews_correlation(confusion).available());
  for (const Averaging averaging :
       {Averaging::macro, Averaging::macro_seen, Averaging::micro, Averaging::weighted}) {
    CHECK(averaged_scores(confusion, averaging).f1.reason() == "F1 is not available: there are no rows.");
  }
}
