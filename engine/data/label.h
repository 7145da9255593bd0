#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "data/table.h"
#include "data/warning.h"
#include "nn/types.h"

namespace vitrine {

/// The target column as classes.
struct ClassLabels {
  std::vector<std::string> classes;  ///< Two or more; in numeric order if all are numbers, else by bytes.
  Labels labels;                     ///< One per labelled row, in [0, classes).
  std::vector<int> rows;             ///< The table's rows that have a label, ascending.
  std::vector<Warning> warnings;     ///< "missing_label", "tiny_class", ...
};

/// @throws Error "unknown_column" that lists the columns there are.
const Column& target_column(const Table& table, const std::string& target);

/// "missing_label": so many rows have no target.
Warning missing_label(const std::string& target, std::size_t count);

/// Reads the target column, whatever its type, as class labels; rows without a label are left out.
/// Numbers are named by their shortest text, so that 1 and 1.0 are one class.
///
/// @throws Error "unknown_column"; "too_few_rows" below two labelled rows; "single_class_label";
/// "too_many_classes"
///         above 100 classes, above 10 with fewer than two rows each on average, or above 20 different
///         numbers with decimals: those are measurements.
ClassLabels read_labels(const Table& table, const std::string& target);

/// Warnings for `inspect` with a target: what read_labels would say, its errors turned into warnings.
std::vector<Warning> label_warnings(const Table& table, const std::string& target);

/// Columns a network can use to predict `target`: numbers and categories that vary, except the target.
///
/// @throws Error "no_usable_feature" if there is none.
std::vector<std::string> usable_columns(const Table& table, const std::string& target);

}  // namespace vitrine
