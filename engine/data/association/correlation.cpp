#include "data/association/correlation.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace vitrine {
namespace {

/// Deviations from the mean, times a power of two that keeps their squares in range.
///
/// Taking the first value off beforehand keeps the digits of values near 1e6 with a spread of 1.
std::vector<double> centered(std::vector<double> values) {
  const double first = values[0];
  double largest = 0;
  for (double& x : values) {
    x -= first;
    largest = std::max(largest, std::abs(x));
  }
  int exponent = 0;
  std::frexp(largest, &exponent);
  double sum = 0;
  for (double& x : values) {
    x = std::ldexp(x, -exponent);
    sum += x;
  }
  const double mean = sum / static_cast<double>(values.size());
  for (double& x : values) x -= mean;
  return values;
}

bool varies(const std::vector<double>& values) {
  return std::any_of(values.begin(), values.end(), [&](double x) { return x != values[0]; });
}

/// sum((x - mean x)(y - mean y)) / sqrt(sum((x - mean x)^2) * sum((y - mean y)^2))
double pearson(const std::vector<double>& x, const std::vector<double>& y) {
  if (!varies(x) || !varies(y)) return std::numeric_limits<double>::quiet_NaN();
  const std::vector<double> dx = centered(x);
  const std::vector<double> dy = centered(y);
  double xx = 0;
  double yy = 0;
  double xy = 0;
  for (std::size_t i = 0; i < dx.size(); ++i) {
    xx += dx[i] * dx[i];
    yy += dy[i] * dy[i];
    xy += dx[i] * dy[i];
  }
  // Rounding may lead a hair beyond the ends; written so that NaN stays.
  const double r = xy / (std::sqrt(xx) * std::sqrt(yy));
  return r > 1 ? 1 : r < -1 ? -1 : r;
}

/// Ranks from 1 to n; equal values share the mean of theirs.
std::vector<double> ranks(const std::vector<double>& values) {
  std::vector<int> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  const auto value = [&](std::size_t place) { return values[static_cast<std::size_t>(order[place])]; };
  std::sort(order.begin(), order.end(), [&](int a, int b) {
    return values[static_cast<std::size_t>(a)] < values[static_cast<std::size_t>(b)];
  });
  std::vector<double> result(values.size());
  for (std::size_t begin = 0, end = 0; begin < order.size(); begin = end) {
    while (end < order.size() && value(end) == value(begin)) ++end;
    const double shared = static_cast<double>(begin + 1 + end) / 2;
    for (std::size_t place = begin; place < end; ++place)
      result[static_cast<std::size_t>(order[place])] = shared;
  }
  return result;
}

}  // namespace

Correlation correlation(std::span<const double> x, std::span<const double> y) {
  std::vector<double> paired_x;
  std::vector<double> paired_y;
  for (std::size_t row = 0; row < x.size(); ++row) {
    if (std::isnan(x[row]) || std::isnan(y[row])) continue;
    paired_x.push_back(x[row]);
    paired_y.push_back(y[row]);
  }
  return {static_cast<int>(paired_x.size()), pearson(paired_x, paired_y),
          pearson(ranks(paired_x), ranks(paired_y))};
}

}  // namespace vitrine
