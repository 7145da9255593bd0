#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "data/csv.h"
#include "explain/explainer.h"
#include "json.h"
#include "nn/gradient_check.h"
#include "project/cross_validation.h"
#include "project/model_file.h"
#include "project/run.h"
#include "search/study.h"
#include "train/rate_range_test.h"

/// Results as JSON, one writer each: the command line prints them and the page receives them. A number that
/// is not finite becomes null.
namespace vitrine::report {

/// {"encoding", "delimiter", "decimal", "thousands", "header", "rows", "columns": [profile], "warnings"}.
/// With a target, the label warnings too.
Json inspection(const CsvFile& file, const std::string& target);

/// How each column goes together with the target, one object per column: {"measure": "correlation",
/// "meaning", "rows", "pearson", "spearman"}, {"measure": "anova", "meaning", "rows", "f", "p",
/// "eta_squared"},
/// {"measure": "contingency", "meaning", "rows", "mutual_information", "normalized_mutual_information",
/// "cramers_v"} or {"measure": null, "reason"}. An infinite f is null; p is 0 then.
Json associations(const Table& table, const std::string& target);

/// {"names": [...], "rows": [[text]]}: the first rows as text.
Json preview(const Table& table, int rows);

/// {"code", "message", "names", "lines", "count"}; "ragged_rows" also has "short_lines" and "long_lines".
Json warning(const Warning& warning);

/// {"task", "target", "classes", "columns", "inputs", "layers": [{"inputs", "units", "activation"}],
/// "parameters",
///  "rows": {"train", "validation", "test"}, "steps_per_epoch", "warnings"}
Json run_info(const Run& run);

/// {"steps", "epoch", "epochs", "finished", "stopped_early", "best_epoch": number or null, "failure": text or
/// null, "fingerprint", "history": [epoch report]}
/// @param history_from  index of the first epoch report to include.
Json run_state(const Run& run, int history_from);

/// {"points": [{"learning_rate", "loss", "smoothed_loss"}], "suggestion": learning rate or null}
Json rate_range(const RateRangeTest& test);

/// {"checked", "worst", "parameter", "analytic", "numerical", "verdict": "agree", "kink" or "disagree",
/// "kinks", "explanation"}
Json gradient_check(const GradientCheck& check);

/// The scores of a split that training itself reports: {"rows", "accuracy", "log_loss", "confusion",
/// "classes", "threshold": number or null}, or for a numeric target {"rows", "r2", "rmse", "mae",
/// "not_available": {name: reason}}. All others are in project/metrics_report.h.
/// @param threshold  that the run's model decides at, if it does: Model::threshold.
Json scores(const Run& run, const std::string& split, std::optional<double> threshold);

/// {"classes", "columns", "players", "space", "method", "base", "prediction": [row][class],
///  "values": [row][class][player], "standard_errors": the same shape or null, "additivity_gap"}
///
/// The columns are those of the players, in their order. With no rows "base" is empty.
Json explanation(const std::vector<std::string>& classes,
                 const std::vector<std::vector<std::string>>& players, ExplainSpace space,
                 ExplainMethod method, std::span<const Explanation> rows);

/// The class that a model of classes decides for, or null where its probabilities are no prediction.
Json decided_class(const Model& model, const Vector<double>& probabilities);

/// Like the journal's line.
Json trial(const TrialResult& result);

/// {"classes", "threshold": number or null, "predictions": [{"class", "probabilities": [class]}]}, one
/// prediction per row. For a numeric target there are no classes, and a prediction is {"value"}. The class is
/// null where a probability is no number: project/prediction_warning.h says why.
/// @param predicted  as Model::predict gives it.
Json predictions(const Model& model, const Matrix<double>& predicted);

/// {"accuracy": {"mean", "standard_deviation", "folds"}, "log_loss": {...}, ..., "not_available": {name:
/// reason}}: every metric named, null where a fold has none; the reason says how many have none.
/// @param folds  the metrics of each, in the order of the names.
Json validation(std::span<const std::string_view> names, std::span<const std::vector<metrics::Metric>> folds);

/// The number, or null if it is not finite.
Json number(double value);

/// The decision threshold, or null if there is none.
Json threshold(std::optional<double> value);

}  // namespace vitrine::report
