#include "data/csv.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "data/cell_text.h"
#include "data/column_type.h"
#include "data/csv_warnings.h"
#include "data/dialect.h"
#include "data/encoding.h"
#include "data/header.h"
#include "data/records.h"
#include "data/text_index.h"
#include "error.h"

namespace vitrine {
namespace {

/// The cells of a file by column, before they have types. Missing cells are "".
struct TextTable {
  std::vector<std::string> names;
  std::vector<std::vector<std::string>> columns;
  std::vector<int> lines;  ///< Line where each row begins.
  RaggedRows ragged;
};

/// Rows that a file of this size may have, judged from its first row.
std::size_t expected_rows(std::size_t bytes, std::size_t first_row_bytes) {
  return bytes / std::max<std::size_t>(first_row_bytes, 1) + 1;
}

/// A small file with one long line and very many short ones would grow without bound when filled up.
void require_mostly_filled(std::size_t filled_up, std::size_t bytes, int line) {
  if (filled_up <= bytes + 1'000'000) return;
  fail("not_csv",
       {"The lines of this file do not form a table: up to line ", line,
        " most of them lack most of the columns."},
       {.line = line});
}

void append_row(const Record& record, TextTable& table) {
  const std::size_t columns = table.columns.size();
  for (std::size_t c = 0; c < columns; ++c) {
    const std::string_view text = c < record.cells.size() ? record.cells[c].text : std::string_view();
    table.columns[c].emplace_back(is_missing(text) ? std::string_view() : text);
  }
  table.lines.push_back(record.line);
  if (record.cells.size() != columns) table.ragged.add(record.line, record.cells.size() < columns);
}

TextTable read_cells(std::string_view text, const Dialect& dialect, std::vector<Warning>& warnings) {
  RecordReader reader(text.substr(dialect.begin), dialect.delimiter, dialect.first_line);
  Record record;
  for (std::size_t i = 0; i < dialect.title_lines.size(); ++i) reader.next(record);

  TextTable table;
  if (dialect.header) {
    reader.next(record);
    std::vector<std::string> header;
    for (const Record::Cell& cell : record.cells) header.emplace_back(trimmed(cell.text));
    table.names = unique_names(std::move(header), dialect.columns, warnings);
  } else {
    table.names = made_up_names(dialect.columns);
  }

  table.columns.resize(dialect.columns);
  const std::size_t begin = reader.position();
  std::size_t filled_up = 0;
  while (reader.next(record)) {
    if (table.lines.empty()) {
      const std::size_t rows = expected_rows(text.size() - dialect.begin - begin, reader.position() - begin);
      for (auto& column : table.columns) column.reserve(rows);
    }
    append_row(record, table);
    filled_up += dialect.columns - std::min(dialect.columns, record.cells.size());
    require_mostly_filled(filled_up, text.size(), record.line);
  }
  if (table.lines.empty()) {
    fail("no_data_rows", {"The file has no data rows: there is nothing below the line of column names."});
  }
  return table;
}

/// The file's notation: what most of its columns with a mark in their numbers use.
void report_notation(const std::vector<CellCensus>& census, const std::vector<Notation>& chosen,
                     CsvFile& file) {
  int commas = 0;
  int points = 0;
  for (std::size_t c = 0; c < chosen.size(); ++c) {
    const bool has_marks = census[c].most_numbers() > 0 && census[c].best_notations() != every_notation;
    if (!has_marks || file.table.columns[c].type != ColumnType::number) continue;
    ++(chosen[c].decimal == ',' ? commas : points);
    if (file.thousands.empty()) file.thousands = text_of(chosen[c].thousands);
  }
  file.decimal = commas > points ? "," : ".";
}

}  // namespace

CsvFile read_csv(std::string_view bytes, const std::vector<ColumnSchema>& overrides) {
  CsvFile file;
  const DecodedText decoded(bytes);
  file.encoding = decoded.encoding();
  file.warnings = decoded.warnings();

  std::vector<std::string> known_names;
  known_names.reserve(overrides.size());
  for (const ColumnSchema& schema : overrides) known_names.push_back(schema.name);
  const Dialect dialect = guess_dialect(decoded.text(), known_names);
  file.delimiter = std::string(1, dialect.delimiter);
  file.header = dialect.header;
  TextTable text = read_cells(decoded.text(), dialect, file.warnings);
  warn_of_titles(dialect.title_lines, file.warnings);
  warn_of_ragged_rows(text.ragged, text.columns.size(), file.warnings);

  const TextIndex known(known_names);
  std::vector<CellCensus> census;
  for (const auto& cells : text.columns) census.push_back(take_census(cells));
  const std::vector<Notation> chosen = choose_notations(census, dialect.delimiter);
  std::vector<ColumnTrouble> troubles(census.size());
  for (std::size_t c = 0; c < census.size(); ++c) {
    const int position = known.find(text.names[c]);
    const std::optional<ColumnType> type =
        position < 0 ? std::nullopt : std::optional(overrides[static_cast<std::size_t>(position)].type);
    file.table.columns.push_back(make_column(std::move(text.names[c]), std::move(text.columns[c]), census[c],
                                             chosen[c], type, troubles[c]));
  }
  report_notation(census, chosen, file);
  warn_of_columns(file.table, troubles, text.lines, file.warnings);
  file.table.lines = std::move(text.lines);
  return file;
}

}  // namespace vitrine
