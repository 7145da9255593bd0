#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "data/table.h"
#include "data/warning.h"

namespace vitrine {

/// What a column is to be, where a person or a model file says so instead of the data.
struct ColumnSchema {
  std::string name;
  ColumnType type;
};

/// A CSV file, read: what was detected, the typed table, and what a person should know.
struct CsvFile {
  std::string encoding;   ///< "utf-8", "utf-16" or "cp1252" (Windows-1252).
  std::string delimiter;  ///< "," ";" "\t" or "|"
  std::string decimal;    ///< "." or ","
  std::string thousands;  ///< "," "." "'" or U+00A0, or "" if there is none.
  bool header = true;     ///< Whether the first record names the columns; else they are called column_1, ...
  Table table;
  std::vector<Warning> warnings;
};

/// Reads a CSV of any common dialect: RFC 4180 with quotes, four delimiters, decimal commas, thousands marks,
/// byte order marks, Windows-1252 and UTF-16, guessed from the bytes alone.
///
/// @param overrides  columns whose type a person chose, each named once; the others are inferred.
/// @throws Error with a code ("empty_file", "no_data_rows", "not_text", "not_csv", "one_column",
///         "unclosed_quote", "bad_quote") and, where there is one, the line.
CsvFile read_csv(std::string_view bytes, const std::vector<ColumnSchema>& overrides = {});

}  // namespace vitrine
