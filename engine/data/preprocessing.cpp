#include "data/preprocessing.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <unordered_map>

#include "data/wording.h"
#include "error.h"

namespace vitrine {
namespace {

const Column& column_called(const Table& table, const std::string& name) {
  const int position = table.find(name);
  if (position < 0) {
    fail("missing_column", {"The table has no column \"", name, "\", which the model needs."});
  }
  return table.columns[static_cast<std::size_t>(position)];
}

/// The values of a number column in the given rows, in row order, without the missing ones.
std::vector<double> values_present(const Column& column, std::span<const int> rows) {
  std::vector<double> values;
  values.reserve(rows.size());
  for (const int row : rows) {
    const double x = column.numbers[static_cast<std::size_t>(row)];
    if (!std::isnan(x)) values.push_back(x);
  }
  return values;
}

/// Summed in row order.
double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double x : values) sum += x;
  return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

/// The middle value, or the mean of the two middle ones.
double median_of(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

/// sqrt of the mean squared deviation, or 1 for a column that does not vary.
///
/// Two passes, because values near 1e6 with a spread of 1 would lose digits in a sum of squares; subtracting
/// the square of the mean deviation takes out the rounding of the mean (Chan, Golub & LeVeque 1983, eq. 1.7).
double standard_scale(const std::vector<double>& values, double mean) {
  const auto n = static_cast<double>(values.size());
  if (values.empty()) return 1;
  double squares = 0;
  double deviations = 0;
  for (const double x : values) {
    squares += (x - mean) * (x - mean);
    deviations += x - mean;
  }
  const double variance = (squares - deviations * deviations / n) / n;
  // A constant column whose mean is rounded has a variance of this order instead of 0; scikit-learn's bound.
  constexpr double epsilon = std::numeric_limits<double>::epsilon();
  const double rounding = n * mean * epsilon;
  return variance <= n * epsilon * variance + rounding * rounding ? 1 : std::sqrt(variance);
}

ColumnEncoding fit_number(const Column& column, std::span<const int> rows, Scaling scaling,
                          Imputation imputation) {
  ColumnEncoding encoding;
  encoding.name = column.name;
  encoding.type = ColumnType::number;
  const std::vector<double> values = values_present(column, rows);
  const double mean = mean_of(values);
  encoding.fill = imputation == Imputation::mean ? mean : median_of(values);
  if (scaling == Scaling::standard) {
    encoding.shift = mean;
    encoding.scale = standard_scale(values, mean);
  }
  return encoding;
}

/// Only categories that occur in the rows become inputs: one that never occurs could not be learned.
ColumnEncoding fit_category(const Column& column, std::span<const int> rows) {
  ColumnEncoding encoding;
  encoding.name = column.name;
  encoding.type = ColumnType::category;
  std::vector<bool> seen(column.categories.size(), false);
  for (const int row : rows) {
    const int code = column.codes[static_cast<std::size_t>(row)];
    if (code >= 0) seen[static_cast<std::size_t>(code)] = true;
  }
  for (std::size_t code = 0; code < seen.size(); ++code) {
    if (seen[code]) encoding.categories.push_back(column.categories[code]);
  }
  return encoding;
}

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
    if (std::isnan(x) && !encoding.fill) refuse_missing(table, column, rows[i]);
    const double filled = std::isnan(x) ? *encoding.fill : x;
    inputs(first, static_cast<Eigen::Index>(i)) = (filled - encoding.shift) / encoding.scale;
  }
}

void encode_category(const ColumnEncoding& encoding, const Column& column, std::span<const int> rows,
                     int first, Matrix<double>& inputs) {
  std::unordered_map<std::string, int> input_of;
  for (std::size_t k = 0; k < encoding.categories.size(); ++k) {
    input_of.emplace(encoding.categories[k], static_cast<int>(k));
  }
  std::vector<int> input_of_code;  // -1: a category the encoding does not know.
  for (const std::string& category : column.categories) {
    const auto found = input_of.find(category);
    input_of_code.push_back(found == input_of.end() ? -1 : found->second);
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const int code = column.codes[static_cast<std::size_t>(rows[i])];
    const int input = code < 0 ? -1 : input_of_code[static_cast<std::size_t>(code)];
    if (input >= 0) inputs(first + input, static_cast<Eigen::Index>(i)) = 1;
  }
}

}  // namespace

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
    for (const std::string& category : column.categories) names.push_back(column.name + " = " + category);
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
                                std::span<const int> rows, Scaling scaling, Imputation imputation) {
  Preprocessing preprocessing;
  for (const std::string& name : columns) {
    const Column& column = column_called(table, name);
    if (column.type != ColumnType::number) require_type(column, ColumnType::category);
    preprocessing.columns.push_back(column.type == ColumnType::number
                                        ? fit_number(column, rows, scaling, imputation)
                                        : fit_category(column, rows));
  }
  return preprocessing;
}

}  // namespace vitrine
