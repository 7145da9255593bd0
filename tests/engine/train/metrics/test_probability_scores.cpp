#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "train/metrics/class_predictions.h"
#include "train/metrics/probability_scores.h"
#include "train/metrics/random_predictions.h"

using namespace vitrine;
using namespace vitrine::metrics;

TEST_CASE("log_loss: the mean of -log of the true class's probability") {
  const ClassPredictions predictions = test::predictions_of({{0.25, 0.75}, {0.5, 0.5}}, {0, 1});
  CHECK(log_loss(predictions) == doctest::Approx((std::log(4.0) + std::log(2.0)) / 2).epsilon(1e-14));
}

TEST_CASE("log_loss: a certain and wrong row costs 36 nats by probabilities and what it is by logits") {
  CHECK(log_loss(test::predictions_of({{0, 1}}, {0})) == doctest::Approx(52 * std::log(2.0)).epsilon(1e-14));
  Matrix<float> logits(2, 1);
  logits << 0, 1000;
  CHECK(log_loss(ClassPredictions::from_logits(logits, {0}, {"a", "b"}).value()) == 1000);
}

TEST_CASE("brier: squared distance from certainty") {
  const ClassPredictions two = test::predictions_of({{0.25, 0.75}, {0.5, 0.5}}, {0, 1});
  CHECK(brier_of_two_classes(two).value() == (0.5625 + 0.25) / 2);
  CHECK(brier_sum(two) == 0.5625 + 0.25);
  const ClassPredictions three = test::predictions_of({{0.5, 0.25, 0.25}}, {1});
  CHECK(brier_sum(three) == 0.25 + 0.5625 + 0.0625);
  CHECK(brier_of_two_classes(three).reason() ==
        "The Brier score of two classes is not available: there are 3 classes.");
}

TEST_CASE("top_k_accuracy: of equal probabilities the lower class comes first") {
  const std::vector<double> tied = {0.25, 0.25, 0.25, 0.25}, apart = {0.1, 0.2, 0.3, 0.4};
  const ClassPredictions predictions = test::predictions_of({tied, tied, apart, apart}, {1, 3, 1, 3});
  CHECK(top_k_accuracy(predictions, 1).value() == 1.0 / 4);
  CHECK(top_k_accuracy(predictions, 2).value() == 2.0 / 4);
  CHECK(top_k_accuracy(predictions, 3).value() == 3.0 / 4);
  CHECK(top_k_accuracy(predictions, 4).value() == 1);
  CHECK(top_k_accuracy(predictions, 5).reason() ==
        "Top-5 accuracy is not available: there are only 4 classes.");
}

TEST_CASE_TEMPLATE("class predictions: logits and their softmax say the same", Scalar, float, double) {
  const test::RandomRows rows(50, 4, 9);
  Matrix<Scalar> logits(4, 50);
  for (Eigen::Index i = 0; i < logits.size(); ++i) {
    logits.data()[i] = static_cast<Scalar>(std::log(rows.probabilities.data()[i]) + 3);
  }
  const ClassPredictions by_logits =
      ClassPredictions::from_logits(logits, rows.labels, test::letters(4)).value();
  const ClassPredictions by_probabilities = rows.predictions();
  const double digits = sizeof(Scalar) == sizeof(float) ? 1e-5 : 1e-12;
  CHECK(by_logits.predicted() == by_probabilities.predicted());
  CHECK(log_loss(by_logits) == doctest::Approx(log_loss(by_probabilities)).epsilon(digits));
  CHECK(brier_sum(by_logits) == doctest::Approx(brier_sum(by_probabilities)).epsilon(digits));
}

TEST_CASE("class predictions: no rows and no probabilities are refused with a reason") {
  const auto reason_for = [](double p) {
    Matrix<double> probabilities(2, 1);
    probabilities << p, 0.5;
    return ClassPredictions::from_probabilities(probabilities, {0}, {"a", "b"}).reason();
  };
  const std::string not_a_probability =
      "A score of these predictions is not available: a predicted probability is not a number from 0 to 1.";
  CHECK(reason_for(std::numeric_limits<double>::quiet_NaN()) == not_a_probability);
  CHECK(reason_for(-1e-9) == not_a_probability);
  CHECK(reason_for(1.5) == not_a_probability);
  CHECK(reason_for(0.5).empty());
  CHECK(ClassPredictions::from_probabilities(Matrix<double>(2, 0), {}, {"a", "b"}).reason() ==
        "A score of these predictions is not available: there are no rows.");
  Matrix<float> logits(2, 1);
  logits << std::numeric_limits<float>::infinity(), 0;
  CHECK(ClassPredictions::from_logits(logits, {0}, {"a", "b"}).reason() == not_a_probability);
}
