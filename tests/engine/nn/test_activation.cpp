#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <string>
#include <vector>

#include "error.h"
#include "goldens.h"
#include "nn/activation.h"

using namespace vitrine;

namespace {

template <typename Scalar>
Scalar value(Activation activation, Scalar z) {
  Scalar a = 0;
  activate<Scalar>(activation, {&z, 1}, {&a, 1});
  return a;
}

template <typename Scalar>
Scalar derivative(Activation activation, Scalar z) {
  const Scalar a = value(activation, z);
  Scalar gradient = 1;
  multiply_by_derivative<Scalar>(activation, {&z, 1}, {&a, 1}, {&gradient, 1});
  return gradient;
}

const test::Golden* kink_at(const test::Golden& entry, double x) {
  for (const test::Golden& kink : entry["kinks"]) {
    if (kink["x"] == x) return &kink;
  }
  return nullptr;
}

/// Any slope between those of the two sides of a kink is right.
bool between(double slope, const test::Golden& kink, double tolerance) {
  const double left = kink["dy_left"], right = kink["dy_right"];
  return slope >= std::min(left, right) - tolerance && slope <= std::max(left, right) + tolerance;
}

}  // namespace

TEST_CASE("activation: values and derivatives agree with the golden tables") {
  int compared = 0;
  for (const auto& path : test::golden_files("nn", "activations")) {
    const test::Golden golden = test::read_json(path);
    for (const test::Golden& entry : golden["activations"]) {
      const std::string name = entry["name"];
      ++compared;
      CAPTURE(name);
      const Activation activation = activation_from_name(name);
      const auto close = [&](double got, double want) {
        return std::abs(got - want) <= 1e-14 + 1e-12 * std::abs(want);
      };
      const auto close32 = [&](double got, double want) {
        return std::abs(got - want) <= 1e-5 + 1e-4 * std::abs(want);
      };
      for (std::size_t i = 0; i < golden["x"].size(); ++i) {
        const double x = golden["x"][i];
        CAPTURE(x);
        CHECK(close(value(activation, x), entry["y"][i]));
        CHECK(close32(value(activation, static_cast<float>(x)), entry["y"][i]));
        const double slope = derivative(activation, x);
        const double slope32 = derivative(activation, static_cast<float>(x));
        const test::Golden* kink = kink_at(entry, x);
        if (kink != nullptr && !(name == "relu" && x == 0)) {
          CHECK(between(slope, *kink, 1e-14));
          CHECK(between(slope32, *kink, 1e-5));
          continue;
        }
        CHECK(close(slope, entry["dy"][i]));
        const test::Golden* kink32 =
            kink_at(entry, static_cast<float>(x));  // a float32 x may round to the kink
        CHECK((kink32 != nullptr ? between(slope32, *kink32, 1e-5) : close32(slope32, entry["dy"][i])));
      }
    }
  }
  CHECK(compared > 0);
}

TEST_CASE("activation: float32 agrees with float64 on a fine grid") {
  for (const std::string_view name : activation_names) {
    CAPTURE(name);
    const Activation activation = activation_from_name(name);
    double value_worst = 0, slope_worst = 0;
    for (float x = -25; x < 25; x += 0.0013F) {
      const double wide = value(activation, double{x});
      value_worst =
          std::max(value_worst, std::abs(value(activation, x) - wide) / (1e-6 + 1e-6 * std::abs(wide)));
      const double slope = derivative(activation, double{x});
      slope_worst = std::max(slope_worst,
                             std::abs(derivative(activation, x) - slope) / (1e-6 + 1e-6 * std::abs(slope)));
    }
    // Some ten roundings of 6e-8 each, times a preactivation of up to 10 where the function bends.
    CHECK(value_worst <= 1);
    CHECK(slope_worst <= 4);
  }
}

TEST_CASE_TEMPLATE("activation: values and derivatives are finite for every finite preactivation", S, float,
                   double) {
  for (const std::string_view name : activation_names) {
    CAPTURE(name);
    const Activation activation = activation_from_name(name);
    for (const S magnitude : {S{0}, std::numeric_limits<S>::denorm_min(), std::numeric_limits<S>::min(),
                              S{50}, S{88.5}, S{745.5}, S{1000}, S{1e15}, S{1e30}}) {
      for (const S z : {magnitude, -magnitude}) {
        CAPTURE(z);
        CHECK(std::isfinite(value(activation, z)));
        CHECK(std::isfinite(derivative(activation, z)));
      }
    }
  }
}

TEST_CASE_TEMPLATE("activation: NaN stays NaN", S, float, double) {
  for (const std::string_view name : activation_names) {
    CAPTURE(name);
    CHECK(std::isnan(value(activation_from_name(name), std::numeric_limits<S>::quiet_NaN())));
  }
}

TEST_CASE_TEMPLATE("activation: whole vectors, remainders and work in place give what single numbers give", S,
                   float, double) {
  for (const std::string_view name : activation_names) {
    CAPTURE(name);
    const Activation activation = activation_from_name(name);
    for (std::size_t count = 1; count < 20; ++count) {
      std::vector<S> z(count), a(count), gradient(count, S{2});
      for (std::size_t i = 0; i < count; ++i) z[i] = static_cast<S>(0.7 * static_cast<double>(i)) - 5;
      std::vector<S> in_place = z;
      activate<S>(activation, z, a);
      activate<S>(activation, in_place, in_place);
      multiply_by_derivative<S>(activation, z, a, gradient);
      for (std::size_t i = 0; i < count; ++i) {
        CHECK(a[i] == value(activation, z[i]));
        CHECK(in_place[i] == a[i]);
        CHECK(gradient[i] == 2 * derivative(activation, z[i]));
      }
    }
  }
}

TEST_CASE("activation: gains agree with the golden table") {
  const std::map<std::string, Activation> named = {{"linear", Activation::identity},
                                                   {"sigmoid", Activation::sigmoid},
                                                   {"tanh", Activation::tanh},
                                                   {"relu", Activation::relu},
                                                   {"leaky_relu_0.01", Activation::leaky_relu},
                                                   {"selu", Activation::selu}};
  for (const auto& path : test::golden_files("nn", "initializers")) {
    const test::Golden golden = test::read_json(path);
    for (const auto& [name, gain] : golden["gains"].items()) {
      const std::string case_name = name;  // clang 14 cannot capture a structured binding
      CAPTURE(case_name);
      CHECK(gain_of(named.at(name)) == doctest::Approx(gain.get<double>()).epsilon(1e-14));
    }
  }
}

TEST_CASE("activation: the gain of relu and leaky relu restores the mean square of a normal signal") {
  for (const Activation activation : {Activation::identity, Activation::relu, Activation::leaky_relu}) {
    CAPTURE(name_of(activation));
    double mean_square = 0;  // the integral of f(z)^2 times the normal density, by the trapezoidal rule
    for (double z = -10; z <= 10; z += 1e-3) {
      mean_square += 1e-3 * value(activation, z) * value(activation, z) * std::exp(-0.5 * z * z);
    }
    mean_square /= std::sqrt(2 * std::numbers::pi);
    CHECK(gain_of(activation) * gain_of(activation) * mean_square == doctest::Approx(1).epsilon(1e-6));
  }
}

TEST_CASE("activation: names round trip, and an unknown one lists the choices") {
  for (const std::string_view name : activation_names) CHECK(name_of(activation_from_name(name)) == name);
  try {
    activation_from_name("reul");
    FAIL("an unknown name was taken");
  } catch (const Error& error) {
    CHECK(error.code() == "unknown_choice");
    CHECK(std::string(error.what()).find("\"reul\"") != std::string::npos);
    CHECK(std::string(error.what()).find("relu, leaky_relu") != std::string::npos);
  }
}
