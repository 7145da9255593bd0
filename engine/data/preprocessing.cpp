#include "data/preprocessing.h"

#include <algorithm>
#include <cmath>

#include "data/column_type.h"
#include "data/text_index.h"
#include "data/wording.h"
#include "error.h"
#include "nn/names.h"

namespace vitrine {
namespace {

const Column& column_called(const Table& table, const std::string& name) {
  const int position = table.find(name);
  if (position < 0) {
    fail("missing_column", {"The table has no column \"", name, "\", which the model needs."});
  }
  return table.columns[static_cast<std::size_t>(position)];
}

bool contains(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Fitting: a column without a value in the rows has no encoding.

std::optional<ColumnEncoding> fit_number(const Column& column, std::span<const int> rows,
                                         const PreprocessingOptions& options) {
  const NumberSample sample(column, rows);
  if (sample.empty()) return std::nullopt;
  ColumnEncoding encoding;
  encoding.name = column.name;
  encoding.type = ColumnType::number;
  const double fill = fit_imputation(sample, options.imputation, options.fill_value);
  encoding.fill = fill;
  encoding.scaling = fit_scaling(sample, options.scaling);
  encoding.missing_indicator = options.missing_indicator && sample.missing() > 0;
  if (!std::isfinite(fill) || !std::isfinite(encoding.scaling.shift) ||
      !std::isfinite(encoding.scaling.scale)) {
    fail("not_finite", {"Column \"", column.name,
                        "\" holds numbers so large that their sum or spread is not finite; give them in "
                        "another unit, or ignore the column."});
  }
  return encoding;
}

/// Rows with each of the column's categories.
std::vector<int> count_categories(const Column& column, std::span<const int> rows) {
  std::vector<int> counts(column.categories.size(), 0);
  for (const int row : rows) {
    const int code = column.codes[static_cast<std::size_t>(row)];
    if (code >= 0) ++counts[static_cast<std::size_t>(code)];
  }
  return counts;
}

/// Only categories that occur in the rows become inputs: one that never occurs could not be learned.
std::optional<ColumnEncoding> fit_category(const Column& column, std::span<const int> rows,
                                           const PreprocessingOptions& options) {
  ColumnEncoding encoding;
  encoding.name = column.name;
  encoding.type = ColumnType::category;
  const std::vector<int> counts = count_categories(column, rows);
  const auto total = static_cast<double>(rows.size());
  int present = 0;
  int most = 0;
  for (std::size_t code = 0; code < counts.size(); ++code) {
    if (counts[code] == 0) continue;
    const std::string& category = column.categories[code];
    encoding.categories.push_back(category);
    // A product such as 0.07 * 100, which is a hair above 7, is 7.
    if (counts[code] < options.rare_share * total - 1e-9) encoding.rare.push_back(category);
    const bool leads = counts[code] > most || (counts[code] == most && category < *encoding.category_fill);
    if (leads) encoding.category_fill = category;
    most = std::max(most, counts[code]);
    present += counts[code];
  }
  if (encoding.categories.empty()) return std::nullopt;
  // The table's order knows the categories of all rows: whether they are all numbers, for one.
  sort_categories(encoding.categories);
  sort_categories(encoding.rare);
  if (options.missing_category != MissingCategory::most_frequent) encoding.category_fill.reset();
  const bool has_missing = present < static_cast<int>(rows.size());
  encoding.missing_indicator = options.missing_category == MissingCategory::own_category && has_missing;
  return encoding;
}

// Encoding.

void require_type(const Column& column, ColumnType type) {
  if (column.type == type) return;
  const bool is_empty = column.type == ColumnType::empty;
  fail("wrong_type",
       {"Column \"", column.name, "\" must be a ", name_of(type), ", but holds ",
        is_empty ? "no value at all." : concat({"values of type ", name_of(column.type), "."})});
}

[[noreturn]] void refuse_missing(const Table& table, const Column& column, int row) {
  const int line = table.lines.empty() ? 0 : table.lines[static_cast<std::size_t>(row)];
  const std::string& cell = column.cells[static_cast<std::size_t>(row)];
  fail("missing_value",
       {line > 0 ? "Line " : "Row ", line > 0 ? line : row + 1, " has ",
        cell.empty() ? "no value" : wording::quoted(cell), " in column ", wording::quoted(column.name),
        ", where the model needs a finite number: it has no preprocessing that says what stands in for a "
        "missing one. Fill in the number or leave the row out."},
       {.line = line});
}

void encode_number(const ColumnEncoding& encoding, const Table& table, const Column& column,
                   std::span<const int> rows, int first, Matrix<double>& inputs) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const double x = column.numbers[static_cast<std::size_t>(rows[i])];
    const bool is_missing = std::isnan(x);
    if (is_missing && !encoding.fill) refuse_missing(table, column, rows[i]);
    const auto example = static_cast<Eigen::Index>(i);
    inputs(first, example) = encoding.scaling(is_missing ? *encoding.fill : x);
    if (encoding.missing_indicator) inputs(first + 1, example) = is_missing ? 1 : 0;
  }
}

void encode_category(const ColumnEncoding& encoding, const Column& column, std::span<const int> rows,
                     int first, Matrix<double>& inputs) {
  constexpr int none = -1;
  TextIndex known;
  for (const std::string& category : encoding.categories) {
    if (!contains(encoding.rare, category)) known.add(category);
  }
  const auto other = static_cast<int>(known.size());  // The rare ones' input comes last, and is one for all.
  for (const std::string& category : encoding.rare) known.add(category);
  const auto input_of = [&](const std::string& category) { return std::min(known.find(category), other); };

  std::vector<int> input_of_code;
  for (const std::string& category : column.categories) input_of_code.push_back(input_of(category));
  const int input_of_missing = encoding.category_fill ? input_of(*encoding.category_fill) : none;
  const int indicator = first + encoding.inputs() - 1;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const int code = column.codes[static_cast<std::size_t>(rows[i])];
    const int input = code < 0 ? input_of_missing : input_of_code[static_cast<std::size_t>(code)];
    const auto example = static_cast<Eigen::Index>(i);
    if (input != none) inputs(first + input, example) = 1;
    if (encoding.missing_indicator && code < 0) inputs(indicator, example) = 1;
  }
}

}  // namespace

MissingCategory missing_category_from_name(std::string_view name) {
  return static_cast<MissingCategory>(
      position_of_choice("treatment of missing categories", name, missing_category_names));
}

int ColumnEncoding::inputs() const {
  const std::size_t values =
      type == ColumnType::number ? 1 : categories.size() - rare.size() + (rare.empty() ? 0 : 1);
  return static_cast<int>(values) + (missing_indicator ? 1 : 0);
}

int Preprocessing::inputs() const { return first_inputs().back(); }

std::vector<int> Preprocessing::first_inputs() const {
  std::vector<int> first = {0};
  for (const ColumnEncoding& column : columns) first.push_back(first.back() + column.inputs());
  return first;
}

std::vector<std::string> Preprocessing::input_names() const {
  std::vector<std::string> names;
  for (const ColumnEncoding& column : columns) {
    if (column.type == ColumnType::number) names.push_back(column.name);
    for (const std::string& category : column.categories) {
      if (!contains(column.rare, category)) names.push_back(column.name + " = " + category);
    }
    if (!column.rare.empty()) names.push_back(column.name + " = other");
    if (column.missing_indicator) names.push_back(column.name + " missing");
  }
  return names;
}

Matrix<double> Preprocessing::transform(const Table& table, std::span<const int> rows) const {
  const std::vector<int> first = first_inputs();
  Matrix<double> inputs = Matrix<double>::Zero(first.back(), static_cast<Eigen::Index>(rows.size()));
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const Column& column = column_called(table, columns[c].name);
    require_type(column, columns[c].type);
    if (columns[c].type == ColumnType::number) {
      encode_number(columns[c], table, column, rows, first[c], inputs);
    } else {
      encode_category(columns[c], column, rows, first[c], inputs);
    }
  }
  return inputs;
}

Preprocessing fit_preprocessing(const Table& table, std::span<const std::string> columns,
                                std::span<const int> rows, const PreprocessingOptions& options) {
  Preprocessing preprocessing;
  for (const std::string& name : columns) {
    const Column& column = column_called(table, name);
    if (column.type != ColumnType::number) require_type(column, ColumnType::category);
    std::optional<ColumnEncoding> encoding = column.type == ColumnType::number
                                                 ? fit_number(column, rows, options)
                                                 : fit_category(column, rows, options);
    if (encoding) preprocessing.columns.push_back(std::move(*encoding));
  }
  if (preprocessing.columns.empty()) {
    fail("no_usable_feature", {"No column has a value in the training rows, so there is nothing to predict "
                               "from. Add rows, or fill in values."});
  }
  return preprocessing;
}

}  // namespace vitrine
