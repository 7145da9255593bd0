#include <doctest/doctest.h>

#include <algorithm>
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

double libm_softplus(double x) { return std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x))); }

}  // namespace

TEST_CASE("math: float64 functions agree with libm within three units in the last place, erfc within six") {
  struct Function {
    const char* name;
    double (*ours)(double);
    double (*libm)(double);
    double low, high, step;
    double limit = 3;
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
      {"softplus", math::softplus, libm_softplus, -700, 700, 0.0137},
      {"softplus near 0", math::softplus, libm_softplus, -2, 2, 0.000317},
      {"erf", math::erf, std::erf, -7, 7, 0.00037},
      {"erf near 0", math::erf, std::erf, -0.01, 0.01, 1.7e-6},
      {"erfc", math::erfc, std::erfc, -7, 26.5, 0.00037, 6},
  };
  for (const Function& f : functions) {
    CAPTURE(f.name);
    double worst = 0, worst_x = 0;
    for (double x = f.low; x <= f.high; x += f.step) {
      const double distance = ulps(f.ours(x), f.libm(x));
      if (distance > worst) worst = distance, worst_x = x;
    }
    CAPTURE(worst_x);
    CHECK(worst <= f.limit);
  }
}

TEST_CASE("math: erf, erfc, softplus and the normal distribution at points known to 17 digits") {
  // From power series and continued fractions in 90-digit decimal arithmetic.
  struct Point {
    const char* name;
    double got, expected;
  };
  const math::Gaussian<double> low = math::gaussian(-8.0), left = math::gaussian(-0.5),
                               right = math::gaussian(3.0);
  for (const Point& p : {Point{"erf(0.1)", math::erf(0.1), 0.1124629160182849},
                         {"erf(0.5)", math::erf(0.5), 0.52049987781304652},
                         {"erf(1)", math::erf(1), 0.84270079294971489},
                         {"erf(2)", math::erf(2), 0.99532226501895271},
                         {"erf(3.5)", math::erf(3.5), 0.99999925690162761},
                         {"erfc(0.5)", math::erfc(0.5), 0.47950012218695348},
                         {"erfc(1)", math::erfc(1), 0.15729920705028513},
                         {"erfc(2)", math::erfc(2), 0.0046777349810472662},
                         {"erfc(5)", math::erfc(5), 1.5374597944280349e-12},
                         {"erfc(10)", math::erfc(10), 2.0884875837625449e-45},
                         {"erfc(20)", math::erfc(20), 5.3958656116079012e-176},
                         {"erfc(26)", math::erfc(26), 5.6631924088561432e-296},
                         {"softplus(-30)", math::softplus(-30.0), 9.3576229688397368e-14},
                         {"softplus(-1)", math::softplus(-1.0), 0.31326168751822281},
                         {"softplus(0.5)", math::softplus(0.5), 0.97407698418010669},
                         {"softplus(30)", math::softplus(30.0), 30.000000000000092},
                         {"density(-0.5)", left.density, 0.35206532676429947},
                         {"cumulative(-0.5)", left.cumulative, 0.30853753872598688},
                         {"cumulative(3)", right.cumulative, 0.9986501019683699}}) {
    CAPTURE(p.name);
    CHECK(ulps(p.got, p.expected) <= 6);
  }
  // Far out, rounding x^2 / 2 and x / sqrt(2) costs up to 1 + x^2 units.
  CHECK(ulps(low.density, 5.0522710835368919e-15) <= 65);
  CHECK(ulps(low.cumulative, 6.2209605742717839e-16) <= 65);
}

TEST_CASE("math: float32 functions agree with float64 within four units in the last place") {
  double exp_worst = 0, tanh_worst = 0, sigmoid_worst = 0, expm1_worst = 0, softplus_worst = 0;
  for (float x = -86.9F; x < 87.9F; x += 0.00137F) {
    exp_worst = std::max(exp_worst, ulps(math::exp(x), static_cast<float>(std::exp(double{x}))));
    sigmoid_worst =
        std::max(sigmoid_worst, ulps(math::sigmoid(x), static_cast<float>(1 / (1 + std::exp(-double{x})))));
    tanh_worst = std::max(tanh_worst, ulps(math::tanh(x / 8), static_cast<float>(std::tanh(double{x / 8}))));
    for (const float y : {x, x / 64, x * 1e-7F, x * 1e-40F}) {
      expm1_worst = std::max(expm1_worst, ulps(math::expm1(y), static_cast<float>(std::expm1(double{y}))));
      softplus_worst =
          std::max(softplus_worst, ulps(math::softplus(y), static_cast<float>(libm_softplus(y))));
    }
  }
  CHECK(exp_worst <= 4);
  CHECK(tanh_worst <= 4);
  CHECK(sigmoid_worst <= 4);
  CHECK(expm1_worst <= 4);
  CHECK(softplus_worst <= 4);
}

TEST_CASE("math: the float32 normal distribution agrees with float64 as closely as it says") {
  double absolute_worst = 0, relative_worst = 0, density_worst = 0;
  for (float x = -12; x < 12; x += 0.00037F) {
    const double cumulative = 0.5 * std::erfc(-x / std::numbers::sqrt2);
    const double density = std::exp(-0.5 * x * x) / std::sqrt(2 * std::numbers::pi);
    const math::Gaussian<float> normal = math::gaussian(x);
    absolute_worst = std::max(absolute_worst, std::abs(normal.cumulative - cumulative));
    relative_worst =
        std::max(relative_worst, std::abs(normal.cumulative - cumulative) / cumulative / (1 + x * x));
    density_worst = std::max(density_worst, std::abs(normal.density - density) / density / (1 + x * x));
  }
  CHECK(absolute_worst <= 2e-7);
  CHECK(relative_worst <= 4e-7);
  CHECK(density_worst <= 4e-7);
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

TEST_CASE_TEMPLATE("math: limits far out, at infinity, at zero and at NaN", S, float, double) {
  constexpr S infinity = std::numeric_limits<S>::infinity();
  constexpr S tiny = std::numeric_limits<S>::denorm_min();
  for (const S far : {S{745.5}, S{1000}, std::numeric_limits<S>::max(), infinity}) {
    CAPTURE(far);
    CHECK(math::expm1(-far) == -1);
    CHECK(math::expm1(far) == infinity);
    CHECK(math::softplus(far) == far);
    CHECK(math::softplus(-far) <= tiny);
    CHECK(math::gaussian(far).cumulative == 1);
    CHECK(math::gaussian(-far).cumulative == 0);
    CHECK(math::gaussian(far).density == 0);
    CHECK(math::gaussian(-far).density == 0);
    CHECK(math::tanh(far) == 1);
    CHECK(math::tanh(-far) == -1);
    CHECK(math::sigmoid(far) == 1);
    CHECK(math::sigmoid(-far) <= tiny);
  }
  for (const S zero : {S{0}, -S{0}}) {
    CHECK(math::exp(zero) == 1);
    CHECK(math::expm1(zero) == 0);
    CHECK(math::tanh(zero) == 0);
    CHECK(math::sigmoid(zero) == S{0.5});
    CHECK(math::softplus(zero) == doctest::Approx(std::numbers::ln2));
    CHECK(math::gaussian(zero).cumulative == doctest::Approx(0.5).epsilon(1e-6));
  }
  CHECK(math::expm1(tiny) == tiny);
  CHECK(math::expm1(-tiny) == -tiny);
  CHECK(math::exp(tiny) == 1);
  const S nan = std::numeric_limits<S>::quiet_NaN();
  for (const S got : {math::exp(nan), math::expm1(nan), math::tanh(nan), math::sigmoid(nan),
                      math::softplus(nan), math::gaussian(nan).density, math::gaussian(nan).cumulative}) {
    CHECK(std::isnan(got));
  }
}

TEST_CASE("math: limits of erf and erfc") {
  const double infinity = std::numeric_limits<double>::infinity();
  for (const double far : {28.0, 745.5, 1000.0, infinity}) {
    CHECK(math::erf(far) == 1);
    CHECK(math::erf(-far) == -1);
    CHECK(math::erfc(far) == 0);
    CHECK(math::erfc(-far) == 2);
  }
  CHECK(math::erf(0) == 0);
  CHECK(math::erfc(0) == 1);
  CHECK(math::erf(5e-324) == 5e-324);
  CHECK(std::isnan(math::erf(std::nan(""))));
  CHECK(std::isnan(math::erfc(std::nan(""))));
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
