#include "data/csv_warnings.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "data/wording.h"
#include "text.h"

namespace vitrine {
namespace {

std::vector<int> lines_of(const std::vector<int>& rows, const std::vector<int>& lines) {
  std::vector<int> result;
  result.reserve(rows.size());
  for (const int row : rows) result.push_back(lines[static_cast<std::size_t>(row)]);
  return result;
}

void warn_of_mixed_types(const Column& column, const ColumnTrouble& trouble, const std::vector<int>& lines,
                         std::vector<Warning>& warnings) {
  Warning warning;
  warning.code = "mixed_types";
  warning.names = {column.name};
  warning.lines = lines_of(trouble.text_rows, lines);
  warning.count = trouble.texts;
  const std::string first = wording::quoted(column.cells[static_cast<std::size_t>(trouble.text_rows[0])]);
  warning.message =
      "Column " + wording::quoted(column.name) + " holds numbers, but " +
      wording::count(static_cast<std::size_t>(trouble.texts), "cell is not one", "cells are not") + ": " +
      first + " in line " + concat({warning.lines[0]}) + (trouble.texts > 1 ? " is the first. " : ". ") +
      (column.type == ColumnType::number ? "It counts as missing where numbers are needed."
                                         : "The column is read as text.");
  warnings.push_back(warning);
}

void warn_of_infinite_values(const Column& column, const ColumnTrouble& trouble,
                             const std::vector<int>& lines, std::vector<Warning>& warnings) {
  Warning warning;
  warning.code = "infinite_values";
  warning.names = {column.name};
  warning.lines = lines_of(trouble.infinite_rows, lines);
  warning.count = trouble.infinite;
  const auto count = static_cast<std::size_t>(trouble.infinite);
  warning.message =
      "Column " + wording::quoted(column.name) + " has " +
      wording::count(count, "infinite or too large number", "infinite or too large numbers") + " in " +
      wording::lines(warning.lines, count) + "; " +
      (column.type == ColumnType::number ? "they count as missing." : "the column is read as text.");
  warnings.push_back(warning);
}

/// A remark that one warning makes about all the columns it applies to.
struct Remark {
  const char* code;
  std::string about_one, about_several;  ///< What follows "Column "x"" and "Columns "x" and "y"".
  bool (*applies)(const Column& column, const ColumnTrouble& trouble);
};

const std::vector<Remark>& remarks() {
  static const std::string too_many = concat({"more than ", most_categories, " different texts and "});
  static const std::vector<Remark> all = {
      {"leading_zeros",
       "has digits with leading zeros, as post codes and identifiers have; it is read as text, not as "
       "numbers.",
       "have digits with leading zeros, as post codes and identifiers have; they are read as text, not as "
       "numbers.",
       [](const Column&, const ColumnTrouble& trouble) { return trouble.leading_zeros; }},
      {"precision_loss", "has whole numbers with too many digits to be kept exactly; it is read as text.",
       "have whole numbers with too many digits to be kept exactly; they are read as text.",
       [](const Column& column, const ColumnTrouble& trouble) {
         return trouble.precision_loss && column.type != ColumnType::number;
       }},
      {"precision_loss", "has whole numbers with too many digits to be kept exactly; they are rounded.",
       "have whole numbers with too many digits to be kept exactly; they are rounded.",
       [](const Column& column, const ColumnTrouble& trouble) {
         return trouble.precision_loss && column.type == ColumnType::number;
       }},
      {"date_column", "holds dates, which a network cannot use yet.",
       "hold dates, which a network cannot use yet.",
       [](const Column& column, const ColumnTrouble&) { return column.type == ColumnType::date; }},
      {"all_missing_column", "holds no value at all.", "hold no value at all.",
       [](const Column& column, const ColumnTrouble&) { return column.type == ColumnType::empty; }},
      {"constant_column", "has the same value in every row, so nothing can be learned from it.",
       "have the same value in every row, so nothing can be learned from them.",
       [](const Column& column, const ColumnTrouble&) {
         const bool is_feature = column.type == ColumnType::number || column.type == ColumnType::category;
         return column.cells.size() > 1 && is_feature && !varies(column);
       }},
      {"too_many_categories", "has " + too_many + "is not used as input. Make it a category if it is one.",
       "have " + too_many + "are not used as input. Make them categories if they are.",
       [](const Column&, const ColumnTrouble& trouble) { return trouble.too_many_categories; }},
  };
  return all;
}

}  // namespace

void RaggedRows::add(int line, bool is_short) {
  ++count;
  std::vector<int>& lines = is_short ? short_lines : long_lines;
  if (lines.size() < most_warning_lines) lines.push_back(line);
}

void warn_of_titles(const std::vector<int>& lines, std::vector<Warning>& warnings) {
  if (lines.empty()) return;
  Warning warning;
  warning.code = "ragged_rows";
  warning.lines = lines;
  warning.short_lines = lines;
  warning.count = static_cast<int>(lines.size());
  warning.message = "The table begins below " + wording::lines(lines, lines.size()) +
                    (lines.size() == 1 ? ", which was" : ", which were") + " taken for a title and left out.";
  warnings.push_back(warning);
}

void warn_of_ragged_rows(const RaggedRows& ragged, std::size_t columns, std::vector<Warning>& warnings) {
  if (ragged.count == 0) return;
  Warning warning;
  warning.code = "ragged_rows";
  warning.short_lines = ragged.short_lines;
  warning.long_lines = ragged.long_lines;
  std::merge(ragged.short_lines.begin(), ragged.short_lines.end(), ragged.long_lines.begin(),
             ragged.long_lines.end(), std::back_inserter(warning.lines));
  warning.count = static_cast<int>(ragged.count);
  warning.message = wording::count(ragged.count, "row does", "rows do") + " not have " +
                    wording::count(columns, "cell") + " (" + wording::lines(warning.lines, ragged.count) +
                    "): missing cells at the end are left empty, surplus ones are dropped.";
  warnings.push_back(warning);
}

void warn_of_columns(const Table& table, const std::vector<ColumnTrouble>& troubles,
                     const std::vector<int>& lines, std::vector<Warning>& warnings) {
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (troubles[c].mixed) warn_of_mixed_types(table.columns[c], troubles[c], lines, warnings);
    if (troubles[c].infinite > 0) warn_of_infinite_values(table.columns[c], troubles[c], lines, warnings);
  }
  for (const Remark& remark : remarks()) {
    Warning warning;
    warning.code = remark.code;
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      if (remark.applies(table.columns[c], troubles[c])) warning.names.push_back(table.columns[c].name);
    }
    if (warning.names.empty()) continue;
    const bool is_one = warning.names.size() == 1;
    warning.message = (is_one ? "Column " : "Columns ") + wording::names(warning.names) + " " +
                      (is_one ? remark.about_one : remark.about_several);
    warnings.push_back(warning);
  }
}

bool varies(const Column& column) {
  if (column.type == ColumnType::category) return column.categories.size() > 1;
  if (column.type != ColumnType::number) return false;
  const auto is_number = [](double x) { return !std::isnan(x); };
  const auto first = std::find_if(column.numbers.begin(), column.numbers.end(), is_number);
  return std::any_of(first, column.numbers.end(), [&](double x) { return is_number(x) && x != *first; });
}

}  // namespace vitrine
