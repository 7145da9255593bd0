#pragma once

#include <optional>
#include <span>
#include <string>

#include "json.h"
#include "project/run.h"

/// Everything that can be measured on some rows, as JSON. Apart from the other reports: a program that only
/// trains goes without these functions.
namespace vitrine::report {

/// {"rows", every metric of the table by its name: number or null, "not_available": {name: reason}}, and
///
/// - for classes: "classes", "threshold": number or null, "confusion": [true class][predicted class],
///   "per_class": [{"class", "precision", "recall", "f1", "support", "roc_auc", "average_precision"}],
///   "calibration": [{"lower", "upper", "rows", "mean_probability", "frequency"}] of the confidence in ten
///   bins;
/// - for two classes: "thresholds": {goal: {"threshold", "value"}}, each the best on these very rows for the
///   second class: choose on validation rows;
/// - for a numeric target: "actual" and "predicted", one number per row, in its unit.
///
/// @param positions  of the prepared labels.
/// @param threshold  that the model of the network decides at, if it does: Model::threshold.
Json metrics(const PreparedData& data, const Table& table, const Network<float>& network,
             std::span<const int> positions, std::optional<double> threshold);

/// The same of a run, on a split. @throws Error "no_rows" if the split is empty.
Json metrics(const Run& run, const std::string& split, std::optional<double> threshold);

}  // namespace vitrine::report
