#pragma once

#include <span>
#include <string>
#include <vector>

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

/// The scale a network learns a numeric target on: (value - shift) / scale has mean 0 and standard deviation
/// 1 over the rows it was fitted on, so that the same learning rates suit dollars and millimetres.
struct TargetScaling {
  double shift = 0;
  double scale = 1;

  double operator()(double value) const { return (value - shift) / scale; }
  double inverse(double scaled) const { return scaled * scale + shift; }
};

/// @param values  of the training rows; the standard deviation divides by their number. Scale 1 if they are
///                all the same.
/// @throws Error "too_large" if they are beyond what float64 can sum and square.
TargetScaling fit_target_scaling(std::span<const double> values);

}  // namespace vitrine
