#include "project/measure.h"

#include <algorithm>
#include <cassert>

#include "error.h"
#include "train/metrics/metric_names.h"
#include "train/metrics/metric_table.h"

namespace vitrine {

using metrics::ClassPredictions;
using metrics::Measured;
using metrics::Metric;
using metrics::NumberPredictions;

Measured<ClassPredictions> predict_classes(const Network<float>& network, const PreparedData& data,
                                           const Table& table, std::span<const int> positions,
                                           std::optional<double> threshold) {
  Examples<float> examples = select_examples(data, table, positions);
  const Matrix<float> logits = network.class_logits(examples.inputs);
  Measured<ClassPredictions> measured =
      ClassPredictions::from_logits(logits, std::move(examples.labels), data.labels.classes);
  if (!threshold || !measured.available()) return measured;
  ClassPredictions predictions = measured.value();
  predictions.decide_at(*threshold);
  return predictions;
}

Measured<NumberPredictions> predict_values(const Network<float>& network, const PreparedData& data,
                                           const Table& table, std::span<const int> positions) {
  return NumberPredictions::from(numbers_at(data, positions),
                                 predict_numbers(network, data, table, positions));
}

std::span<const std::string_view> metric_names_of(Task task) {
  return task == Task::regression ? metrics::number_metric_names : metrics::class_metric_names;
}

void check_metric(Task task, std::string_view name) {
  const std::span<const std::string_view> names = metric_names_of(task);
  if (std::find(names.begin(), names.end(), name) != names.end()) return;
  fail("wrong_metric",
       {"The metric ", name, " does not measure ", name_of(task), "; choose one of ", comma_separated(names),
        "."},
       {.path = "search.metric"});
}

namespace {

Metric value_of(const metrics::MetricRow& row, const ClassPredictions& rows) { return row.of_classes(rows); }
Metric value_of(const metrics::MetricRow& row, const NumberPredictions& rows) { return row.of_numbers(rows); }

template <typename Predictions>
std::vector<Metric> measure_all(std::span<const std::string_view> names,
                                const Measured<Predictions>& predictions) {
  std::vector<Metric> values;
  for (const std::string_view name : names) {
    const metrics::MetricRow* row = metrics::find_metric(name);
    assert(row != nullptr);
    values.push_back(predictions.available() ? value_of(*row, predictions.value())
                                             : Metric(metrics::NotAvailable{predictions.reason()}));
  }
  return values;
}

}  // namespace

std::vector<Metric> measure(std::span<const std::string_view> names,
                            const Measured<ClassPredictions>& predictions) {
  return measure_all(names, predictions);
}

std::vector<Metric> measure(std::span<const std::string_view> names,
                            const Measured<NumberPredictions>& predictions) {
  return measure_all(names, predictions);
}

std::vector<Metric> measure(std::span<const std::string_view> names, const Network<float>& network,
                            const PreparedData& data, const Table& table, std::span<const int> positions,
                            std::optional<double> threshold) {
  return data.task == Task::regression
             ? measure(names, predict_values(network, data, table, positions))
             : measure(names, predict_classes(network, data, table, positions, threshold));
}

}  // namespace vitrine
