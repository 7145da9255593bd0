#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/preprocessing/imputation.h"
#include "data/preprocessing/scaling.h"
#include "data/table.h"
#include "nn/types.h"

namespace vitrine {

/// What a missing category becomes.
enum class MissingCategory {
  zeros,          ///< 0 in every input of its column, like a category never seen.
  own_category,   ///< A category of its own, if training rows have it: one more input.
  most_frequent,  ///< The most frequent category of training rows; on a tie the first by its bytes.
};

inline constexpr std::array<std::string_view, 3> missing_category_names = {"zeros", "own_category",
                                                                           "most_frequent"};

/// @throws Error "unknown_choice".
MissingCategory missing_category_from_name(std::string_view name);

/// How columns are to become inputs, whatever the columns are.
struct PreprocessingOptions {
  ScalingOptions scaling;
  Imputation imputation{};
  double fill_value = 0;           ///< Imputation::constant: the value.
  bool missing_indicator = false;  ///< One more input for a number column with missing values in training.
  MissingCategory missing_category{};
  double rare_share = 0;  ///< Categories of a smaller share of training rows are grouped; 0 groups none.
};

/// How one column of a table becomes inputs of the network. Everything here is fitted on training rows only.
struct ColumnEncoding {
  std::string name;
  ColumnType type = ColumnType::number;  ///< number or category.

  /// number: input = scaling(missing ? fill : x). Defaults leave x as it is and refuse missing values.
  std::optional<double> fill;  ///< All number columns have one, as fitted, or none has.
  FittedScaling scaling;

  /// category: one input per category that is not rare, 1 where the row has it; then one for all rare ones
  /// together, if there are any. A category that is not listed gives all zeros.
  std::vector<std::string> categories;       ///< All that training rows have.
  std::vector<std::string> rare;             ///< Those of them that share an input.
  std::optional<std::string> category_fill;  ///< The category that a missing value is taken for, if any.

  /// One more input at the end, 1 where the value is missing.
  bool missing_indicator = false;

  int inputs() const;
};

/// From table columns to network inputs.
struct Preprocessing {
  std::vector<ColumnEncoding> columns;

  int inputs() const;

  /// First input of each column, and one past the last: columns.size() + 1 entries. A column's inputs are
  /// adjacent, so this is also what makes one CSV column one player of a Shapley game.
  std::vector<int> first_inputs() const;

  /// Input names for people: "petal length", "colour = red", "colour = other", "age missing".
  std::vector<std::string> input_names() const;

  /// Encodes rows of a table; columns are found by name.
  /// @returns inputs x rows.size().
  /// @throws Error "missing_column" if the table lacks a column, "wrong_type" if its type differs,
  ///         "missing_value" with the line for a missing number that nothing stands in for.
  Matrix<double> transform(const Table& table, std::span<const int> rows) const;
};

/// Fits the encoding of the named columns on the given rows; no other row has a say. A column without a
/// single value in these rows is left out, as there is nothing to learn from it.
///
/// @param columns  names of number and category columns of `table`, in the order of the inputs.
/// @throws Error "no_usable_feature" if every column is left out, "not_finite" if numbers are too large for
///         their sum or spread.
Preprocessing fit_preprocessing(const Table& table, std::span<const std::string> columns,
                                std::span<const int> rows, const PreprocessingOptions& options);

}  // namespace vitrine
