#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "nn/max_norm.h"

using namespace vitrine;

TEST_CASE_TEMPLATE("max_norm: a unit's weights that are too long shrink to the limit, others keep their bits",
                   Scalar, float, double) {
  // Three units and a row of padding, two inputs: the rows (3, 4), (0.6, 0.8), (0, -10).
  std::vector<Scalar> weights = {3, Scalar(0.6), 0, 0, 4, Scalar(0.8), -10, 0};
  limit_incoming_norms<Scalar>(weights, 4, 2.5);
  CHECK(weights == std::vector<Scalar>{1.5, Scalar(0.6), 0, 0, 2, Scalar(0.8), Scalar(-2.5), 0});
}

TEST_CASE_TEMPLATE("max_norm: holds for every unit of wide layers, and directions stay", Scalar, float,
                   double) {
  for (const int stride : {4, 60, 64, 68, 200}) {
    CAPTURE(stride);
    constexpr int inputs = 7;
    std::vector<Scalar> before(static_cast<std::size_t>(stride) * inputs);
    for (std::size_t i = 0; i < before.size(); ++i) {
      before[i] =
          static_cast<Scalar>(std::sin(static_cast<double>(i)) * static_cast<double>(i % stride) / 20);
    }
    std::vector<Scalar> after = before;
    limit_incoming_norms<Scalar>(after, stride, 1);
    for (int unit = 0; unit < stride; ++unit) {
      double square = 0;
      for (int input = 0; input < inputs; ++input) square += std::pow(before[unit + input * stride], 2);
      const double factor = square > 1 ? 1 / std::sqrt(square) : 1;
      for (int input = 0; input < inputs; ++input) {
        const std::size_t i = static_cast<std::size_t>(unit) + input * stride;
        CHECK(after[i] == doctest::Approx(before[i] * factor).epsilon(1e-6));
      }
    }
  }
}
