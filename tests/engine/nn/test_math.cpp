#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <numbers>

#include "nn/math.h"

using namespace vitrine;

namespace {

/// Distance in units in the last place of `expected`.
double ulps(double got, double expected) {
  if (got == expected) return 0;
  const double next = std::nextafter(std::abs(expected), std::numeric_limits<double>::infinity());
  return std::abs(got - expected) / (next - std::abs(expected));
}

double ulps(float got, float expected) {
  if (got == expected) return 0;
  const float next = std::nextafter(std::abs(expected), std::numeric_limits<float>::infinity());
  return std::abs(double{got} - expected) / (double{next} - std::abs(expected));
}

}  // namespace

TEST_CASE("math: float64 functions agree with libm within three units in the last place") {
  struct Function {
    const char* name;
    double (*ours)(double);
    double (*libm)(double);
    double low, high, step;
  };
  const Function functions[] = {
      {"exp", math::exp, std::exp, -744, 709, 0.0137},
      {"exp near 0", math::exp, std::exp, -1, 1, 0.000317},
      {"expm1", math::expm1, std::expm1, -50, 700, 0.0137},
      {"expm1 near 0", math::expm1, std::expm1, -1, 1, 0.000317},
      {"log", math::log, std::log, 1e-5, 50, 0.00171},
      {"log of large", math::log, std::log, 1e300, 1.7e308, 1.3e305},
      {"log1p", math::log1p, std::log1p, -0.999, 20, 0.00171},
      {"tanh", math::tanh, std::tanh, -25, 25, 0.00171},
      {"tanh near 0", math::tanh, std::tanh, -0.01, 0.01, 1.7e-6},
  };
  for (const Function& f : functions) {
    CAPTURE(f.name);
    double worst = 0, worst_x = 0;
    for (double x = f.low; x <= f.high; x += f.step) {
      const double distance = ulps(f.ours(x), f.libm(x));
      if (distance > worst) worst = distance, worst_x = x;
    }
    CAPTURE(worst_x);
    CHECK(worst <= 3);
  }
}

TEST_CASE("math: float32 functions agree with float64 within four units in the last place") {
  double exp_worst = 0, tanh_worst = 0, sigmoid_worst = 0;
  for (float x = -86.9F; x < 87.9F; x += 0.00137F) {
    exp_worst = std::max(exp_worst, ulps(math::exp(x), static_cast<float>(std::exp(double{x}))));
    sigmoid_worst =
        std::max(sigmoid_worst, ulps(math::sigmoid(x), static_cast<float>(1 / (1 + std::exp(-double{x})))));
    tanh_worst = std::max(tanh_worst, ulps(math::tanh(x / 8), static_cast<float>(std::tanh(double{x / 8}))));
  }
  CHECK(exp_worst <= 4);
  CHECK(sigmoid_worst <= 4);
  CHECK(tanh_worst <= 4);
}

TEST_CASE("math: special arguments") {
  const double infinity = std::numeric_limits<double>::infinity();
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(math::exp(1000.0) == infinity);
  CHECK(math::exp(-1000.0) == 0);
  CHECK(math::exp(0.0) == 1);
  CHECK(math::exp(-745.0) > 0);  // subnormal
  CHECK(std::isnan(math::exp(nan)));
  CHECK(math::log(0.0) == -infinity);
  CHECK(std::isnan(math::log(-1.0)));
  CHECK(math::log(1.0) == 0);
  CHECK(math::log(5e-324) == doctest::Approx(-744.4400719213812));
  CHECK(math::tanh(1000.0) == 1);
  CHECK(math::tanh(-1000.0) == -1);
  CHECK(math::sigmoid(-1000.0) == 0);
  CHECK(math::sigmoid(1000.0) == 1);
  CHECK(math::exp(89.0F) == std::numeric_limits<float>::infinity());
  CHECK(math::exp(-200.0F) == 0);
  CHECK(std::isnan(math::exp(std::numeric_limits<float>::quiet_NaN())));
  CHECK(math::tanh(1e30F) == 1);
  CHECK(math::sigmoid(-200.0F) == 0);
}

TEST_CASE("math: sine and cosine of turns") {
  for (double t = 0; t <= 1; t += 0.000937) {
    CAPTURE(t);
    // In long double, so that rounding the angle does not count; 4.5e-16 is two units in the last place
    // near 1.
    const long double angle = 2 * std::numbers::pi_v<long double> * t;
    CHECK(std::abs(math::cos_turn(t) - static_cast<double>(std::cos(angle))) < 4.5e-16);
    CHECK(std::abs(math::sin_turn(t) - static_cast<double>(std::sin(angle))) < 4.5e-16);
  }
  CHECK(math::cos_turn(0.25) == 0);
  CHECK(math::sin_turn(0.5) == 0);
  CHECK(math::cos_turn(1) == 1);
}

TEST_CASE("math: powers by repeated squaring") {
  CHECK(math::power(2, 10) == 1024);
  CHECK(math::power(0.9, 0) == 1);
  CHECK(math::power(0.999, 1000) == doctest::Approx(0.36769542477096373).epsilon(1e-13));
}
