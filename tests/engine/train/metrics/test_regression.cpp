#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "train/metrics/regression.h"

using namespace vitrine::metrics;

namespace {

NumberPredictions rows_of(std::vector<double> targets, std::vector<double> predictions) {
  return NumberPredictions::from(std::move(targets), std::move(predictions)).value();
}

}  // namespace

TEST_CASE("regression: the examples of scikit-learn's documentation") {
  const NumberPredictions rows = rows_of({3, -0.5, 2, 7}, {2.5, 0, 2, 8});
  CHECK(r_squared(rows).value() == doctest::Approx(0.9486081370449679).epsilon(1e-14));
  CHECK(root_mean_squared_error(rows).value() == doctest::Approx(0.6123724356957945).epsilon(1e-14));
  CHECK(mean_absolute_error(rows).value() == 0.5);
  CHECK(median_absolute_error(rows).value() == 0.5);
  CHECK(mean_absolute_percentage_error(rows).value() == doctest::Approx(0.3273809523809524).epsilon(1e-14));
  CHECK(max_error(rows_of({3, 2, 7, 1}, {4, 2, 7, 1})).value() == 1);
  CHECK(r_squared(rows_of({1, 2, 3}, {2, 2, 2})).value() == 0);
  CHECK(r_squared(rows_of({1, 2, 3}, {3, 2, 1})).value() == -3);
}

TEST_CASE("regression: hand-computed errors") {
  const NumberPredictions rows = rows_of({1, 2, 4}, {2, 2, 1});  // off by 1, 0 and 3
  CHECK(root_mean_squared_error(rows).value() == std::sqrt(10.0 / 3));
  CHECK(mean_absolute_error(rows).value() == 4.0 / 3);
  CHECK(median_absolute_error(rows).value() == 1);
  CHECK(max_error(rows).value() == 3);
  CHECK(mean_absolute_percentage_error(rows).value() == (1 + 0 + 0.75) / 3);
  // The targets' mean is 7/3: squares 16/9 + 1/9 + 25/9.
  CHECK(r_squared(rows).value() == doctest::Approx(1 - 10 / (42.0 / 9)).epsilon(1e-14));
  CHECK(median_absolute_error(rows_of({0, 0, 0, 0}, {4, 1, 2, 8})).value() == 3);
}

TEST_CASE("regression: perfect predictions") {
  const NumberPredictions rows = rows_of({1, 2, 4.5}, {1, 2, 4.5});
  CHECK(r_squared(rows).value() == 1);
  CHECK(root_mean_squared_error(rows).value() == 0);
  CHECK(mean_absolute_percentage_error(rows).value() == 0);
}

TEST_CASE("regression: R squared of equal targets and percentages of 0 are not available") {
  // The mean of three times 0.1 is not 0.1, so their spread alone would not show that they are equal.
  const NumberPredictions constant = rows_of({0.1, 0.1, 0.1}, {0.1, 0.2, 0.1});
  CHECK(r_squared(constant).reason() == "R squared is not available: all targets are equal.");
  CHECK_FALSE(r_squared(rows_of({3}, {3})).available());
  CHECK(mean_absolute_error(constant).value() == doctest::Approx(0.1 / 3));
  CHECK(mean_absolute_percentage_error(rows_of({1, 0}, {1, 1})).reason() ==
        "Mean absolute percentage error is not available: a target is 0.");
}

TEST_CASE("regression: a value that overflows is not available") {
  const NumberPredictions rows = rows_of({1e300, 0}, {-1e300, 1});
  CHECK(root_mean_squared_error(rows).reason() == "RMSE is not available: its value is not a finite number.");
  CHECK_FALSE(r_squared(rows).available());
  CHECK(mean_absolute_error(rows).value() == 1e300);
}

TEST_CASE("regression: no rows and numbers that are not finite are refused with a reason") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  CHECK(NumberPredictions::from({}, {}).reason() ==
        "A score of these predictions is not available: there are no rows.");
  CHECK(NumberPredictions::from({1, infinity}, {1, 2}).reason() ==
        "A score of these predictions is not available: a target is not a finite number.");
  CHECK(NumberPredictions::from({1}, {std::nan("")}).reason() ==
        "A score of these predictions is not available: a prediction is not a finite number.");
}
