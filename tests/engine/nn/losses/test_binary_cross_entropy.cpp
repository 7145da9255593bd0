#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "nn/losses/one_example.h"

using namespace vitrine;

TEST_CASE("binary_cross_entropy: value matches hand-computed cases") {
  struct Case {
    const char* name;
    double logit, target, positive_weight, expected;
  };
  const double odds = std::log(3.0);  // probability 3/4
  for (const Case& c :
       {Case{"undecided", 0, 1, 1, std::log(2.0)}, Case{"positive at 3/4", odds, 1, 1, -std::log(0.75)},
        Case{"negative at 3/4", odds, 0, 1, -std::log(0.25)},
        Case{"positive that counts twice", odds, 1, 2, -2 * std::log(0.75)},
        Case{"negative, which the weight leaves alone", odds, 0, 2, -std::log(0.25)},
        Case{"in between", odds, 0.5, 1, -0.5 * std::log(0.75 * 0.25)},
        Case{"certain and right", 1000, 1, 1, 0}, Case{"certain and wrong stays finite", 1000, 0, 1, 1000},
        Case{"certainly not, and wrong", -1000, 1, 3, 3000}}) {
    CAPTURE(c.name);
    LossOptions options;
    options.kind = LossKind::binary_cross_entropy;
    options.positive_weights = {c.positive_weight};
    CHECK(test::towards_values(options, {c.logit}, {c.target}).value ==
          doctest::Approx(c.expected).epsilon(1e-14));
  }
}

TEST_CASE("binary_cross_entropy: label 1 is the positive class of a single output") {
  LossOptions options;
  options.kind = LossKind::binary_cross_entropy;
  for (const int label : {0, 1}) {
    for (const double logit : {-2.0, 0.5}) {
      const test::OneExample labelled = test::towards_label(options, {logit}, label);
      const test::OneExample valued = test::towards_values(options, {logit}, {double(label)});
      CHECK(labelled.value == valued.value);
      CHECK(labelled.gradient == valued.gradient);
      CHECK(labelled.correct == ((logit > 0) == (label == 1) ? 1 : 0));
      CHECK(valued.correct == 0);
    }
  }
  CHECK(test::towards_label(options, {0}, 0).correct == 1);  // a tie is the first class
}

TEST_CASE("binary_cross_entropy: several outputs are one class against the rest each") {
  LossOptions options;
  options.kind = LossKind::binary_cross_entropy;
  options.positive_weights = {2};
  const std::vector<double> logits = {0.5, -1, 2};
  const test::OneExample labelled = test::towards_label(options, logits, 2);
  const test::OneExample valued = test::towards_values(options, logits, {0, 0, 1});
  CHECK(labelled.value == valued.value);
  CHECK(labelled.gradient == valued.gradient);
  CHECK(labelled.correct == 1);
}
