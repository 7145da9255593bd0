#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "error.h"
#include "search/random_search.h"
#include "search/study.h"
#include "show_json.h"

namespace {

using vitrine::Json;
using vitrine::parse_json;
using vitrine::Study;
using vitrine::TrialResult;

Study make_study(int trials, const std::string& metric) {
  return Study({vitrine::read_search_space(nullptr), 4, trials, metric, metric == "accuracy"});
}

TrialResult complete(int trial, double value) {
  return {trial, Json::object(), value, "complete", "", {value, value}};
}

TrialResult failed(int trial) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  return {trial, Json::object(), nan, "failed", "the loss grew without bound", {0.5, nan}};
}

}  // namespace

TEST_CASE("Study: hands out each trial once, and none that was told") {
  Study study = make_study(4, "log_loss");
  study.tell(complete(1, 0.5));
  CHECK(study.ask() == 0);
  CHECK(study.ask() == 2);
  CHECK(study.ask() == 3);
  CHECK_FALSE(study.ask().has_value());
  CHECK(study.parameters(2) == vitrine::sample_random(study.options().space, 4, 2));
}

TEST_CASE("Study: results are in the order of trials, whatever order they came in") {
  Study study = make_study(3, "log_loss");
  for (const int trial : {2, 0, 1}) study.tell(complete(trial, trial));
  for (int i = 0; i < 3; ++i) CHECK(study.results()[static_cast<std::size_t>(i)].trial == i);
}

TEST_CASE("Study: the best trial is the lowest log loss or the highest accuracy; ties go to the first") {
  for (const auto& [metric, expected] : {std::pair{"log_loss", 1}, std::pair{"accuracy", 2}}) {
    const std::string named = metric;  // clang 14 cannot capture a structured binding
    CAPTURE(named);
    Study study = make_study(5, metric);
    CHECK_FALSE(study.best().has_value());
    study.tell(failed(0));
    CHECK_FALSE(study.best().has_value());
    for (const auto& [trial, value] :
         {std::pair{4, 0.2}, std::pair{3, 0.9}, std::pair{2, 0.9}, std::pair{1, 0.2}}) {
      study.tell(complete(trial, value));
    }
    REQUIRE(study.best().has_value());
    CHECK(study.results()[*study.best()].trial == expected);
  }
}

TEST_CASE("Study: a trial told twice must say the same") {
  Study study = make_study(2, "log_loss");
  study.tell(failed(0));
  study.tell(failed(0));
  CHECK(study.results().size() == 1);
  CHECK_THROWS_AS(study.tell(complete(0, 0.25)), vitrine::Error);
}

TEST_CASE("write_trial and read_trial: nothing is lost, and no number is null") {
  TrialResult result = failed(7);
  result.parameters = {{"training.optimizer.learning_rate", 0.0123}};
  const Json written = vitrine::write_trial(result);
  CHECK(written["value"].is_null());
  CHECK(written["stopped"].is_null());
  CHECK(written["folds"] == parse_json("[0.5, null]"));
  const TrialResult read = vitrine::read_trial(written);
  CHECK(std::isnan(read.value));
  CHECK(std::isnan(read.folds[1]));
  CHECK(vitrine::write_trial(read) == written);
  CHECK(vitrine::write_trial(complete(1, 0.5))["failure"].is_null());
}

TEST_CASE("read_trial: a damaged line is named by its field") {
  const Json good = vitrine::write_trial(complete(1, 0.5));
  struct Case {
    const char* field;
    Json value;
  };
  for (const auto& c :
       {Case{"trial", -1}, Case{"trial", 0.5}, Case{"parameters", Json::array()}, Case{"value", "low"},
        Case{"value", nullptr}, Case{"state", "running"}, Case{"failure", 3}, Case{"folds", 1}}) {
    CAPTURE(c.field);
    Json bad = good;
    bad[c.field] = c.value;
    try {
      vitrine::read_trial(bad);
      FAIL("not refused");
    } catch (const vitrine::Error& error) {
      CHECK(error.code() == "damaged_trial");
      CHECK(error.path() == c.field);
    }
  }
}
