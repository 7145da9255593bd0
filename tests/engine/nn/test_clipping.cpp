#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "goldens.h"
#include "nn/clipping.h"

using namespace vitrine;

namespace {

/// All numbers of nested arrays, in order.
std::vector<double> flat(const test::Golden& nested) {
  if (!nested.is_array()) return {nested.get<double>()};
  std::vector<double> numbers;
  for (const test::Golden& part : nested) {
    for (const double number : flat(part)) numbers.push_back(number);
  }
  return numbers;
}

template <typename Scalar>
double norm(const std::vector<Scalar>& values) {
  return euclidean_norm<Scalar>(values);
}

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

}  // namespace

TEST_CASE_TEMPLATE("clipping: gradients and norms agree with the golden cases", Scalar, float, double) {
  constexpr bool single = sizeof(Scalar) == sizeof(float);
  int compared = 0;
  for (const auto& path : test::golden_files("nn", "clipping")) {
    const test::Golden golden = test::read_json(path);
    const double rtol = single ? 1e-4 : golden["meta"]["tolerance"]["rtol"].get<double>();
    const double atol = single ? 1e-5 : golden["meta"]["tolerance"]["atol"].get<double>();
    const auto close = [&](double got, double want) {
      return std::abs(got - want) <= atol + rtol * std::abs(want);
    };
    for (const test::Golden& entry : golden["cases"]) {
      CAPTURE(entry["name"].get<std::string>());
      const std::vector<double> numbers = flat(entry["grads"]), expected = flat(entry["clipped_torch"]);
      std::vector<Scalar> gradient(numbers.begin(), numbers.end());
      bool representable = true;
      for (const Scalar g : gradient) representable = representable && std::isfinite(g);
      if (!representable) continue;  // 1e199 is infinite in float32
      ++compared;
      if (entry["kind"] == "value") {
        clip_by_value<Scalar>(gradient, entry["clip_value"]);
      } else {
        CHECK(close(clip_by_norm<Scalar>(gradient, entry["max_norm"]), entry["total_norm"]));
      }
      REQUIRE(gradient.size() == expected.size());
      for (std::size_t i = 0; i < gradient.size(); ++i) CHECK(close(gradient[i], expected[i]));
    }
  }
  CHECK(compared > 0);
}

TEST_CASE("euclidean_norm: exact on Pythagorean numbers at every scale and in every lane") {
  for (const double scale : {1.0, 0x1p1000, 0x1p-1000, 0x1p-1074, 0x1p510, 0x1p-540}) {
    CAPTURE(scale);
    for (std::size_t at = 0; at < 19; ++at) {
      std::vector<double> values(20, 0);
      values[at] = -3 * scale;
      values[19] = 4 * scale;
      CHECK(norm(values) == 5 * scale);
    }
  }
  CHECK(norm(std::vector<float>{3e38F, -3e38F}) == doctest::Approx(3e38 * std::sqrt(2)).epsilon(1e-7));
  CHECK(norm(std::vector<float>{3e-45F}) == static_cast<double>(3e-45F));
}

TEST_CASE("euclidean_norm: the sum of the first squares") {
  std::vector<double> values(24);
  std::iota(values.begin(), values.end(), 1);
  CHECK(norm(values) == 70);  // 1^2 + 2^2 + ... + 24^2 = 70^2
}

TEST_CASE("euclidean_norm: of nothing 0, of an infinite entry infinite, of NaN NaN") {
  CHECK(norm(std::vector<double>{}) == 0);
  CHECK(norm(std::vector<double>{0, -0.0}) == 0);
  CHECK(norm(std::vector<double>{1, -infinity}) == infinity);
  CHECK(std::isnan(norm(std::vector<double>{1, not_a_number})));
}

TEST_CASE_TEMPLATE("clip_by_norm: the gradient keeps its direction and ends no longer than the limit", Scalar,
                   float, double) {
  for (const double limit : {1e-3, 1.0, 4.9}) {
    CAPTURE(limit);
    std::vector<Scalar> gradient = {3, 0, -4};
    CHECK(clip_by_norm<Scalar>(gradient, limit) == 5);
    CHECK(norm(gradient) == doctest::Approx(limit).epsilon(1e-6));
    CHECK(gradient[0] / gradient[2] == doctest::Approx(-0.75).epsilon(1e-6));
    CHECK(gradient[1] == 0);
  }
}

TEST_CASE("clip_by_norm: a gradient within the limit keeps its bits, as does one that is not finite") {
  for (const std::vector<double>& before :
       {std::vector<double>{3, -4}, std::vector<double>{1, -infinity}, std::vector<double>{0, 0}}) {
    std::vector<double> gradient = before;
    clip_by_norm<double>(gradient, 5.1);
    CHECK(gradient == before);
  }
  std::vector<double> gradient = {100, not_a_number};
  CHECK(std::isnan(clip_by_norm<double>(gradient, 1)));
  CHECK(gradient[0] == 100);
}

TEST_CASE_TEMPLATE("clip_by_value: entries outside move to the limit, others and NaN stay", Scalar, float,
                   double) {
  std::vector<Scalar> gradient = {Scalar(0.5), Scalar(-0.5), 3, -3, 0, Scalar(infinity), Scalar(-infinity)};
  CHECK(clip_by_value<Scalar>(gradient, 0.5) == infinity);
  CHECK(gradient == std::vector<Scalar>{Scalar(0.5), Scalar(-0.5), Scalar(0.5), Scalar(-0.5), 0, Scalar(0.5),
                                        Scalar(-0.5)});
  std::vector<Scalar> other = {Scalar(not_a_number), 3, 4};
  clip_by_value<Scalar>(other, 0.5);
  CHECK(std::isnan(other[0]));
  std::vector<Scalar> lengths = {3, 4};
  CHECK(clip_by_value<Scalar>(lengths, 0.5) == 5);
}
