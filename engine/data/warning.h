#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace vitrine {

/// Something in the data a person should know about, though it stops nothing.
struct Warning {
  std::string code;                ///< Stable name, e.g. "ragged_rows".
  std::string message;             ///< One or two sentences: what was found and what was done about it.
  std::vector<std::string> names;  ///< Columns or classes it is about; may be empty.
  std::vector<int> lines;  ///< Lines of the file it is about, counted from 1; may be empty or cut off.
  int count = 0;           ///< How many cells or rows, where that is the point; else 0.
  std::vector<int> short_lines = {};  ///< "ragged_rows": those of `lines` with too few cells,
  std::vector<int> long_lines = {};   ///< and those with too many.
};

/// Warnings list no more lines than this; `count` has them all.
inline constexpr std::size_t most_warning_lines = 100;

}  // namespace vitrine
