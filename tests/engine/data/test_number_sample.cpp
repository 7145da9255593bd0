#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "data/preprocessing/number_sample.h"

namespace vitrine {
namespace {

double deviation_of(const std::vector<double>& numbers) {
  Column column;
  column.numbers = numbers;
  std::vector<int> rows(numbers.size());
  std::iota(rows.begin(), rows.end(), 0);
  return NumberSample(column, rows).standard_deviation();
}

TEST_CASE("standard_deviation: the mean squared deviation's root") {
  CHECK(deviation_of({2, 4, 4, 4, 5, 5, 7, 9}) == 2);  // Squares 9 1 1 1 0 0 4 16: 32 of 8.
  CHECK(deviation_of({5}) == 0);
}

TEST_CASE("standard_deviation: numbers times a power of two spread that much wider, however large or small") {
  const std::vector<double> numbers = {0.1, 2.3, -1.7, 0.4, 3.9};
  const double spread = deviation_of(numbers);
  for (const int exponent : {-1000, -700, -500, -399, -10, 10, 399, 500, 700, 1000}) {
    CAPTURE(exponent);
    std::vector<double> scaled;
    for (const double x : numbers) scaled.push_back(std::ldexp(x, exponent));
    CHECK(deviation_of(scaled) == std::ldexp(spread, exponent));
  }
}

TEST_CASE("standard_deviation: a constant column has none, at any size and however its mean is rounded") {
  for (const double x : {0.1, 1e-300, -7e-200, 1e-120, 1e120, 3e200, -1e300}) {
    CAPTURE(x);
    CHECK(deviation_of(std::vector<double>(7, x)) == 0);
  }
}

TEST_CASE("standard_deviation: numbers whose sum is beyond a double have none that is finite") {
  const double largest = std::numeric_limits<double>::max();
  CHECK(std::isinf(deviation_of({largest, largest, 0})));
  CHECK(std::isinf(deviation_of({largest, -largest / 2, largest, 1})));
}

}  // namespace
}  // namespace vitrine
