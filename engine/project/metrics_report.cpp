#include "project/metrics_report.h"

#include <utility>
#include <vector>

#include "project/measure.h"
#include "project/report.h"
#include "train/metrics/calibration.h"
#include "train/metrics/class_scores.h"
#include "train/metrics/ranking.h"
#include "train/metrics/threshold.h"

namespace vitrine::report {

namespace {

using metrics::ClassPredictions;
using metrics::Metric;
using metrics::NumberPredictions;

Json value_or_null(const Metric& metric) { return metric.available() ? Json(metric.value()) : Json(nullptr); }

Json confusion_rows(const metrics::ConfusionMatrix& confusion) {
  Json rows = Json::array();
  for (int truth = 0; truth < confusion.classes(); ++truth) {
    Json& row = rows.push_back(Json::array());
    for (int k = 0; k < confusion.classes(); ++k) row.push_back(confusion.count(truth, k));
  }
  return rows;
}

Json per_class(const ClassPredictions& rows) {
  Json list = Json::array();
  for (int k = 0; k < rows.classes(); ++k) {
    const metrics::ClassScores scores = metrics::class_scores(rows.confusion(), k);
    const std::vector<double> probabilities = rows.probabilities_of(k);
    list.push_back(
        {{"class", rows.confusion().names()[static_cast<std::size_t>(k)]},
         {"precision", value_or_null(scores.precision)},
         {"recall", value_or_null(scores.recall)},
         {"f1", value_or_null(scores.f1)},
         {"support", scores.support},
         {"roc_auc", value_or_null(metrics::roc_auc(rows.labels(), probabilities, k))},
         {"average_precision", value_or_null(metrics::average_precision(rows.labels(), probabilities, k))}});
  }
  return list;
}

Json calibration(const ClassPredictions& rows) {
  Json bins = Json::array();
  for (const metrics::ReliabilityBin& bin : metrics::confidence_reliability(rows)) {
    bins.push_back({{"lower", bin.lower},
                    {"upper", bin.upper},
                    {"rows", bin.rows},
                    {"mean_probability", value_or_null(bin.mean_probability)},
                    {"frequency", value_or_null(bin.frequency)}});
  }
  return bins;
}

/// Of two classes; the second is the positive one.
Json thresholds(const ClassPredictions& rows) {
  Json document = Json::object();
  const std::vector<double> scores = rows.probabilities_of(1);
  for (std::size_t goal = 0; goal < metrics::threshold_goal_names.size(); ++goal) {
    const auto choice =
        metrics::choose_threshold(rows.labels(), scores, static_cast<metrics::ThresholdGoal>(goal));
    document[std::string(metrics::threshold_goal_names[goal])] =
        choice.available()
            ? Json({{"threshold", number(choice.value().threshold)}, {"value", choice.value().value}})
            : Json(nullptr);
  }
  return document;
}

void add_details(Json& document, const ClassPredictions& rows) {
  document["classes"] = rows.confusion().names();
  document["confusion"] = confusion_rows(rows.confusion());
  document["per_class"] = per_class(rows);
  document["calibration"] = calibration(rows);
  if (rows.classes() == 2) document["thresholds"] = thresholds(rows);
}

void add_details(Json& document, const NumberPredictions& rows) {
  document["actual"] = rows.targets();
  document["predicted"] = rows.predictions();
}

/// Every metric of the task, and the details of what they were measured on.
template <typename Predictions>
void add_all(Json& document, Task task, const metrics::Measured<Predictions>& predictions) {
  const std::span<const std::string_view> names = metric_names_of(task);
  const std::vector<Metric> values = measure(names, predictions);
  Json missing = Json::object();
  for (std::size_t i = 0; i < names.size(); ++i) {
    document[std::string(names[i])] = value_or_null(values[i]);
    if (!values[i].available()) missing[std::string(names[i])] = values[i].reason();
  }
  document["not_available"] = std::move(missing);
  if (predictions.available()) add_details(document, predictions.value());
}

}  // namespace

Json metrics(const PreparedData& data, const Table& table, const Network<float>& network,
             std::span<const int> positions, std::optional<double> threshold) {
  Json document = Json::object();
  document["rows"] = positions.size();
  if (data.task == Task::regression) {
    add_all(document, data.task, predict_values(network, data, table, positions));
  } else {
    add_all(document, data.task, predict_classes(network, data, table, positions, threshold));
    document["threshold"] = report::threshold(threshold);
  }
  return document;
}

Json metrics(const Run& run, const std::string& split, std::optional<double> threshold) {
  return metrics(run.data(), run.table(), run.trainer().network(), run.scored_split(split), threshold);
}

}  // namespace vitrine::report
