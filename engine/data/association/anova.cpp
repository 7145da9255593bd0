#include "data/association/anova.h"

#include <cmath>
#include <limits>
#include <vector>

#include "data/association/f_distribution.h"

namespace vitrine {
namespace {

struct Group {
  int rows = 0;
  double first = 0;
  bool varies = false;
  double sum = 0;
  double mean = 0;
};

}  // namespace

Anova anova(std::span<const double> x, std::span<const int> groups) {
  // Of the rows that count: values less the first one, which keeps the digits of values near 1e6 with a
  // spread of 1, and their groups.
  std::vector<double> values;
  std::vector<std::size_t> group_of;
  double first = 0;
  for (std::size_t row = 0; row < x.size(); ++row) {
    if (std::isnan(x[row]) || groups[row] < 0) continue;
    if (values.empty()) first = x[row];
    values.push_back(x[row] - first);
    group_of.push_back(static_cast<std::size_t>(groups[row]));
  }

  std::vector<Group> all;
  double sum = 0;
  bool varies = false;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (group_of[i] >= all.size()) all.resize(group_of[i] + 1);
    Group& group = all[group_of[i]];
    if (group.rows == 0) group.first = values[i];
    group.varies = group.varies || values[i] != group.first;
    ++group.rows;
    group.sum += values[i];
    sum += values[i];
    varies = varies || values[i] != 0;
  }

  const auto rows = static_cast<double>(values.size());
  double occurring = 0;
  double between = 0;
  bool varies_inside = false;
  for (Group& group : all) {
    if (group.rows == 0) continue;
    ++occurring;
    group.mean = group.sum / group.rows;
    const double deviation = group.mean - sum / rows;
    between += group.rows * (deviation * deviation);
    varies_inside = varies_inside || group.varies;
  }
  double inside = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double deviation = values[i] - all[group_of[i]].mean;
    inside += deviation * deviation;
  }

  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  Anova result{static_cast<int>(values.size()), nan, nan, nan};
  const double freedom_between = occurring - 1;
  const double freedom_inside = rows - occurring;
  if (!varies || freedom_between < 1 || freedom_inside < 1) return result;
  // Rounded means leave deviations in groups whose values are all equal, where there are none.
  if (!varies_inside) return {result.rows, std::numeric_limits<double>::infinity(), 0, 1};
  result.f = between / freedom_between / (inside / freedom_inside);
  result.p = f_upper_tail(result.f, freedom_between, freedom_inside);
  result.eta_squared = between / (between + inside);
  return result;
}

}  // namespace vitrine
