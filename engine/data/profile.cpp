#include "data/profile.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_set>

namespace vitrine {
namespace {

void profile_numbers(const Column& column, ColumnProfile& profile) {
  std::vector<double> finite;
  finite.reserve(column.numbers.size());
  for (std::size_t row = 0; row < column.numbers.size(); ++row) {
    const double x = column.numbers[row];
    if (!std::isnan(x)) {
      finite.push_back(x);
      profile.sum += x;
    } else if (!column.cells[row].empty()) {
      ++profile.bad_cells;
    }
  }
  if (finite.empty()) return;
  std::sort(finite.begin(), finite.end());
  profile.min = finite.front();
  profile.max = finite.back();
  profile.distinct = static_cast<int>(std::unique(finite.begin(), finite.end()) - finite.begin());
}

void profile_categories(const Column& column, ColumnProfile& profile) {
  for (const std::string& category : column.categories) profile.counts.emplace_back(category, 0);
  for (const int code : column.codes) {
    if (code >= 0) ++profile.counts[static_cast<std::size_t>(code)].second;
  }
  for (const auto& [category, count] : profile.counts) profile.distinct += count > 0;
}

void profile_texts(const Column& column, ColumnProfile& profile) {
  std::unordered_set<std::string_view> distinct;
  for (const std::string& cell : column.cells) {
    if (!cell.empty()) distinct.insert(cell);
  }
  profile.distinct = static_cast<int>(distinct.size());
}

}  // namespace

ColumnProfile profile(const Column& column) {
  ColumnProfile profile;
  profile.name = column.name;
  profile.type = column.type;
  profile.missing = static_cast<int>(std::count_if(column.cells.begin(), column.cells.end(),
                                                   [](const std::string& cell) { return cell.empty(); }));
  if (column.type == ColumnType::number) {
    profile_numbers(column, profile);
  } else if (column.type == ColumnType::category) {
    profile_categories(column, profile);
  } else {
    profile_texts(column, profile);
  }
  return profile;
}

}  // namespace vitrine
