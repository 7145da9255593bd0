#pragma once

#include <optional>
#include <span>

#include "data/warning.h"
#include "project/model_file.h"

namespace vitrine {

/// Whether a model says anything of a row: probabilities or a number that are finite.
/// @param predicted  a column of what Model::predict gives.
bool is_prediction(const Vector<double>& predicted);

/// Rows for which a model has no prediction, as "no_prediction": on the way through the network the numbers
/// left float64. None if there is no such row.
///
/// @param rows       of the table, as they were predicted.
/// @param predicted  as Model::predict gives it, one column per row.
std::optional<Warning> warn_of_no_prediction(const Model& model, const Table& table,
                                             std::span<const int> rows, const Matrix<double>& predicted);

}  // namespace vitrine
