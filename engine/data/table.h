#pragma once

#include <string>
#include <vector>

namespace vitrine {

enum class ColumnType {
  number,
  category,  ///< Text that repeats.
  text,      ///< Free text and identifiers: never a feature.
  date,      ///< Recognised, never a feature yet.
  empty,     ///< No value at all.
};

/// "number", "category", ...
const char* name_of(ColumnType type);

/// The type a name stands for. @throws Error code "unknown_type".
ColumnType column_type(const std::string& name);

/// One typed column.
struct Column {
  std::string name;
  ColumnType type = ColumnType::number;
  std::vector<double> numbers;  ///< number: one per row, NaN where missing or no finite number.
  std::vector<int> codes;       ///< category: index into `categories` per row, -1 where missing.
  std::vector<std::string>
      categories;  ///< category: distinct values; in numeric order if all are numbers, else by bytes.
  std::vector<std::string> cells;  ///< The text of every row, "" where missing, for previews and retyping.
};

/// A typed table: columns of equal length.
struct Table {
  std::vector<Column> columns;
  std::vector<int> lines;  ///< Line of the file where each row begins; empty where there is no file.

  int rows() const { return columns.empty() ? 0 : static_cast<int>(columns[0].cells.size()); }

  /// Position of the column called `name`, or -1.
  int find(const std::string& name) const;
};

}  // namespace vitrine
