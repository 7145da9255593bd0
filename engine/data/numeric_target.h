#pragma once

#include <span>
#include <string>
#include <vector>

#include "data/preprocessing/scaling.h"
#include "data/table.h"
#include "data/warning.h"

namespace vitrine {

/// The target column as numbers, in its own unit.
struct NumericTarget {
  std::vector<double> values;     ///< One per row that has a number; finite.
  std::vector<int> rows;          ///< Those rows of the table, ascending.
  std::vector<Warning> warnings;  ///< "missing_label".
};

/// Reads the target column as numbers; rows without one are left out.
///
/// @throws Error "unknown_column"; "not_numeric" for a column of another type; "too_few_rows" below two rows
///         with a number; "constant_target" if all are the same.
NumericTarget read_numeric_target(const Table& table, const std::string& target);

/// The scale a network learns a numeric target on: mean 0 and standard deviation 1 over the training rows, so
/// that the same learning rates suit dollars and millimetres.
///
/// @param values  of the training rows, at least one.
/// @throws Error "not_finite" if they are too large for their sum.
FittedScaling fit_target_scaling(std::span<const double> values);

}  // namespace vitrine
