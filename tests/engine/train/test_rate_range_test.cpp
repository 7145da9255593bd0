#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "train/rate_range_test.h"

using namespace vitrine;

namespace {

/// Runs a test on a loss that is a function of the rate.
template <typename Loss>
RateRangeTest run(const RateRangeOptions& options, Loss loss) {
  RateRangeTest test(options);
  while (!test.finished()) test.add(loss(test.rate()));
  return test;
}

}  // namespace

TEST_CASE("rate range test: rates grow by the same factor from the lowest to the highest") {
  const RateRangeTest test =
      run({.lowest_rate = 1e-4, .highest_rate = 10, .steps = 6}, [](double) { return 1.0; });
  REQUIRE(test.points().size() == 6);
  for (int i = 0; i < 6; ++i) {
    CHECK(test.points()[i].rate == doctest::Approx(std::pow(10, i - 4)).epsilon(1e-14));
  }
}

TEST_CASE("rate range test: the average is a weighted mean of the losses so far, whatever their number") {
  RateRangeTest test({.steps = 10, .smoothing = 0.5});
  for (const double loss : {8.0, 2.0, 4.0}) test.add(loss);
  CHECK(test.points()[0].smoothed == 8);
  CHECK(test.points()[1].smoothed == doctest::Approx((8 * 0.25 + 2 * 0.5) / 0.75).epsilon(1e-15));
  CHECK(test.points()[2].smoothed ==
        doctest::Approx((8 * 0.125 + 2 * 0.25 + 4 * 0.5) / 0.875).epsilon(1e-15));
  const RateRangeTest constant = run({.steps = 50, .smoothing = 0.98}, [](double) { return 3.0; });
  for (const RateRangeTest::Point& point : constant.points()) {
    CHECK(point.smoothed == 3);
  }
}

TEST_CASE("rate range test: ends when the smoothed loss exceeds four times its best") {
  RateRangeTest test({.steps = 100, .smoothing = 0});
  for (const double loss : {9.0, 1.0, 4.0}) {
    test.add(loss);
    CHECK_FALSE(test.finished());
  }
  test.add(4.01);
  CHECK(test.finished());
  CHECK(test.points().size() == 4);
}

TEST_CASE("rate range test: ends at a loss that is not finite, which makes no point") {
  for (const double loss :
       {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
    RateRangeTest test({});
    test.add(1);
    test.add(loss);
    CHECK(test.finished());
    CHECK(test.points().size() == 1);
  }
}

TEST_CASE("rate range test: suggests the rate where the loss falls fastest, and ends in the explosion") {
  // 2.5 - tanh(log10(rate) + 2) falls fastest at 0.01; above 1 a steep power takes over.
  const auto loss = [](double rate) {
    const double explosion = rate > 1 ? std::pow(rate, 4) - 1 : 0;
    return 2.5 - std::tanh(std::log10(rate) + 2) + explosion;
  };
  const RateRangeOptions options = {
      .lowest_rate = 1e-6, .highest_rate = 100, .steps = 81, .smoothing = 0};  // ten steps to a decade
  const RateRangeTest sharp = run(options, loss);
  CHECK(sharp.suggestion().value() == doctest::Approx(0.01).epsilon(1e-12));
  CHECK(sharp.points().size() < 81);
  CHECK(sharp.points().back().rate < 3);
}

TEST_CASE("rate range test: smoothing delays the suggestion by the average age of the losses") {
  // An exponential average of a straight line lags by smoothing / (1 - smoothing) steps: here by one step,
  // a tenth of a decade. The curve is nearly straight over that stretch.
  const auto loss = [](double rate) { return 2.5 - std::tanh(std::log10(rate) + 2); };
  const RateRangeTest smooth =
      run({.lowest_rate = 1e-6, .highest_rate = 100, .steps = 81, .smoothing = 0.5}, loss);
  CHECK(smooth.suggestion().value() == doctest::Approx(std::pow(10, -1.9)).epsilon(1e-12));
}

TEST_CASE("rate range test: a plunge in the first tenth of the steps is not suggested") {
  RateRangeTest test({.lowest_rate = 1e-5, .highest_rate = 1e5, .steps = 101, .smoothing = 0});
  for (int i = 0; i < 40; ++i) test.add(i < 5 ? 20 : 10 - i / 64.0 - (i > 25 ? 0.125 : 0));
  CHECK(test.suggestion().value() == doctest::Approx(std::pow(10, -2.5)).epsilon(1e-12));
}

TEST_CASE("rate range test: suggests nothing where the loss never falls, or after too few steps") {
  CHECK_FALSE(run({.steps = 50}, [](double) { return 1.0; }).suggestion().has_value());
  CHECK_FALSE(run({.steps = 50}, [](double rate) { return 1 + rate; }).suggestion().has_value());
  CHECK_FALSE(run({.steps = 2}, [](double rate) { return 20 - rate; }).suggestion().has_value());
}
