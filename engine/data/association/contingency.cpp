#include "data/association/contingency.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "nn/math.h"

namespace vitrine {
namespace {

/// How often each category occurs, in nats: -sum p log p.
double entropy(const std::vector<double>& counts, double rows) {
  double sum = 0;
  for (const double count : counts) {
    if (count > 0) sum -= count / rows * math::log(count / rows);
  }
  return sum;
}

double occurring(const std::vector<double>& counts) {
  return static_cast<double>(
      std::count_if(counts.begin(), counts.end(), [](double count) { return count > 0; }));
}

std::size_t size_for(std::span<const int> codes) {
  int size = 0;
  for (const int code : codes) size = std::max(size, code + 1);
  return static_cast<std::size_t>(size);
}

}  // namespace

Contingency contingency(std::span<const int> a, std::span<const int> b) {
  std::vector<double> counts_a(size_for(a), 0);
  std::vector<double> counts_b(size_for(b), 0);
  std::vector<double> joint(counts_a.size() * counts_b.size(), 0);
  double rows = 0;
  for (std::size_t row = 0; row < a.size(); ++row) {
    if (a[row] < 0 || b[row] < 0) continue;
    const auto i = static_cast<std::size_t>(a[row]);
    const auto j = static_cast<std::size_t>(b[row]);
    ++rows;
    ++counts_a[i];
    ++counts_b[j];
    ++joint[i * counts_b.size() + j];
  }

  double information = 0;
  double chi_squared = 0;
  for (std::size_t i = 0; i < counts_a.size(); ++i) {
    for (std::size_t j = 0; j < counts_b.size(); ++j) {
      if (counts_a[i] == 0 || counts_b[j] == 0) continue;
      const double observed = joint[i * counts_b.size() + j];
      const double expected = counts_a[i] * counts_b[j] / rows;
      if (observed > 0) information += observed / rows * math::log(observed / expected);
      chi_squared += (observed - expected) * (observed - expected) / expected;
    }
  }

  Contingency result;
  result.rows = static_cast<int>(rows);
  const double entropy_a = entropy(counts_a, rows);
  const double entropy_b = entropy(counts_b, rows);
  result.mutual_information = std::max(0.0, information);
  if (entropy_a > 0 && entropy_b > 0) {
    result.normalized_mutual_information = result.mutual_information / ((entropy_a + entropy_b) / 2);
  }
  const double smaller = std::min(occurring(counts_a), occurring(counts_b));
  result.cramers_v = smaller > 1 ? std::min(1.0, std::sqrt(chi_squared / (rows * (smaller - 1))))
                                 : std::numeric_limits<double>::quiet_NaN();
  return result;
}

}  // namespace vitrine
