#pragma once

#include <cstddef>
#include <vector>

#include "data/column_type.h"
#include "data/table.h"
#include "data/warning.h"

namespace vitrine {

/// Rows with another number of cells than the table has columns.
struct RaggedRows {
  std::vector<int> short_lines, long_lines;  ///< The first few.
  std::size_t count = 0;

  void add(int line, bool is_short);
};

void warn_of_titles(const std::vector<int>& lines, std::vector<Warning>& warnings);
void warn_of_ragged_rows(const RaggedRows& ragged, std::size_t columns, std::vector<Warning>& warnings);

/// Everything about the typed columns: what could not be read, and what is of no use to a network.
///
/// @param lines  line of the file where each row begins.
void warn_of_columns(const Table& table, const std::vector<ColumnTrouble>& troubles,
                     const std::vector<int>& lines, std::vector<Warning>& warnings);

/// Whether a column holds at least two different values, so that something can be learned from it.
bool varies(const Column& column);

}  // namespace vitrine
