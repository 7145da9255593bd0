#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "train/metrics/class_scores.h"
#include "train/metrics/random_predictions.h"
#include "train/metrics/threshold.h"

using namespace vitrine;
using namespace vitrine::metrics;

namespace {

constexpr ThresholdGoal goals[] = {ThresholdGoal::accuracy, ThresholdGoal::f1,
                                   ThresholdGoal::balanced_accuracy, ThresholdGoal::youden};

/// The goal's value from the confusion matrix at a threshold.
double value_at(ThresholdGoal goal, const Labels& labels, const std::vector<double>& scores,
                double threshold) {
  const ConfusionMatrix confusion = confusion_at_threshold({"no", "yes"}, labels, scores, threshold);
  switch (goal) {
    case ThresholdGoal::accuracy:
      return accuracy(confusion).value();
    case ThresholdGoal::f1:
      return class_scores(confusion, 1).f1.value();
    case ThresholdGoal::balanced_accuracy:
      return balanced_accuracy(confusion).value();
    default:
      return class_scores(confusion, 0).recall.value() + class_scores(confusion, 1).recall.value() - 1;
  }
}

}  // namespace

TEST_CASE("choose_threshold: no other threshold is better, and none as good is lower") {
  for (const int steps : {0, 8}) {
    for (const std::uint64_t seed : {1, 2, 3}) {
      const test::RandomRows rows(40, 2, seed, steps);
      const std::vector<double> scores = rows.predictions().probabilities_of(1);
      for (const ThresholdGoal goal : goals) {
        const ThresholdChoice choice = choose_threshold(rows.labels, scores, goal).value();
        CHECK(value_at(goal, rows.labels, scores, choice.threshold) ==
              doctest::Approx(choice.value).epsilon(1e-14));
        std::vector<double> candidates = scores;
        candidates.push_back(2);
        for (const double candidate : candidates) {
          const double value = value_at(goal, rows.labels, scores, candidate);
          CHECK(value <= choice.value + 1e-14);
          if (candidate < choice.threshold) CHECK(value < choice.value - 1e-14);
        }
      }
    }
  }
}

TEST_CASE("choose_threshold: hand-computed choices") {
  const std::vector<int> labels = {0, 0, 1, 0, 1};
  const std::vector<double> scores = {0.1, 0.2, 0.3, 0.4, 0.5};
  // Accuracy is 4/5 from 0.3 and from 0.5: the lower one is taken.
  CHECK(choose_threshold(labels, scores, ThresholdGoal::accuracy).value().threshold == 0.3);
  CHECK(choose_threshold(labels, scores, ThresholdGoal::accuracy).value().value == 0.8);
  CHECK(choose_threshold(labels, scores, ThresholdGoal::f1).value().value == 0.8);
  CHECK(choose_threshold(labels, scores, ThresholdGoal::youden).value().value == 2.0 / 3);
  CHECK(choose_threshold(labels, scores, ThresholdGoal::balanced_accuracy).value().value == 5.0 / 6);
}

TEST_CASE(
    "choose_threshold: where nothing should be positive, the threshold is just above the largest score") {
  const std::vector<int> labels = {0, 1, 0, 0};
  const std::vector<double> scores = {0.9, 0.1, 1, 0.8};
  const ThresholdChoice choice = choose_threshold(labels, scores, ThresholdGoal::accuracy).value();
  CHECK(choice.threshold > 1);
  CHECK(choice.threshold < 1 + 1e-15);
  CHECK(choice.value == 0.75);
  CHECK(confusion_at_threshold({"no", "yes"}, labels, scores, choice.threshold).predicted(1) == 0);
}

TEST_CASE("choose_threshold: undefined goals say why") {
  const std::vector<double> scores = {0.25, 0.75};
  const std::vector<int> none = {0, 0}, only = {1, 1}, both = {0, 1};
  CHECK(choose_threshold(none, scores, ThresholdGoal::f1).reason() ==
        "The best threshold is not available: no row is of the positive class.");
  CHECK(choose_threshold(only, scores, ThresholdGoal::youden).reason() ==
        "The best threshold is not available: all rows are of the positive class.");
  CHECK(choose_threshold(only, scores, ThresholdGoal::f1).value().threshold == 0.25);
  CHECK(choose_threshold(none, scores, ThresholdGoal::accuracy).value().value == 1);
  CHECK_FALSE(choose_threshold({}, {}, ThresholdGoal::accuracy).available());
  CHECK_FALSE(choose_threshold(both, std::vector<double>{0, std::nan("")}, ThresholdGoal::f1).available());
}

TEST_CASE("confusion_at_threshold: a score equal to the threshold is positive") {
  const std::vector<int> labels = {0, 1, 1};
  const std::vector<double> scores = {0.5, 0.5, 0.25};
  const ConfusionMatrix confusion = confusion_at_threshold({"no", "yes"}, labels, scores, 0.5);
  CHECK(confusion.count(0, 1) == 1);
  CHECK(confusion.count(1, 1) == 1);
  CHECK(confusion.count(1, 0) == 1);
}

TEST_CASE("middle_of_gap: hand-computed middles, with 0 and 1 beyond the outermost probabilities") {
  const std::vector<double> probabilities = {0.75, 0.25, 0.5, 0.5};
  CHECK(middle_of_gap(0.25, probabilities) == 0.125);
  CHECK(middle_of_gap(0.5, probabilities) == 0.375);
  CHECK(middle_of_gap(0.7, probabilities) == 0.625);
  CHECK(middle_of_gap(std::nextafter(0.75, 1.0), probabilities) == 0.875);
}

TEST_CASE("middle_of_gap: predicts the same of every row, also where no number lies in the gap") {
  const double next = std::nextafter(0.5, 1.0), above_one = std::nextafter(1.0, 2.0);
  const std::vector<double> probabilities = {0, std::numeric_limits<double>::denorm_min(), 0.5, next, 1};
  for (const double threshold : {0.0, probabilities[1], 0.25, 0.5, next, 1.0, above_one}) {
    CAPTURE(threshold);
    const double middle = middle_of_gap(threshold, probabilities);
    for (const double probability : probabilities)
      CHECK((probability >= middle) == (probability >= threshold));
  }
  CHECK(middle_of_gap(next, probabilities) == next);
  CHECK(middle_of_gap(above_one, probabilities) == above_one);
}
