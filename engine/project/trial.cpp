#include "project/trial.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "error.h"
#include "project/cross_validation.h"
#include "project/measure.h"
#include "project/options.h"
#include "search/random_search.h"
#include "train/metrics/metric_table.h"

namespace vitrine {
namespace {

/// Options that shape the network, its training or what is fitted on training rows.
bool can_be_searched(const std::string& path) {
  for (const char* group : {"network.", "training.", "data.preprocessing."}) {
    if (path.rfind(group, 0) == 0) return true;
  }
  return false;
}

bool is_integer(const std::string& path) {
  const Option* option = find_option(path);
  const NumberOption* number = option != nullptr ? std::get_if<NumberOption>(&option->kind) : nullptr;
  return number != nullptr && number->integer;
}

/// Tries one value of the space on a project, so that a study never meets a value its options refuse.
void try_value(Project project, const SearchParameter& parameter, const Json& value,
               const std::string& where) {
  try {
    set_option(project, parameter.path, value);
  } catch (const Error& error) {
    const std::string path = "search.space." + parameter.path;
    fail(error.code(), {path, where, ": ", error.what()}, {.path = path});
  }
}

Json equal_layers(int depth, int units, const std::string& activation) {
  Json layers = Json::array();
  for (int i = 0; i < depth; ++i) layers.push_back({{"units", units}, {"activation", activation}});
  return layers;
}

void check_parameter(const Project& project, const SearchParameter& parameter) {
  switch (parameter.kind) {
    case SearchParameter::Kind::choices:
      for (const Json& choice : parameter.choices)
        try_value(project, parameter, choice, ", choice " + choice.dump());
      break;
    case SearchParameter::Kind::layers:
      try_value(project, parameter,
                equal_layers(parameter.depth_low, parameter.units_low, parameter.activation), ", low");
      try_value(project, parameter,
                equal_layers(parameter.depth_high, parameter.units_high, parameter.activation), ", high");
      break;
    case SearchParameter::Kind::range:
      for (const auto& [end, value] : {std::pair{"low", parameter.low}, std::pair{"high", parameter.high}}) {
        try_value(project, parameter,
                  parameter.integer ? Json(static_cast<std::int64_t>(value)) : Json(value),
                  std::string(", ") + end);
      }
      break;
  }
}

/// All rows but the test rows, in ascending order.
std::vector<int> search_positions(const Split& split) {
  std::vector<int> positions = split.train;
  positions.insert(positions.end(), split.validation.begin(), split.validation.end());
  std::sort(positions.begin(), positions.end());
  return positions;
}

std::vector<Fold> deal(const Project& project, const PreparedData& data, std::span<const int> positions) {
  return make_folds(data, positions, project.search.folds, project.search.repeats,
                    static_cast<std::uint64_t>(project.seeds.search));
}

std::vector<Fold> folds_of(const Project& project, const PreparedData& data) {
  if (project.search.folds > 1) return deal(project, data, search_positions(data.split));
  if (project.search.repeats > 1) {
    fail("out_of_range",
         {"search.repeats is ", project.search.repeats,
          ", but with search.folds = 1 there is one split to score: choose 2 or more folds to repeat."},
         {.path = "search.repeats"});
  }
  if (data.split.validation.empty()) {
    fail("no_rows",
         {"search.folds is 1, so the validation split scores each trial, and it is empty: raise "
          "data.split.validation or choose 2 or more folds."},
         {.path = "search.folds"});
  }
  return {{data.split.train, data.split.validation}};
}

}  // namespace

StudyOptions study_options(const Project& project) {
  SearchSpace space = read_search_space(project.search.space);
  for (SearchParameter& parameter : space.parameters) {
    const std::string path = "search.space." + parameter.path;
    if (!can_be_searched(parameter.path)) {
      fail("not_searchable",
           {path,
            " cannot be searched: a space may name network, training and "
            "data.preprocessing options."},
           {.path = path});
    }
    if (parameter.kind == SearchParameter::Kind::range && is_integer(parameter.path)) set_integer(parameter);
    check_parameter(project, parameter);
  }
  int trials = project.search.trials;
  if (const int size = finite_size(space); size > 0) trials = std::min(trials, size);
  check_metric(task_from_name(project.data.task), project.search.metric);
  const metrics::MetricRow* metric = metrics::find_metric(project.search.metric);
  return {std::move(space), static_cast<std::uint64_t>(project.seeds.search), trials, project.search.metric,
          metric->larger_is_better};
}

Json study_document(const Project& project, const std::string& data_sha256) {
  const Project defaults = default_project();
  Project identity = project;
  identity.title = defaults.title;
  identity.explain = defaults.explain;
  identity.seeds.explain = defaults.seeds.explain;
  identity.search.trials = defaults.search.trials;
  // Bytes identify a table; the name of the file they came from does not.
  if (!data_sha256.empty()) identity.data.source = defaults.data.source;
  Json document = Json::object();
  document["version"] = 1;
  document["project"] = write_project(identity);
  document["data"] = data_sha256.empty() ? Json(nullptr) : Json(data_sha256);
  return document;
}

Project apply_trial(Project project, const Assignment& parameters) {
  if (!parameters.is_object()) {
    fail("wrong_type", {"The parameters of a trial must be an object, not ", parameters.dump(), "."});
  }
  for (const auto& [path, value] : parameters.items()) set_option(project, path, value);
  return project;
}

struct Trial::State {
  State(std::string_view metric_name, TrialResult asked, Project project, const Table& table,
        PreparedData data, std::vector<Fold> folds)
      : metric(metric_name),
        result(std::move(asked)),
        validation(std::move(project), table, std::move(data), std::move(folds), {&metric, 1}) {}

  std::string_view metric;
  TrialResult result;
  CrossValidation validation;

  void finish() {
    result.folds.clear();
    result.failure = validation.failure();
    for (const std::vector<metrics::Metric>& scores : validation.scores()) {
      result.folds.push_back(scores[0].value_or(std::numeric_limits<double>::quiet_NaN()));
      if (result.failure.empty()) result.failure = scores[0].reason();
    }
    if (result.failure.empty()) result.value = spread_of(result.folds).mean;
    result.state = result.failure.empty() ? "complete" : "failed";
  }
};

Trial::Trial(const Project& project, const Table& table, int trial, std::span<const int> positions) {
  const StudyOptions study = study_options(project);
  TrialResult result;
  result.trial = trial;
  result.parameters = sample_random(study.space, study.seed, trial);
  result.value = std::numeric_limits<double>::quiet_NaN();
  Project tried = apply_trial(project, result.parameters);
  PreparedData data = prepare_data(tried, table);
  std::vector<Fold> folds = positions.empty() ? folds_of(tried, data) : deal(tried, data, positions);
  state_ = std::make_unique<State>(metrics::find_metric(study.metric)->name, std::move(result),
                                   std::move(tried), table, std::move(data), std::move(folds));
}
Trial::~Trial() = default;
Trial::Trial(Trial&&) noexcept = default;

bool Trial::advance(int steps) {
  try {
    if (!state_->validation.advance(steps)) return false;
    if (state_->result.state.empty()) state_->finish();
  } catch (const Error& error) {
    // Options that are fine one by one and do not go together are this draw's bad luck, not the study's end.
    if (error.code() != "conflicting_options") throw;
    state_->result.failure = error.what();
    state_->result.state = "failed";
  }
  return true;
}

double Trial::progress() const { return state_->validation.progress(); }

const TrialResult& Trial::result() const { return state_->result; }

}  // namespace vitrine
