#include <doctest/doctest.h>

#include <vector>

#include "nn/losses/one_example.h"

using namespace vitrine;

TEST_CASE("hinge: value and gradient match hand-computed cases") {
  struct Case {
    const char* name;
    int power;
    double margin, weight, expected;
    std::vector<double> gradient;
  };
  // Label 0 leads the second class by 1/2 and the third by 2.
  const std::vector<double> logits = {1, 0.5, -1};
  for (const Case& c :
       {Case{"half a margin short", 1, 1, 1, 0.5 / 3, {-1.0 / 3, 1.0 / 3, 0}},
        Case{"squared", 2, 1, 1, 0.25 / 3, {-1.0 / 3, 1.0 / 3, 0}},
        Case{"a wide margin", 2, 3, 1, (2.5 * 2.5 + 1) / 3, {-7.0 / 3, 5.0 / 3, 2.0 / 3}},
        Case{"at the hinge", 1, 0.5, 1, 0, {0, 0, 0}}, Case{"weighted", 1, 1, 6, 1, {-2, 2, 0}}}) {
    CAPTURE(c.name);
    LossOptions options;
    options.kind = LossKind::hinge;
    options.hinge_power = c.power;
    options.hinge_margin = c.margin;
    options.class_weights = {c.weight, 9, 9};
    const test::OneExample got = test::towards_label(options, logits, 0);
    CHECK(got.value == doctest::Approx(c.expected).epsilon(1e-14));
    for (int k = 0; k < 3; ++k) CHECK(got.gradient[k] == doctest::Approx(c.gradient[k]).epsilon(1e-14));
  }
}
