#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/table.h"

namespace vitrine {

/// How a column and the target go together, by the measure that suits their types.
struct Association {
  std::string_view measure;  ///< "correlation", "anova" or "contingency"; empty where none is available.
  std::string_view meaning;  ///< What the measure says, in plain words.
  int rows = 0;              ///< Rows that count: both have a value.
  std::vector<std::pair<std::string_view, double>> values;  ///< By name; an F may be infinite.
  std::string reason;  ///< Why no measure is available; empty where one is.
};

/// Measures every column against the target, over all rows where both have a value.
///
/// The target counts as classes where read_labels() takes it for classes, whatever its type, and else as a
/// number. Two numbers are measured by correlation, a number and classes or categories by an analysis of
/// variance, two of the latter by their table of counts.
///
/// @returns one per column of the table, in its order.
/// @throws Error "unknown_column" if the table has no such target.
std::vector<Association> associations(const Table& table, const std::string& target);

}  // namespace vitrine
