#include <doctest/doctest.h>

#include <vector>

#include "train/metrics/calibration.h"
#include "train/metrics/random_predictions.h"

using namespace vitrine;
using namespace vitrine::metrics;

TEST_CASE("calibration: promised and observed frequencies, bin by bin") {
  const std::vector<double> probabilities = {0.125, 0.375, 0.25, 0.875, 1};
  const std::vector<int> outcomes = {0, 1, 0, 1, 0};
  const std::vector<ReliabilityBin> bins = reliability(probabilities, outcomes, 2);
  REQUIRE(bins.size() == 2);
  CHECK(bins[0].lower == 0);
  CHECK(bins[0].upper == 0.5);
  CHECK(bins[0].rows == 3);
  CHECK(bins[0].mean_probability.value() == 0.25);
  CHECK(bins[0].frequency.value() == 1.0 / 3);
  CHECK(bins[1].mean_probability.value() == 0.9375);
  CHECK(bins[1].frequency.value() == 0.5);
  const double first = 1.0 / 3 - 0.25, second = 0.4375;
  CHECK(expected_calibration_error(bins).value() == doctest::Approx(0.6 * first + 0.4 * second));
  CHECK(maximum_calibration_error(bins).value() == second);
}

TEST_CASE("calibration: an edge belongs to the bin it is said to close") {
  const std::vector<double> probabilities = {0, 0.25, 0.5, 1};
  const std::vector<int> outcomes = {0, 0, 1, 1};
  const auto rows_of = [&](BinEdge closed) {
    std::vector<int> rows;
    for (const ReliabilityBin& bin : reliability(probabilities, outcomes, 4, closed))
      rows.push_back(bin.rows);
    return rows;
  };
  CHECK(rows_of(BinEdge::lower) == std::vector<int>{1, 1, 1, 1});
  CHECK(rows_of(BinEdge::upper) == std::vector<int>{2, 1, 0, 1});
}

TEST_CASE("calibration: a bin without rows has no frequency, and does not count") {
  const std::vector<ReliabilityBin> bins = reliability(std::vector<double>{0.75}, std::vector<int>{1}, 10);
  CHECK(bins[0].frequency.reason() ==
        "The frequency is not available: no row has a probability in this bin.");
  CHECK_FALSE(bins[0].mean_probability.available());
  CHECK(expected_calibration_error(bins).value() == 0.25);
  const std::vector<ReliabilityBin> empty = reliability({}, {});
  CHECK_FALSE(expected_calibration_error(empty).available());
  CHECK_FALSE(maximum_calibration_error(empty).available());
}

TEST_CASE("calibration: of a class, and of the confidence in the predicted class") {
  const ClassPredictions predictions =
      test::predictions_of({{0.75, 0.25}, {0.25, 0.75}, {0.75, 0.25}}, {0, 1, 1});
  const std::vector<ReliabilityBin> confidence = confidence_reliability(predictions, 2);
  CHECK(confidence[0].rows == 0);
  CHECK(confidence[1].rows == 3);
  CHECK(confidence[1].mean_probability.value() == 0.75);
  CHECK(confidence[1].frequency.value() == 2.0 / 3);
  const std::vector<ReliabilityBin> b = class_reliability(predictions, 1, 2);
  CHECK(b[0].rows == 2);
  CHECK(b[0].frequency.value() == 0.5);
  CHECK(b[1].frequency.value() == 1);
}
