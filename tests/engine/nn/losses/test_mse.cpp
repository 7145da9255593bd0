#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "nn/losses/one_example.h"

using namespace vitrine;

namespace {

LossOptions mse() {
  LossOptions options;
  options.kind = LossKind::mse;
  return options;
}

}  // namespace

TEST_CASE("mse: of numbers it is the mean squared difference") {
  const test::OneExample got = test::towards_values(mse(), {1, -2}, {3, -2.5});
  CHECK(got.value == (4 + 0.25) / 2);
  CHECK(got.gradient == std::vector<double>{-2, 0.5});
  CHECK(got.correct == 0);
}

TEST_CASE("mse: with labels it is Brier's score of the probabilities, divided by the number of classes") {
  const test::OneExample got =
      test::towards_label(mse(), {std::log(3.0), 0}, 0);  // probabilities 3/4 and 1/4
  CHECK(got.value == doctest::Approx((0.0625 + 0.0625) / 2).epsilon(1e-14));
  CHECK(got.correct == 1);
  // d = (-1/4, 1/4), whose mean under p is -1/8: 2/2 * 3/4 * (-1/4 + 1/8) and 2/2 * 1/4 * (1/4 + 1/8).
  CHECK(got.gradient[0] == doctest::Approx(-0.09375).epsilon(1e-14));
  CHECK(got.gradient[1] == doctest::Approx(0.09375).epsilon(1e-14));
}

TEST_CASE("mse: being certain and wrong leaves no gradient, where cross-entropy's is largest") {
  const std::vector<double> certain = {0, 1000};
  CHECK(test::towards_label(mse(), certain, 0).value == 1);
  CHECK(test::towards_label(mse(), certain, 0).gradient == std::vector<double>{0, 0});
  CHECK(test::towards_label({}, certain, 0).gradient == std::vector<double>{-1, 1});
}
