#include <doctest/doctest.h>

#include <string>

#include "error.h"
#include "search/space.h"
#include "show_json.h"

namespace {

using vitrine::Json;
using vitrine::parse_json;

std::string error_of(const std::string& space) {
  try {
    vitrine::read_search_space(parse_json(space));
  } catch (const vitrine::Error& error) {
    return error.code() + " " + error.path();
  }
  return "";
}

}  // namespace

TEST_CASE("read_search_space: each of the three kinds is read as it was written") {
  const Json document = parse_json(R"({
    "training.optimizer.learning_rate": {"low": 0.0001, "high": 0.1, "log": true},
    "training.l2": {"low": 0, "high": 0.25},
    "training.batch_size": {"choices": [16, 32, "all"]},
    "network.layers": {"depth": {"low": 1, "high": 3}, "units": {"low": 4, "high": 64, "log": true}, "activation": "tanh"}
  })");
  const vitrine::SearchSpace space = vitrine::read_search_space(document);
  REQUIRE(space.parameters.size() == 4);
  CHECK(space.parameters[0].kind == vitrine::SearchParameter::Kind::range);
  CHECK(space.parameters[0].low == 0.0001);
  CHECK(space.parameters[0].high == 0.1);
  CHECK(space.parameters[0].log);
  CHECK_FALSE(space.parameters[1].log);
  CHECK(space.parameters[2].choices == std::vector<Json>{16, 32, "all"});
  CHECK(space.parameters[3].depth_high == 3);
  CHECK(space.parameters[3].units_low == 4);
  CHECK(space.parameters[3].units_log);
  CHECK(space.parameters[3].activation == "tanh");
  CHECK(vitrine::write_search_space(space) == document);
}

TEST_CASE("read_search_space: null is the default space and reads back as itself") {
  const vitrine::SearchSpace space = vitrine::read_search_space(nullptr);
  CHECK(space.parameters.size() >= 4);
  const Json written = vitrine::write_search_space(space);
  CHECK(vitrine::write_search_space(vitrine::read_search_space(written)) == written);
}

TEST_CASE("read_search_space: choices of whole layer lists are choices") {
  const vitrine::SearchSpace space =
      vitrine::read_search_space(parse_json(R"({"network.layers": {"choices": [[{"units": 4}], []]}})"));
  CHECK(space.parameters[0].kind == vitrine::SearchParameter::Kind::choices);
}

TEST_CASE("read_search_space: a mistake is named by its path") {
  struct Case {
    const char* space;
    const char* error;
  };
  for (
      const auto& c : {
          Case{"[]", "wrong_type search.space"},
          Case{"{}", "empty_space search.space"},
          Case{R"({"a": 3})", "wrong_type search.space.a"},
          Case{R"({"a": {"low": 1}})", "missing_field search.space.a.high"},
          Case{R"({"a": {"low": 1, "high": "2"}})", "wrong_type search.space.a.high"},
          Case{R"({"a": {"low": 2, "high": 1}})", "out_of_range search.space.a.low"},
          Case{R"({"a": {"low": 0, "high": 1, "log": true}})", "out_of_range search.space.a.low"},
          Case{R"({"a": {"low": 1, "high": 2, "log": "yes"}})", "wrong_type search.space.a.log"},
          Case{R"({"a": {"low": 1, "high": 2, "hihg": 2}})", "unknown_field search.space.a.hihg"},
          Case{R"({"a": {"choices": []}})", "wrong_type search.space.a.choices"},
          Case{R"({"a": {"choices": [1, 2, 1]}})", "duplicate_choice search.space.a.choices[2]"},
          Case{R"({"a": {"choices": [1], "low": 1}})", "unknown_field search.space.a.low"},
          Case{R"({"a": {"depth": {"low": 1, "high": 2}}})", "unknown_field search.space.a.depth"},
          Case{R"({"network.layers": {"units": {"low": 1, "high": 2}}})",
               "missing_field search.space.network.layers.depth"},
          Case{R"({"network.layers": {"depth": {"low": 1, "high": 1.5}, "units": {"low": 1, "high": 2}}})",
               "out_of_range search.space.network.layers.depth.high"},
          Case{R"({"network.layers": {"depth": {"low": 1, "high": 2}, "units": {"low": 0, "high": 2}}})",
               "out_of_range search.space.network.layers.units.low"},
          Case{
              R"({"network.layers": {"depth": {"low": 1, "high": 2}, "units": {"low": 1, "high": 2}, "activation": "swoosh"}})",
              "unknown_choice search.space.network.layers.activation"},
      }) {
    CAPTURE(c.space);
    CHECK(error_of(c.space) == c.error);
  }
}

TEST_CASE("set_integer: refuses ends that are not whole, and logarithms from below 1") {
  vitrine::SearchSpace space = vitrine::read_search_space(parse_json(
      R"({"a": {"low": 1, "high": 8}, "b": {"low": 1, "high": 2.5}, "c": {"low": 0.5, "high": 2, "log": true}})"));
  vitrine::set_integer(space.parameters[0]);
  CHECK(space.parameters[0].integer);
  CHECK_THROWS_WITH_AS(vitrine::set_integer(space.parameters[1]), doctest::Contains("search.space.b.high"),
                       vitrine::Error);
  CHECK_THROWS_AS(vitrine::set_integer(space.parameters[2]), vitrine::Error);
}
