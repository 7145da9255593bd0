#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "nn/finite.h"

using vitrine::all_finite;
using vitrine::all_within;

TEST_CASE_TEMPLATE("one value out of bounds is found wherever it stands", Scalar, float, double) {
  const Scalar infinity = std::numeric_limits<Scalar>::infinity();
  const Scalar nan = std::numeric_limits<Scalar>::quiet_NaN();
  const auto limit = static_cast<Scalar>(1e10);
  for (std::size_t size = 0; size <= 33; ++size) {
    std::vector<Scalar> values(size, -limit);
    CHECK(all_within<Scalar>(values, limit));
    CHECK(all_finite<Scalar>(values));
    for (std::size_t i = 0; i < size; ++i) {
      for (const Scalar beyond : {std::nextafter(limit, infinity), -std::nextafter(limit, infinity)}) {
        values[i] = beyond;
        CHECK_FALSE(all_within<Scalar>(values, limit));
        CHECK(all_finite<Scalar>(values));
      }
      for (const Scalar broken : {infinity, -infinity, nan}) {
        values[i] = broken;
        CHECK_FALSE(all_within<Scalar>(values, limit));
        CHECK_FALSE(all_finite<Scalar>(values));
      }
      values[i] = std::numeric_limits<Scalar>::max();
      CHECK(all_finite<Scalar>(values));
      values[i] = -limit;
    }
  }
}
