#include "project/report.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "data/association.h"
#include "data/label.h"
#include "data/profile.h"
#include "project/prediction_warning.h"

namespace vitrine::report {
namespace {

Json warnings_of(const std::vector<Warning>& warnings) {
  Json list = Json::array();
  for (const Warning& each : warnings) list.push_back(warning(each));
  return list;
}

Json column(const Column& column) {
  const ColumnProfile summary = profile(column);
  Json document = Json::object();
  document["name"] = summary.name;
  document["type"] = name_of(summary.type);
  document["missing"] = summary.missing;
  document["distinct"] = summary.distinct;
  if (summary.type == ColumnType::number) {
    document["min"] = number(summary.min);
    document["max"] = number(summary.max);
    document["sum"] = number(summary.sum);
    document["bad_cells"] = summary.bad_cells;
  }
  if (summary.type == ColumnType::category) {
    Json& counts = document["counts"] = Json::object();
    for (const auto& [value, rows] : summary.counts) counts[value] = rows;
  }
  return document;
}

Json epoch(const EpochReport& report) {
  Json document = Json::object();
  document["epoch"] = report.epoch;
  document["learning_rate"] = report.learning_rate;
  document["train_loss"] = number(report.train_loss);
  document["train_accuracy"] = number(report.train_accuracy);
  document["validation_loss"] = number(report.validation_loss);
  document["validation_accuracy"] = number(report.validation_accuracy);
  return document;
}

template <typename Values>
Json numbers(const Values& values) {
  Json list = Json::array();
  for (Eigen::Index i = 0; i < values.size(); ++i) list.push_back(number(values(i)));
  return list;
}

/// [class][player]
Json rows_of(const Matrix<double>& values) {
  Json list = Json::array();
  for (Eigen::Index i = 0; i < values.rows(); ++i) list.push_back(numbers(values.row(i)));
  return list;
}

Json spread(std::vector<double> values) {
  const Spread summary = spread_of(std::move(values));
  Json document = Json::object();
  document["mean"] = number(summary.mean);
  document["standard_deviation"] = number(summary.standard_deviation);
  document["folds"] = Json::array();
  for (const double value : summary.folds) document["folds"].push_back(number(value));
  return document;
}

}  // namespace

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json threshold(std::optional<double> value) { return value ? Json(*value) : Json(nullptr); }

Json warning(const Warning& warning) {
  Json document = Json::object();
  document["code"] = warning.code;
  document["message"] = warning.message;
  document["names"] = warning.names;
  document["lines"] = warning.lines;
  document["count"] = warning.count;
  if (!warning.short_lines.empty() || !warning.long_lines.empty()) {
    document["short_lines"] = warning.short_lines;
    document["long_lines"] = warning.long_lines;
  }
  return document;
}

Json inspection(const CsvFile& file, const std::string& target) {
  Json document = Json::object();
  document["encoding"] = file.encoding;
  document["delimiter"] = file.delimiter;
  document["decimal"] = file.decimal;
  document["thousands"] = file.thousands.empty() ? Json(nullptr) : Json(file.thousands);
  document["header"] = file.header;
  document["rows"] = file.table.rows();
  document["columns"] = Json::array();
  for (const Column& each : file.table.columns) document["columns"].push_back(column(each));
  std::vector<Warning> warnings = file.warnings;
  if (!target.empty()) {
    const std::vector<Warning> more = label_warnings(file.table, target);
    warnings.insert(warnings.end(), more.begin(), more.end());
  }
  document["warnings"] = warnings_of(warnings);
  return document;
}

Json associations(const Table& table, const std::string& target) {
  Json list = Json::array();
  for (const Association& association : vitrine::associations(table, target)) {
    Json& document = list.push_back(Json::object());
    if (association.measure.empty()) {
      document["measure"] = nullptr;
      document["reason"] = association.reason;
      continue;
    }
    document["measure"] = association.measure;
    document["meaning"] = association.meaning;
    document["rows"] = association.rows;
    for (const auto& [name, value] : association.values) document[std::string(name)] = number(value);
  }
  return list;
}

Json preview(const Table& table, int rows) {
  Json document = Json::object();
  Json& names = document["names"] = Json::array();
  for (const Column& column : table.columns) names.push_back(column.name);
  Json lines = Json::array();
  for (int row = 0; row < std::min(rows, table.rows()); ++row) {
    Json line = Json::array();
    for (const Column& column : table.columns) line.push_back(column.cells[static_cast<std::size_t>(row)]);
    lines.push_back(std::move(line));
  }
  document["rows"] = std::move(lines);
  return document;
}

Json run_info(const Run& run) {
  const PreparedData& data = run.data();
  const Network<float>& network = run.trainer().network();
  Json document = Json::object();
  document["task"] = name_of(data.task);
  document["target"] = data.target;
  document["classes"] = data.labels.classes;
  document["columns"] = data.columns;
  document["inputs"] = data.preprocessing.input_names();
  Json& layers = document["layers"] = Json::array();
  for (const Layer& layer : network.layers()) {
    layers.push_back({{"kind", name_of(layer.kind)},
                      {"inputs", layer.inputs},
                      {"units", layer.units},
                      {"activation", name_of(layer.activation)}});
  }
  document["parameters"] = network.parameter_count();
  document["rows"] = {{"train", data.split.train.size()},
                      {"validation", data.split.validation.size()},
                      {"test", data.split.test.size()}};
  document["steps_per_epoch"] = run.trainer().steps_per_epoch();
  document["warnings"] = warnings_of(data.warnings);
  return document;
}

Json run_state(const Run& run, int history_from) {
  const Trainer<float>& trainer = run.trainer();
  Json document = Json::object();
  document["steps"] = trainer.steps_taken();
  document["epoch"] = trainer.history().size();
  document["epochs"] = trainer.options().epochs;
  document["finished"] = trainer.finished();
  document["stopped_early"] = trainer.stopped_early();
  document["best_epoch"] = trainer.best_epoch() > 0 ? Json(trainer.best_epoch()) : Json(nullptr);
  document["failure"] = trainer.failure().empty() ? Json(nullptr) : Json(trainer.failure());
  document["fingerprint"] = trainer.network().fingerprint();
  Json& history = document["history"] = Json::array();
  for (auto i = static_cast<std::size_t>(std::max(history_from, 0)); i < trainer.history().size(); ++i) {
    history.push_back(epoch(trainer.history()[i]));
  }
  return document;
}

Json rate_range(const RateRangeTest& test) {
  Json points = Json::array();
  for (const RateRangeTest::Point& point : test.points()) {
    points.push_back(
        {{"learning_rate", point.rate}, {"loss", point.loss}, {"smoothed_loss", point.smoothed}});
  }
  const std::optional<double> suggestion = test.suggestion();
  return {{"points", std::move(points)},
          {"suggestion", suggestion ? Json(*suggestion) : Json(nullptr)},
          {"failure", test.failure().empty() ? Json(nullptr) : Json(test.failure())}};
}

Json gradient_check(const GradientCheck& check) {
  return {{"checked", check.checked},
          {"worst", number(check.worst)},
          {"parameter", check.parameter()},
          {"analytic", number(check.analytic)},
          {"numerical", number(check.numerical)},
          {"verdict", gradient_verdict_names[static_cast<std::size_t>(check.verdict())]},
          {"kinks", check.kinks},
          {"explanation", check.explanation()}};
}

Json scores(const Run& run, const std::string& split, std::optional<double> threshold) {
  Json document = Json::object();
  if (run.data().task == Task::regression) {
    const RegressionScores scores = run.evaluate_numbers(split);
    document["rows"] = scores.rows;
    Json missing = Json::object();
    for (const auto& [name, metric] : {std::pair("r2", &scores.r_squared), std::pair("rmse", &scores.rmse),
                                       std::pair("mae", &scores.mae)}) {
      document[name] = metric->available() ? Json(metric->value()) : Json(nullptr);
      if (!metric->available()) missing[name] = metric->reason();
    }
    document["not_available"] = std::move(missing);
    return document;
  }
  const ClassificationScores scores = run.evaluate(split, threshold);
  document["rows"] = scores.rows;
  document["accuracy"] = number(scores.accuracy);
  document["log_loss"] = number(scores.log_loss);
  document["confusion"] = scores.confusion;
  document["classes"] = run.data().labels.classes;
  document["threshold"] = report::threshold(threshold);
  return document;
}

Json explanation(const std::vector<std::string>& classes,
                 const std::vector<std::vector<std::string>>& players, ExplainSpace space,
                 ExplainMethod method, std::span<const Explanation> rows) {
  Json document = Json::object();
  document["classes"] = classes;
  Json& columns = document["columns"] = Json::array();
  for (const auto& player : players) {
    for (const std::string& column : player) columns.push_back(column);
  }
  document["players"] = players;
  document["space"] = name_of(space);
  document["method"] = name_of(method);
  document["base"] = rows.empty() ? Json::array() : numbers(rows[0].base);
  Json prediction = Json::array();
  Json values = Json::array();
  Json errors = Json::array();
  double gap = 0;
  for (const Explanation& row : rows) {
    prediction.push_back(numbers(row.prediction));
    values.push_back(rows_of(row.values));
    if (row.standard_errors.size() > 0) errors.push_back(rows_of(row.standard_errors));
    // Not std::max: the gap of a row whose output is infinite may be no number, and then the largest is none
    // either.
    if (!std::isnan(gap) && !(row.additivity_gap <= gap)) gap = row.additivity_gap;
  }
  document["prediction"] = std::move(prediction);
  document["values"] = std::move(values);
  document["standard_errors"] = errors.empty() ? Json(nullptr) : std::move(errors);
  document["additivity_gap"] = number(gap);
  return document;
}

Json decided_class(const Model& model, const Vector<double>& probabilities) {
  if (!is_prediction(probabilities)) return nullptr;
  return model.classes[static_cast<std::size_t>(model.decide(probabilities))];
}

Json trial(const TrialResult& result) { return write_trial(result); }

Json predictions(const Model& model, const Matrix<double>& predicted) {
  Json list = Json::array();
  for (Eigen::Index row = 0; row < predicted.cols(); ++row) {
    const Vector<double> outputs = predicted.col(row);
    list.push_back(model.predicts_numbers() ? Json({{"value", number(outputs(0))}})
                                            : Json({{"class", decided_class(model, outputs)},
                                                    {"probabilities", numbers(outputs)}}));
  }
  return {{"classes", model.classes},
          {"threshold", threshold(model.threshold)},
          {"predictions", std::move(list)}};
}

Json validation(std::span<const std::string_view> names,
                std::span<const std::vector<metrics::Metric>> folds) {
  Json document = Json::object();
  Json missing = Json::object();
  for (std::size_t metric = 0; metric < names.size(); ++metric) {
    const std::string name(names[metric]);
    std::vector<double> values;
    std::size_t first = folds.size();  // without a value
    for (std::size_t fold = 0; fold < folds.size(); ++fold) {
      if (folds[fold][metric].available()) {
        values.push_back(folds[fold][metric].value());
      } else if (first == folds.size()) {
        first = fold;
      }
    }
    const std::size_t without = folds.size() - values.size();
    // A mean over some of the folds would be one of other rows than its neighbours'.
    document[name] = without == 0 ? spread(std::move(values)) : Json(nullptr);
    if (without == 0) continue;
    const std::string reason = folds[first][metric].reason();
    missing[name] = without == folds.size() ? reason
                                            : concat({"In ", without, " of ", folds.size(),
                                                      " folds, the first is fold ", first + 1, ": ", reason});
  }
  document["not_available"] = std::move(missing);
  return document;
}

}  // namespace vitrine::report
