#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "data/table.h"
#include "nn/network.h"
#include "project/run.h"
#include "train/metrics/class_predictions.h"
#include "train/metrics/metric.h"
#include "train/metrics/regression.h"

namespace vitrine {

/// What a trained network says of some rows, ready to be measured.
///
/// @param positions  of the prepared labels, encoded as `data` was fitted.
/// @param threshold  of the decision between two classes; none for the most probable class.
metrics::Measured<metrics::ClassPredictions> predict_classes(const Network<float>& network,
                                                             const PreparedData& data, const Table& table,
                                                             std::span<const int> positions,
                                                             std::optional<double> threshold);

/// The same for a numeric target, in its own unit.
metrics::Measured<metrics::NumberPredictions> predict_values(const Network<float>& network,
                                                             const PreparedData& data, const Table& table,
                                                             std::span<const int> positions);

/// The names of all metrics of a task.
std::span<const std::string_view> metric_names_of(Task task);

/// @throws Error "wrong_metric" if the metric is one of the other task.
void check_metric(Task task, std::string_view name);

/// Metrics of predictions, in the order of their names, all of one task; where there are no predictions, none
/// is available for the same reason.
std::vector<metrics::Metric> measure(std::span<const std::string_view> names,
                                     const metrics::Measured<metrics::ClassPredictions>& predictions);
std::vector<metrics::Metric> measure(std::span<const std::string_view> names,
                                     const metrics::Measured<metrics::NumberPredictions>& predictions);

/// Metrics of a network on some rows.
std::vector<metrics::Metric> measure(std::span<const std::string_view> names, const Network<float>& network,
                                     const PreparedData& data, const Table& table,
                                     std::span<const int> positions, std::optional<double> threshold);

}  // namespace vitrine
