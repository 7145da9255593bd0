#include "search/study.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "error.h"
#include "search/random_search.h"

namespace vitrine {
namespace {

Json number_or_null(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

[[noreturn]] void damaged(std::string_view field, std::initializer_list<Piece> problem) {
  fail("damaged_trial", {"The trial's field \"", field, "\" ", concat(problem), "."}, {.path = field});
}

const Json& field(const Json& document, const std::string& name) {
  if (!document.is_object()) fail("damaged_trial", {"A trial must be an object, not ", document.dump(), "."});
  const Json* found = document.find(name);
  if (found == nullptr) damaged(name, {"is missing"});
  return *found;
}

double read_number(const Json& value, const std::string& name) {
  if (value.is_null()) return std::numeric_limits<double>::quiet_NaN();
  if (!value.is_number()) damaged(name, {"must be a number or null, not ", value.dump()});
  return value.get<double>();
}

}  // namespace

Json write_trial(const TrialResult& result) {
  Json folds = Json::array();
  for (const double fold : result.folds) folds.push_back(number_or_null(fold));
  Json document = Json::object();
  document["trial"] = result.trial;
  document["parameters"] = result.parameters;
  document["value"] = number_or_null(result.value);
  document["state"] = result.state;
  document["stopped"] = nullptr;
  document["failure"] = result.failure.empty() ? Json(nullptr) : Json(result.failure);
  document["folds"] = std::move(folds);
  return document;
}

TrialResult read_trial(const Json& document) {
  TrialResult result;
  const Json& trial = field(document, "trial");
  const bool counts = trial.is_number_integer() && trial.get<std::int64_t>() >= 0 &&
                      trial.get<std::int64_t>() <= std::numeric_limits<int>::max();
  if (!counts) damaged("trial", {"must be a whole number from 0 on, not ", trial.dump()});
  result.trial = trial.get<int>();
  result.parameters = field(document, "parameters");
  if (!result.parameters.is_object())
    damaged("parameters", {"must be an object, not ", result.parameters.dump()});
  const Json& state = field(document, "state");
  if (state != "complete" && state != "failed")
    damaged("state", {"is ", state.dump(), ", not complete or failed"});
  result.state = state.get<std::string>();
  result.value = read_number(field(document, "value"), "value");
  if (result.state == "complete" && !std::isfinite(result.value))
    damaged("value", {"is no number in a complete trial"});
  const Json& failure = field(document, "failure");
  if (!failure.is_null() && !failure.is_string())
    damaged("failure", {"must be text or null, not ", failure.dump()});
  if (failure.is_string()) result.failure = failure.get<std::string>();
  const Json& folds = field(document, "folds");
  if (!folds.is_array()) damaged("folds", {"must be a list, not ", folds.dump()});
  for (const Json& fold : folds) result.folds.push_back(read_number(fold, "folds"));
  return result;
}

Study::Study(StudyOptions options) : options_(std::move(options)) {}

std::optional<int> Study::ask() {
  while (next_ < options_.trials && asked_.contains(next_)) ++next_;
  if (next_ >= options_.trials) return std::nullopt;
  asked_.insert(next_);
  return next_++;
}

Assignment Study::parameters(int trial) const { return sample_random(options_.space, options_.seed, trial); }

void Study::tell(TrialResult result) {
  asked_.insert(result.trial);
  const auto place =
      std::lower_bound(results_.begin(), results_.end(), result.trial,
                       [](const TrialResult& known, int trial) { return known.trial < trial; });
  if (place == results_.end() || place->trial != result.trial) {
    results_.insert(place, std::move(result));
    return;
  }
  if (write_trial(*place) != write_trial(result)) {
    fail("conflicting_trial", {"Trial ", result.trial,
                               " is there twice with different results; one of them is of another study."});
  }
}

std::optional<std::size_t> Study::best() const {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < results_.size(); ++i) {
    if (results_[i].state != "complete") continue;
    const bool better = !best || (options_.larger_is_better ? results_[i].value > results_[*best].value
                                                            : results_[i].value < results_[*best].value);
    if (better) best = i;
  }
  return best;
}

}  // namespace vitrine
