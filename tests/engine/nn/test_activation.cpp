#include <doctest/doctest.h>

#include <cmath>
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

bool known(const std::string& name) {
  for (const std::string_view candidate : activation_names) {
    if (candidate == name) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("activation: values and derivatives agree with the golden tables") {
  int compared = 0;
  for (const auto& path : test::golden_files("nn", "activations")) {
    const test::Golden golden = test::read_json(path);
    for (const test::Golden& entry : golden["activations"]) {
      const std::string name = entry["name"];
      if (!known(name)) continue;  // methods of later versions
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
        bool at_kink = false;
        for (const test::Golden& kink : entry["kinks"])
          at_kink = at_kink || (kink["x"] == x && !(name == "relu" && x == 0));
        CHECK(close(value(activation, x), entry["y"][i]));
        CHECK(close32(value(activation, static_cast<float>(x)), entry["y"][i]));
        if (at_kink) continue;  // any slope between the two sides is right there
        CHECK(close(derivative(activation, x), entry["dy"][i]));
        if (x != 0 && static_cast<float>(x) == 0) continue;  // in float32 this x is the kink itself
        CHECK(close32(derivative(activation, static_cast<float>(x)), entry["dy"][i]));
      }
    }
  }
  CHECK(compared == static_cast<int>(activation_names.size()));
}

TEST_CASE("activation: names round trip, and an unknown one lists the choices") {
  for (const std::string_view name : activation_names) CHECK(name_of(activation_from_name(name)) == name);
  try {
    activation_from_name("reul");
    FAIL("an unknown name was taken");
  } catch (const Error& error) {
    CHECK(error.code() == "unknown_choice");
    CHECK(std::string(error.what()).find("\"reul\"") != std::string::npos);
    CHECK(std::string(error.what()).find("relu, sigmoid") != std::string::npos);
  }
}
