#include "data/preprocessing/number_sample.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vitrine {
namespace {

/// What to measure deviations in so that their squares neither overflow nor vanish: a power of two, by which
/// dividing is exact, and 1 for all but extreme ones.
double unit_of_squares(double largest_deviation) {
  if (largest_deviation == 0 || (largest_deviation >= 0x1p-400 && largest_deviation <= 0x1p+400)) return 1;
  int exponent = 0;
  std::frexp(largest_deviation, &exponent);
  return std::ldexp(1.0, exponent - 1);
}

}  // namespace

NumberSample::NumberSample(const Column& column, std::span<const int> rows) {
  values_.reserve(rows.size());
  for (const int row : rows) add(column.numbers[static_cast<std::size_t>(row)]);
}

NumberSample::NumberSample(std::span<const double> values) {
  values_.reserve(values.size());
  for (const double x : values) add(x);
}

void NumberSample::add(double x) {
  if (std::isnan(x)) {
    ++missing_;
  } else {
    // -0 and 0 are equal, so sorting may leave them in any order: their bits must not differ.
    values_.push_back(x == 0 ? 0 : x);
  }
}

double NumberSample::mean() const {
  double sum = 0;
  for (const double x : values_) sum += x;
  return sum / static_cast<double>(values_.size());
}

double NumberSample::standard_deviation() const {
  // Two passes, because values near 1e6 with a spread of 1 would lose digits in a sum of squares; subtracting
  // the square of the mean deviation takes out the rounding of the mean (Chan, Golub & LeVeque 1983,
  // eq. 1.7).
  const auto n = static_cast<double>(values_.size());
  const double center = mean();
  double largest_deviation = 0;
  for (const double x : values_) largest_deviation = std::max(largest_deviation, std::abs(x - center));
  if (!std::isfinite(largest_deviation)) return largest_deviation;
  const double unit = unit_of_squares(largest_deviation);
  double squares = 0;
  double deviations = 0;
  for (const double x : values_) {
    const double deviation = (x - center) / unit;
    squares += deviation * deviation;
    deviations += deviation;
  }
  const double variance = (squares - deviations * deviations / n) / n;
  // A constant column whose mean is rounded has a variance of this order instead of 0; scikit-learn's bound.
  constexpr double epsilon = std::numeric_limits<double>::epsilon();
  const double rounding = n * (center / unit) * epsilon;
  return variance <= n * epsilon * variance + rounding * rounding ? 0 : std::sqrt(variance) * unit;
}

double NumberSample::smallest() const { return *std::min_element(values_.begin(), values_.end()); }
double NumberSample::largest() const { return *std::max_element(values_.begin(), values_.end()); }

double NumberSample::median() const {
  const std::vector<double>& values = sorted();
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double NumberSample::quantile(double share) const {
  const std::vector<double>& values = sorted();
  const double position = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const double low = values[below];
  const double high = values[std::min(below + 1, values.size() - 1)];
  const double weight = position - static_cast<double>(below);
  // From the nearer end, so that the result never leaves [low, high].
  return weight < 0.5 ? low + (high - low) * weight : high - (high - low) * (1 - weight);
}

double NumberSample::most_frequent() const {
  const std::vector<double>& values = sorted();
  double best = values[0];
  std::size_t most = 0;
  for (std::size_t begin = 0, end = 0; begin < values.size(); begin = end) {
    while (end < values.size() && values[end] == values[begin]) ++end;
    if (end - begin > most) {
      most = end - begin;
      best = values[begin];
    }
  }
  return best;
}

const std::vector<double>& NumberSample::sorted() const {
  if (sorted_.empty()) {
    sorted_ = values_;
    std::sort(sorted_.begin(), sorted_.end());
  }
  return sorted_;
}

}  // namespace vitrine
