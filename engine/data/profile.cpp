#include "data/profile.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>

#include "data/text_index.h"

namespace vitrine {
namespace {

/// How many different numbers there are, in linear time: an open hash table with linear probing (Knuth, TAOCP
/// 3, section 6.4, algorithm L) that is at most half full.
int count_distinct(const std::vector<double>& values) {
  std::size_t slots = 16;
  int slot_bits = 4;
  for (; slots < 2 * values.size(); slots *= 2) ++slot_bits;
  constexpr double empty = std::numeric_limits<double>::quiet_NaN();  // Equal to no value.
  std::vector<double> table(slots, empty);
  int distinct = 0;
  for (const double value : values) {
    const double x = value == 0 ? 0 : value;  // -0 and 0 are the same number with different bits.
    std::uint64_t bits;
    std::memcpy(&bits, &x, sizeof bits);
    // Multiplying by 2^64 / golden ratio spreads the bits upwards; the upper half of numbers with few digits
    // varies most, so it is folded in first.
    auto slot = static_cast<std::size_t>((bits ^ bits >> 32) * 0x9E3779B97F4A7C15U >> (64 - slot_bits));
    while (!std::isnan(table[slot]) && table[slot] != x) slot = (slot + 1) % slots;
    if (table[slot] == x) continue;
    table[slot] = x;
    ++distinct;
  }
  return distinct;
}

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
  const auto [min, max] = std::minmax_element(finite.begin(), finite.end());
  profile.min = *min;
  profile.max = *max;
  profile.distinct = count_distinct(finite);
}

void profile_categories(const Column& column, ColumnProfile& profile) {
  for (const std::string& category : column.categories) profile.counts.emplace_back(category, 0);
  for (const int code : column.codes) {
    if (code >= 0) ++profile.counts[static_cast<std::size_t>(code)].second;
  }
  for (const auto& [category, count] : profile.counts) profile.distinct += count > 0;
}

void profile_texts(const Column& column, ColumnProfile& profile) {
  TextIndex distinct;
  for (const std::string& cell : column.cells) {
    if (!cell.empty()) distinct.add(cell);
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
