#include <doctest/doctest.h>

#include <vector>

#include "nn/losses/one_example.h"

using namespace vitrine;

TEST_CASE("huber: squared within delta, linear beyond, on both sides") {
  struct Case {
    double difference, delta, expected, slope;
  };
  for (const Case& c :
       {Case{0.5, 1, 0.125, 0.5}, Case{1, 1, 0.5, 1}, Case{3, 1, 2.5, 1}, Case{-3, 1, 2.5, -1},
        Case{-3, 2, 4, -2}, Case{-1, 2, 0.5, -1}, Case{0, 1, 0, 0}, Case{1000, 1, 999.5, 1}}) {
    CAPTURE(c.difference);
    CAPTURE(c.delta);
    LossOptions options;
    options.kind = LossKind::huber;
    options.huber_delta = c.delta;
    const test::OneExample got = test::towards_values(options, {7 + c.difference}, {7});
    CHECK(got.value == c.expected);
    CHECK(got.gradient[0] == c.slope);
  }
}
