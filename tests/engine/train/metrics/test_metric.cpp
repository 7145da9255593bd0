#include <doctest/doctest.h>

#include <limits>
#include <stdexcept>

#include "train/metrics/metric.h"

using namespace vitrine::metrics;

TEST_CASE("metric: a number is available and has no reason") {
  const Metric metric = 0.25;
  CHECK(metric.available());
  CHECK(metric.value() == 0.25);
  CHECK(metric.value_or(7) == 0.25);
  CHECK(metric.reason().empty());
}

TEST_CASE("metric: an undefined one says why, and its value cannot be taken by mistake") {
  const Metric metric = ratio("Precision of class \"b\"", 0, 0, {"no row was predicted as ", "\"b\""});
  CHECK_FALSE(metric.available());
  CHECK(metric.reason() == "Precision of class \"b\" is not available: no row was predicted as \"b\".");
  CHECK_THROWS_AS(metric.value(), std::logic_error);
  CHECK(metric.value_or(7) == 7);
}

TEST_CASE("metric: zero over something is a zero") {
  CHECK(ratio("Recall", 0, 3, {"there are no rows"}).value() == 0);
  CHECK(finite("Log loss", 0.0).value() == 0);
}

TEST_CASE("metric: a value that is not finite is not available") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (const double value : {infinity, -infinity, std::numeric_limits<double>::quiet_NaN()}) {
    CAPTURE(value);
    CHECK(finite("RMSE", value).reason() == "RMSE is not available: its value is not a finite number.");
    CHECK_FALSE(ratio("RMSE", value, 2, {}).available());
  }
}
