#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "data/table.h"
#include "nn/types.h"

namespace vitrine {

enum class Scaling { standard, none };
enum class Imputation { mean, median };

/// How one column of a table becomes inputs of the network. Everything here is fitted on training rows only.
struct ColumnEncoding {
  std::string name;
  ColumnType type = ColumnType::number;  ///< number or category.

  /// number: input = ((missing ? fill : x) - shift) / scale. Defaults leave x as it is and refuse missing
  /// values.
  std::optional<double> fill;  ///< All number columns have one, as fitted, or none has.
  double shift = 0;
  double scale = 1;

  /// category: one input per category, 1 where the row has it; an unknown or missing value gives all zeros.
  std::vector<std::string> categories;

  int inputs() const { return type == ColumnType::number ? 1 : static_cast<int>(categories.size()); }
};

/// From table columns to network inputs.
struct Preprocessing {
  std::vector<ColumnEncoding> columns;

  int inputs() const;

  /// First input of each column, and one past the last: columns.size() + 1 entries. A column's inputs are
  /// adjacent, so this is also what makes one CSV column one player of a Shapley game.
  std::vector<int> first_inputs() const;

  /// Input names for people: "petal length", "colour = red".
  std::vector<std::string> input_names() const;

  /// Encodes rows of a table; columns are found by name.
  /// @returns inputs x rows.size().
  /// @throws Error "missing_column" if the table lacks a column, "wrong_type" if its type differs,
  ///         "missing_value" with the line for a missing number that nothing stands in for.
  Matrix<double> transform(const Table& table, std::span<const int> rows) const;
};

/// Fits the encoding of the named columns on the given rows: scikit-learn's StandardScaler conventions
/// (variance divided by n; a constant column has scale 1), sums in row order in float64.
///
/// @param columns  names of number and category columns of `table`, in the order of the inputs.
Preprocessing fit_preprocessing(const Table& table, std::span<const std::string> columns,
                                std::span<const int> rows, Scaling scaling, Imputation imputation);

}  // namespace vitrine
