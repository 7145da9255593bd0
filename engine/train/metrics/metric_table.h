#pragma once

#include <span>
#include <string_view>

#include "train/metrics/class_predictions.h"
#include "train/metrics/metric.h"
#include "train/metrics/regression.h"

namespace vitrine::metrics {

/// What a metric is computed from, besides the truth.
enum class Needs {
  labels,          ///< The predicted class.
  probabilities,   ///< The probability of every class.
  numeric_target,  ///< A predicted number.
};

/// One line of the table of metrics: the only place where a metric that is one number is described. Reports,
/// the search and the page list what stands here.
struct MetricRow {
  std::string_view name;   ///< As documents spell it.
  std::string_view label;  ///< For people.
  std::string_view help;   ///< One sentence.
  Needs needs;
  bool larger_is_better;
  double lowest, highest;  ///< Possible values; infinite where there is no bound.
  Metric (*of_classes)(const ClassPredictions& predictions);  ///< Null for a metric of numbers.
  Metric (*of_numbers)(const NumberPredictions& rows);        ///< Null for a metric of classes.
};

/// The table; metrics of classes first.
std::span<const MetricRow> metric_table();

/// The metric with this name, or null.
const MetricRow* find_metric(std::string_view name);

}  // namespace vitrine::metrics
