#include "data/label.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "data/column_type.h"
#include "data/csv_warnings.h"
#include "data/text_index.h"
#include "data/wording.h"
#include "decimal.h"
#include "error.h"

namespace vitrine {

const Column& target_column(const Table& table, const std::string& target) {
  const int position = table.find(target);
  if (position >= 0) return table.columns[static_cast<std::size_t>(position)];
  std::vector<std::string> names;
  for (const Column& column : table.columns) names.push_back(column.name);
  fail("unknown_column",
       {"There is no column ", wording::quoted(target), "; the table has ", wording::names(names, 100), "."});
}

Warning missing_label(const std::string& target, std::size_t count) {
  Warning warning;
  warning.code = "missing_label";
  warning.names = {target};
  warning.count = static_cast<int>(count);
  warning.message =
      concat({wording::count(count, "row has", "rows have"), " no label in column ", wording::quoted(target),
              " and ", (count == 1 ? "is" : "are"), " left out of training and scores."});
  return warning;
}

namespace {

/// The class a row belongs to: 1, 1.0 and 1e0 are one class. Empty where there is no label.
std::string class_name(const Column& column, std::size_t row) {
  const bool is_number = column.type == ColumnType::number && !std::isnan(column.numbers[row]);
  return is_number ? format_number(column.numbers[row]) : column.cells[row];
}

std::vector<int> count_rows(const ClassLabels& result) {
  std::vector<int> counts(result.classes.size(), 0);
  for (const int label : result.labels) ++counts[static_cast<std::size_t>(label)];
  return counts;
}

/// Numbers with decimals are measurements when there are many different ones.
bool looks_continuous(const Column& column, std::size_t classes) {
  constexpr std::size_t most_decimal_classes = 20;
  return column.type == ColumnType::number && classes > most_decimal_classes &&
         std::any_of(column.numbers.begin(), column.numbers.end(),
                     [](double x) { return !std::isnan(x) && x != std::trunc(x); });
}

/// Classes of fewer than two rows on average are no classes but identifiers or measurements.
bool hardly_repeats(std::size_t rows, std::size_t classes) { return classes > 10 && 2 * classes > rows; }

void require_classes(const Column& column, const ClassLabels& result) {
  const std::size_t rows = result.rows.size();
  const std::size_t classes = result.classes.size();
  const std::string name = wording::quoted(column.name);
  if (rows < 2) {
    fail("too_few_rows", {rows == 0 ? "No row has a label" : "Only 1 row has a label", " in column ", name,
                          "; at least two rows of different classes are needed."});
  }
  if (classes < 2) {
    fail("single_class_label",
         {"All rows have the same label, ", wording::quoted(result.classes[0]), ", in column ", name,
          ": there is nothing to tell apart. Choose a column with two or more classes."});
  }
  const bool too_many = classes > static_cast<std::size_t>(most_categories);
  if (too_many || hardly_repeats(rows, classes) || looks_continuous(column, classes)) {
    const std::string limit = too_many ? concat({" (at most ", most_categories, ")"}) : "";
    const bool is_number = column.type == ColumnType::number;
    const std::string what = is_number ? "a numeric measurement" : "free text or an identifier";
    fail("too_many_classes",
         {"Column ", name, " has ", wording::count(classes, "distinct value"), " in ",
          wording::count(rows, "row"), ": it looks like ", what, ", not like classes", limit,
          is_number ? ". Choose the task regression, or another target column."
                    : ". Choose another target column."});
  }
}

/// A class of one row cannot be in both the training and another split.
Warning tiny_classes(std::vector<std::string> names) {
  Warning warning;
  warning.code = "tiny_class";
  warning.message = concat({(names.size() == 1 ? "Class " : "Classes "), wording::names(names),
                            (names.size() == 1 ? " has" : " have"),
                            " a single row: it can be trained on or scored, but not both."});
  warning.names = std::move(names);
  return warning;
}

/// The classes of a column as they are; nothing is refused yet.
ClassLabels collect_classes(const Column& column) {
  ClassLabels result;
  std::vector<std::string> names;
  for (std::size_t row = 0; row < column.cells.size(); ++row) {
    std::string name = class_name(column, row);
    if (name.empty()) continue;
    names.push_back(std::move(name));
    result.rows.push_back(static_cast<int>(row));
  }
  const TextIndex distinct(names);
  result.classes.assign(distinct.begin(), distinct.end());
  sort_categories(result.classes);
  const TextIndex classes(result.classes);
  for (const std::string& name : names) result.labels.push_back(classes.find(name));
  return result;
}

std::vector<Warning> missing_label_warnings(const ClassLabels& result, const Table& table,
                                            const std::string& target) {
  const std::size_t count = static_cast<std::size_t>(table.rows()) - result.rows.size();
  if (count == 0) return {};
  return {missing_label(target, count)};
}

std::vector<Warning> tiny_class_warnings(const ClassLabels& result) {
  const std::vector<int> counts = count_rows(result);
  std::vector<std::string> names;
  for (std::size_t c = 0; c < counts.size(); ++c) {
    if (counts[c] == 1) names.push_back(result.classes[c]);
  }
  if (names.empty()) return {};
  return {tiny_classes(std::move(names))};
}

}  // namespace

ClassLabels read_labels(const Table& table, const std::string& target) {
  const Column& column = target_column(table, target);
  ClassLabels result = collect_classes(column);
  require_classes(column, result);
  result.warnings = missing_label_warnings(result, table, target);
  for (Warning& warning : tiny_class_warnings(result)) result.warnings.push_back(std::move(warning));
  return result;
}

std::vector<Warning> label_warnings(const Table& table, const std::string& target) {
  const Column& column = target_column(table, target);
  const ClassLabels result = collect_classes(column);
  std::vector<Warning> warnings = missing_label_warnings(result, table, target);
  try {
    require_classes(column, result);
    for (Warning& warning : tiny_class_warnings(result)) warnings.push_back(std::move(warning));
  } catch (const Error& error) {
    Warning warning;
    warning.code = error.code();
    warning.message = error.what();
    warning.names = {target};
    warnings.push_back(std::move(warning));
  }
  return warnings;
}

std::vector<std::string> usable_columns(const Table& table, const std::string& target) {
  std::vector<std::string> names;
  for (const Column& column : table.columns) {
    if (column.name != target && varies(column)) names.push_back(column.name);
  }
  if (names.empty()) {
    fail("no_usable_feature",
         {"There is no column to predict ", wording::quoted(target),
          " from: a number or category column whose values differ is needed beside it."});
  }
  return names;
}

}  // namespace vitrine
