#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine {

/// How a CSV file is laid out, guessed from its beginning.
struct Dialect {
  char delimiter = ',';
  std::size_t begin = 0;         ///< Byte where the records begin: after a line such as "sep=;".
  int first_line = 1;            ///< Line of that byte.
  std::vector<int> title_lines;  ///< Lines of the leading records that are titles above the table.
  bool header = true;            ///< Whether the first record after the titles names the columns.
  std::size_t columns = 0;       ///< Cells of a full row.
};

/// Guesses the dialect from the first records.
///
/// @param known_names  columns that somebody expects, from a model file say: a first record with one of them
/// is a
///                     header, and may be the only column.
/// @throws Error "empty_file" if there is nothing but blanks, "one_column" if no delimiter separates
/// anything,
///         "not_csv" if the lines do not form a table, "unclosed_quote" if an open quote hides everything
///         else.
Dialect guess_dialect(std::string_view text, const std::vector<std::string>& known_names = {});

}  // namespace vitrine
