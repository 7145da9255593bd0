#include <doctest/doctest.h>

#include <cmath>
#include <string>

#include "nn/initializer.h"

using namespace vitrine;

TEST_CASE("initializer: weights have the standard deviation of their rule, and uniform ones their bound") {
  struct Case {
    const char* name;
    double deviation;
    bool uniform;
  };
  const int fan_in = 30, fan_out = 20;
  for (const Case& c :
       {Case{"he_normal", std::sqrt(2.0 / 30), false}, Case{"he_uniform", std::sqrt(2.0 / 30), true},
        Case{"xavier_normal", std::sqrt(2.0 / 50), false},
        Case{"xavier_uniform", std::sqrt(2.0 / 50), true}}) {
    CAPTURE(c.name);
    const Initializer initializer = initializer_from_name(c.name);
    CHECK(standard_deviation(initializer, fan_in, fan_out) == doctest::Approx(c.deviation).epsilon(1e-14));
    Random random(3, Purpose::weights);
    const int n = 50000;
    double sum = 0, squares = 0, largest = 0;
    for (int i = 0; i < n; ++i) {
      const double w = draw_weight(initializer, fan_in, fan_out, random);
      sum += w;
      squares += w * w;
      largest = std::max(largest, std::abs(w));
    }
    // Five standard errors; the variance of a squared normal is 2 sigma^4.
    CHECK(std::abs(sum / n) < 5 * c.deviation / std::sqrt(n));
    CHECK(std::abs(squares / n / (c.deviation * c.deviation) - 1) < 5 * std::sqrt(2.0 / n));
    if (c.uniform) CHECK(largest <= std::sqrt(3.0) * c.deviation);
  }
}
