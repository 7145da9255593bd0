#include "project/metrics_report.h"

#include <cmath>
#include <utility>
#include <vector>

#include "project/measure.h"
#include "project/report.h"
#include "train/metrics/calibration.h"
#include "train/metrics/class_scores.h"
#include "train/metrics/metric_table.h"
#include "train/metrics/ranking.h"
#include "train/metrics/threshold.h"

namespace vitrine::report {

namespace {

using metrics::ClassPredictions;
using metrics::Metric;
using metrics::NumberPredictions;

Json value_or_null(const Metric& metric) { return metric.available() ? Json(metric.value()) : Json(nullptr); }

/// 1 where the row is of class k, else 0.
std::vector<int> one_against_rest(const Labels& labels, int k) {
  std::vector<int> is_class;
  for (const int label : labels) is_class.push_back(label == k ? 1 : 0);
  return is_class;
}

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

Json thresholds(const ClassPredictions& rows) {
  Json document = Json::object();
  const std::vector<int> is_second = one_against_rest(rows.labels(), 1);
  const std::vector<double> scores = rows.probabilities_of(1);
  for (std::size_t goal = 0; goal < metrics::threshold_goal_names.size(); ++goal) {
    const auto choice =
        metrics::choose_threshold(is_second, scores, static_cast<metrics::ThresholdGoal>(goal));
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

Metric measured(const metrics::MetricRow& row, const ClassPredictions& rows) { return row.of_classes(rows); }
Metric measured(const metrics::MetricRow& row, const NumberPredictions& rows) { return row.of_numbers(rows); }

template <typename Predictions>
Json all_metrics(Task task, const metrics::Measured<Predictions>& predictions) {
  Json document = Json::object();
  Json missing = Json::object();
  for (const std::string_view name : metric_names_of(task)) {
    const metrics::MetricRow& row = *metrics::find_metric(name);
    const Metric value = predictions.available() ? measured(row, predictions.value())
                                                 : Metric(metrics::NotAvailable{predictions.reason()});
    document[std::string(name)] = value_or_null(value);
    if (!value.available()) missing[std::string(name)] = value.reason();
  }
  document["not_available"] = std::move(missing);
  if (predictions.available()) add_details(document, predictions.value());
  return document;
}

}  // namespace

Json metrics(const Run& run, const std::string& split) {
  const std::span<const int> positions = run.scored_split(split);
  const PreparedData& data = run.data();
  const Network<float>& network = run.trainer().network();
  Json document = Json::object();
  document["rows"] = positions.size();
  const Json measures = data.task == Task::regression
                            ? all_metrics(data.task, predict_values(network, data, run.table(), positions))
                            : all_metrics(data.task, predict_classes(network, data, run.table(), positions));
  for (const auto& [name, value] : measures.items()) document[name] = value;
  return document;
}

Json curves(const Run& run, const std::string& split) {
  Json list = Json::array();
  const auto rows =
      predict_classes(run.trainer().network(), run.data(), run.table(), run.scored_split(split));
  if (!rows.available()) return list;
  for (int k = 0; k < rows.value().classes(); ++k) {
    const std::vector<double> scores = rows.value().probabilities_of(k);
    Json& entry = list.push_back(Json::object());
    entry["class"] = rows.value().confusion().names()[static_cast<std::size_t>(k)];
    const auto roc = metrics::roc_curve(rows.value().labels(), scores, k, true);
    entry["roc"] = roc.available() ? Json({{"false_positive_rate", roc.value().false_positive_rate},
                                           {"true_positive_rate", roc.value().true_positive_rate}})
                                   : Json(nullptr);
    const auto curve = metrics::precision_recall_curve(rows.value().labels(), scores, k);
    entry["precision_recall"] =
        curve.available() ? Json({{"precision", curve.value().precision}, {"recall", curve.value().recall}})
                          : Json(nullptr);
  }
  return list;
}

}  // namespace vitrine::report
