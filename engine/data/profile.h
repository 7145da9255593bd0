#pragma once

#include <string>
#include <utility>
#include <vector>

#include "data/table.h"

namespace vitrine {

/// What a column holds, in a few numbers.
struct ColumnProfile {
  std::string name;
  ColumnType type;
  int missing = 0;
  int distinct = 0;
  int bad_cells = 0;                 ///< number: cells that are text but no finite number.
  double min = 0, max = 0, sum = 0;  ///< number: over its finite values, summed in row order.
  std::vector<std::pair<std::string, int>>
      counts;  ///< category: rows per value, in the order of `categories`.
};

ColumnProfile profile(const Column& column);

}  // namespace vitrine
