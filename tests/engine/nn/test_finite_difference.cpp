#include <doctest/doctest.h>

#include <cmath>

#include "nn/finite_difference.h"

using namespace vitrine;

TEST_CASE("finite differences: the error of a central one is h^2 / 6 of the third derivative") {
  const auto cube = [](double x) { return x * x * x; };
  CHECK(central_difference(cube, 2, 0.25) == 12 + 0.25 * 0.25);
  CHECK(central_difference([](double x) { return x * x; }, 3, 0.5) == 6);
}

TEST_CASE("finite differences: extrapolation finds the slope of a function that bends within the step") {
  // x / sqrt(x^2 + w^2) has the slope 1 / w at 0, and a third derivative of -3 / w^3.
  for (const double width : {1e-1, 1e-2, 2e-3, 5e-4}) {
    CAPTURE(width);
    const auto bend = [width](double x) { return x / std::sqrt(x * x + width * width); };
    const double step = 1e-3;
    CHECK(std::abs(central_difference(bend, 0, step) * width - 1) > step * step / (4 * width * width) / 4);
    CHECK(ridders_derivative(bend, 0, step) * width == doctest::Approx(1).epsilon(1e-9));
  }
}

TEST_CASE("finite differences: extrapolation keeps the mean slope of a kink, and NaN stays NaN") {
  const auto kink = [](double x) { return x > 0 ? 3 * x : x; };
  CHECK(ridders_derivative(kink, 0, 1e-3) == doctest::Approx(2).epsilon(1e-12));
  const auto nothing = [](double) { return std::nan(""); };
  CHECK(std::isnan(ridders_derivative(nothing, 0, 1e-3)));
}
