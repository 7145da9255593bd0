#include "project/cross_validation.h"

#include <cmath>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "data/split.h"
#include "error.h"
#include "project/decision.h"
#include "project/measure.h"

namespace vitrine {

namespace {

/// The labels at some positions.
Labels labels_at(const PreparedData& data, std::span<const int> positions) {
  Labels labels;
  labels.reserve(positions.size());
  for (const int position : positions) {
    labels.push_back(data.labels.labels[static_cast<std::size_t>(position)]);
  }
  return labels;
}

}  // namespace

std::vector<Fold> make_folds(const PreparedData& data, std::span<const int> positions, int folds, int repeats,
                             std::uint64_t seed) {
  const Labels labels = labels_at(data, positions);
  std::vector<Fold> result;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    const std::vector<int> fold_of =
        at_path("search.folds", [&] { return stratified_folds(labels, data.strata(), folds, seed, repeat); });
    for (int fold = 0; fold < folds; ++fold) {
      Fold& made = result.emplace_back();
      for (std::size_t i = 0; i < fold_of.size(); ++i) {
        (fold_of[i] == fold ? made.score : made.train).push_back(positions[i]);
      }
    }
  }
  return result;
}

namespace {

/// Share of a fold's training rows that stand in for validation rows, where something is decided on those.
constexpr double inner_validation_share = 0.2;
constexpr std::string_view more_inner_rows =
    "a fifth of a fold's training rows is taken for them, so have more rows of the rarer class";

bool needs_validation(const Project& project) {
  return project.training.early_stopping.patience > 0 || project.training.schedule.name == "plateau" ||
         chooses_threshold(project);
}

}  // namespace

struct CrossValidation::State {
  Project project;
  const Table& table;
  PreparedData data;  ///< Its split and what is fitted are those of the fold at hand.
  std::vector<Fold> folds;
  std::span<const std::string_view> metrics;

  std::optional<Trainer<float>> trainer;  ///< Of the fold at hand.
  std::vector<std::vector<metrics::Metric>> scores;
  std::string failure;

  bool finished() const { return !failure.empty() || scores.size() == folds.size(); }

  void start_fold() {
    const Fold& fold = folds[scores.size()];
    data.split = needs_validation(project) ? inner_split(fold.train) : Split{fold.train, {}, {}};
    check_decision(project, data, more_inner_rows);
    fit_on(project, table, data.split.train, data);
    Examples<float> train = training_examples(data, table, data.split.train);
    const TrainingOptions options = training_options(project, train.labels, data.labels.classes);
    trainer.emplace(build_network(project, data.preprocessing.inputs(), data.classes()), std::move(train),
                    training_examples(data, table, data.split.validation), options);
  }

  /// The rows that tell when to stop, or from which probability on a class is predicted, come out of the
  /// fold's training rows: those that score it must not.
  Split inner_split(const std::vector<int>& positions) const {
    Split split = stratified_split(labels_at(data, positions), data.strata(), inner_validation_share, 0,
                                   static_cast<std::uint64_t>(project.seeds.split));
    for (std::vector<int>* part : {&split.train, &split.validation}) {
      for (int& position : *part) position = positions[static_cast<std::size_t>(position)];
    }
    return split;
  }

  void end_fold() {
    failure = trainer->failure();
    if (failure.empty()) {
      const std::optional<double> threshold = make_model(project, data, table, trainer->network()).threshold;
      scores.push_back(
          measure(metrics, trainer->network(), data, table, folds[scores.size()].score, threshold));
    }
    trainer.reset();
  }
};

CrossValidation::CrossValidation(Project project, const Table& table, PreparedData data,
                                 std::vector<Fold> folds, std::span<const std::string_view> metrics)
    : state_(new State{std::move(project), table, std::move(data), std::move(folds), metrics, {}, {}, {}}) {}
CrossValidation::~CrossValidation() = default;
CrossValidation::CrossValidation(CrossValidation&&) noexcept = default;

bool CrossValidation::advance(int steps) {
  State& state = *state_;
  while (!state.finished() && steps > 0) {
    if (!state.trainer) state.start_fold();
    steps -= state.trainer->advance(steps);
    if (state.trainer->finished()) state.end_fold();
  }
  return state.finished();
}

double CrossValidation::progress() const {
  const State& state = *state_;
  if (state.finished()) return 1;
  double folds = static_cast<double>(state.scores.size());
  if (state.trainer) {
    const double steps =
        static_cast<double>(state.trainer->steps_per_epoch()) * state.trainer->options().epochs;
    folds += state.trainer->steps_taken() / steps;
  }
  return folds / static_cast<double>(state.folds.size());
}

const std::vector<std::vector<metrics::Metric>>& CrossValidation::scores() const { return state_->scores; }
const std::string& CrossValidation::failure() const { return state_->failure; }

Project over_all_rows(Project project) {
  project.data.split = {1, 0, 0};
  return project;
}

CrossValidation cross_validate(Project project, const Table& table, int folds, int repeats) {
  project = over_all_rows(std::move(project));
  PreparedData data = prepare_data(project, table);
  std::vector<Fold> made =
      make_folds(data, data.split.train, folds, repeats, static_cast<std::uint64_t>(project.seeds.split));
  const std::span<const std::string_view> metrics = metric_names_of(data.task);
  return {std::move(project), table, std::move(data), std::move(made), metrics};
}

Spread spread_of(std::vector<double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  const double count = static_cast<double>(values.size());
  Spread spread{sum / count, std::numeric_limits<double>::quiet_NaN(), std::move(values)};
  if (count > 1) {
    double squares = 0;
    for (const double value : spread.folds) squares += (value - spread.mean) * (value - spread.mean);
    spread.standard_deviation = std::sqrt(squares / (count - 1));
  }
  return spread;
}

}  // namespace vitrine
