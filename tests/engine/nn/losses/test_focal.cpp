#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "nn/losses/one_example.h"

using namespace vitrine;

TEST_CASE("focal: value matches hand-computed cases") {
  struct Case {
    const char* name;
    double logit_of_truth, other_logit, gamma, alpha, expected;
  };
  const double odds = std::log(3.0);  // probability 3/4
  for (const Case& c : {Case{"right at 3/4", odds, 0, 2, 1, -0.0625 * std::log(0.75)},
                        Case{"wrong at 1/4", 0, odds, 2, 1, -0.5625 * std::log(0.25)},
                        Case{"alpha scales", 0, odds, 2, 0.25, -0.25 * 0.5625 * std::log(0.25)},
                        Case{"gamma 1/2", odds, 0, 0.5, 1, -0.5 * std::log(0.75)},
                        Case{"gamma 0 is cross-entropy", odds, 0, 0, 1, -std::log(0.75)},
                        Case{"certain and right", 1000, 0, 0, 1, 0},
                        Case{"certain and wrong stays finite", 0, 1000, 2, 1, 1000}}) {
    CAPTURE(c.name);
    LossOptions options;
    options.kind = LossKind::focal;
    options.focal_gamma = c.gamma;
    options.class_weights = {c.alpha, 7};
    CHECK(test::towards_label(options, {c.logit_of_truth, c.other_logit}, 0).value ==
          doctest::Approx(c.expected).epsilon(1e-13));
  }
}

TEST_CASE("focal: with gamma 0 the gradient is cross-entropy's") {
  LossOptions focal;
  focal.kind = LossKind::focal;
  focal.focal_gamma = 0;
  for (const std::vector<double>& logits : {std::vector<double>{0.5, -1, 2}, {1000, 0, 0}, {0, 800, -3}}) {
    const test::OneExample a = test::towards_label(focal, logits, 0), b = test::towards_label({}, logits, 0);
    CHECK(a.value == doctest::Approx(b.value).epsilon(1e-14));
    for (int k = 0; k < 3; ++k) CHECK(a.gradient[k] == doctest::Approx(b.gradient[k]).epsilon(1e-14));
  }
}
