#include <doctest/doctest.h>

#include <vector>

#include "nn/losses/one_example.h"

using namespace vitrine;

TEST_CASE("mae: the mean absolute difference, with no slope at the target") {
  LossOptions options;
  options.kind = LossKind::mae;
  const test::OneExample got = test::towards_values(options, {1, -2, 5, 1000}, {3, -2.5, 5, -1000});
  CHECK(got.value == (2 + 0.5 + 0 + 2000) / 4);
  CHECK(got.gradient == std::vector<double>{-0.25, 0.25, 0, 0.25});
}
