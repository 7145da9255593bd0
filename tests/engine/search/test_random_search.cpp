#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <set>
#include <string>

#include "search/random_search.h"
#include "show_json.h"

namespace {

using vitrine::Json;
using vitrine::parse_json;
using vitrine::sample_random;

vitrine::SearchSpace space_of(const char* text) { return vitrine::read_search_space(parse_json(text)); }

}  // namespace

TEST_CASE("round_to_4_digits: gives the double that the decimal literal reads as") {
  struct Case {
    double value, expected;
  };
  for (const auto& c :
       {Case{0.000123449999, 0.0001234}, Case{0.00012345001, 0.0001235}, Case{0.31415926535, 0.3142},
        Case{9.99951, 10.0}, Case{9.9994, 9.999}, Case{1234.5, 1235.0}, Case{123456.0, 123500.0},
        Case{-2.71828, -2.718}, Case{0.0, 0.0}, Case{1e-12, 1e-12}, Case{7.6543e-15, 7.654e-15},
        Case{3.00049e20, 3e20}}) {
    CAPTURE(c.value);
    CHECK(vitrine::round_to_4_digits(c.value) == c.expected);
  }
}

TEST_CASE("sample_random: a trial is a pure function of space, seed and number") {
  const vitrine::SearchSpace space = vitrine::read_search_space(nullptr);
  CHECK(sample_random(space, 7, 3) == sample_random(space, 7, 3));
  CHECK(sample_random(space, 7, 3) != sample_random(space, 7, 4));
  CHECK(sample_random(space, 7, 3) != sample_random(space, 8, 3));
}

TEST_CASE("sample_random: agrees with a second implementation of the generator and the formulas") {
  // From a Python program that shares no code with the engine: Philox4x32-10, math.exp, '%.4g'.
  const vitrine::SearchSpace space = space_of(R"({
    "rate": {"low": 0.0001, "high": 0.1, "log": true},
    "size": {"choices": [16, 32, 64]},
    "network.layers": {"depth": {"low": 1, "high": 3}, "units": {"low": 4, "high": 64, "log": true}},
    "l2": {"low": 0.000001, "high": 0.01, "log": true}
  })");
  const auto layers = [](std::initializer_list<int> units) {
    Json list = Json::array();
    for (const int n : units) list.push_back({{"units", n}, {"activation", "relu"}});
    return list;
  };
  const Json first = sample_random(space, 1, 0);
  CHECK(first["rate"] == 0.0002974);
  CHECK(first["size"] == 64);
  CHECK(first["network.layers"] == layers({31, 4, 58}));
  CHECK(first["l2"] == 0.005315);
  const Json second = sample_random(space, 1, 1);
  CHECK(second["rate"] == 0.0126);
  CHECK(second["network.layers"] == layers({30}));
  CHECK(second["l2"] == 0.0001758);
  const Json wide_seed = sample_random(space, 4294967301, 31);
  CHECK(wide_seed["rate"] == 0.0001165);
  CHECK(wide_seed["size"] == 16);
  CHECK(wide_seed["network.layers"] == layers({7, 4}));
  CHECK(wide_seed["l2"] == 3.344e-06);
}

TEST_CASE("sample_random: every value lies in its range and has at most 4 digits") {
  const vitrine::SearchSpace space = space_of(R"({
    "rate": {"low": 0.000123456, "high": 0.1, "log": true},
    "shift": {"low": -3, "high": 5},
    "network.layers": {"depth": {"low": 0, "high": 3}, "units": {"low": 4, "high": 64, "log": true}, "activation": "tanh"}
  })");
  std::set<std::size_t> depths;
  for (int trial = 0; trial < 400; ++trial) {
    const Json values = sample_random(space, 1, trial);
    const double rate = values["rate"].get<double>();
    CHECK((rate >= 0.000123456 && rate <= 0.1));
    CHECK((rate == 0.000123456 || rate == vitrine::round_to_4_digits(rate)));
    const double shift = values["shift"].get<double>();
    CHECK((shift >= -3 && shift <= 5));
    const Json& layers = values["network.layers"];
    depths.insert(layers.size());
    for (const Json& layer : layers) {
      CHECK((layer["units"].get<int>() >= 4 && layer["units"].get<int>() <= 64));
      CHECK(layer["activation"] == "tanh");
    }
  }
  CHECK(depths == std::set<std::size_t>{0, 1, 2, 3});
}

TEST_CASE("sample_random: a logarithmic range gives each decade the same share") {
  const vitrine::SearchSpace space = space_of(R"({"rate": {"low": 0.001, "high": 1, "log": true}})");
  std::map<int, int> decades;
  constexpr int trials = 3000;
  for (int trial = 0; trial < trials; ++trial) {
    const double rate = sample_random(space, 5, trial)["rate"].get<double>();
    ++decades[rate < 0.01 ? 0 : rate < 0.1 ? 1 : 2];
  }
  // A third of 3000 each; the standard deviation of a count is sqrt(3000 * 1/3 * 2/3) = 26, and 4 of them are
  // 103.
  for (const auto& [decade, count] : decades) {
    const auto power = decade;  // clang 14 cannot capture a structured binding
    CAPTURE(power);
    CHECK(std::abs(count - trials / 3) < 103);
  }
}

TEST_CASE("sample_random: a logarithmic whole number has the share of its stretch of the log axis") {
  vitrine::SearchSpace space = space_of(R"({"units": {"low": 1, "high": 8, "log": true}})");
  vitrine::set_integer(space.parameters[0]);
  std::map<int, int> counts;
  constexpr int trials = 8000;
  for (int trial = 0; trial < trials; ++trial) {
    const Json value = sample_random(space, 2, trial)["units"];
    REQUIRE(value.is_number_integer());
    ++counts[value.get<int>()];
  }
  for (int n = 1; n <= 8; ++n) {
    CAPTURE(n);
    const double share = std::log((n + 0.5) / (n - 0.5)) / std::log(8.5 / 0.5);
    const double deviation = std::sqrt(trials * share * (1 - share));
    CHECK(std::fabs(counts[n] - trials * share) < 4 * deviation);
  }
}

TEST_CASE("sample_random: a small finite space is visited without repetition, round by round") {
  vitrine::SearchSpace space = space_of(
      R"({"size": {"choices": [16, 32, 64]}, "name": {"choices": ["sgd", "adam"]}, "n": {"low": 2, "high": 5}})");
  vitrine::set_integer(space.parameters[2]);
  REQUIRE(vitrine::finite_size(space) == 24);
  std::set<std::string> first, second;
  for (int trial = 0; trial < 24; ++trial) first.insert(sample_random(space, 9, trial).dump());
  for (int trial = 24; trial < 48; ++trial) second.insert(sample_random(space, 9, trial).dump());
  CHECK(first.size() == 24);
  CHECK(first == second);
  CHECK(sample_random(space, 9, 0)["n"].is_number_integer());
  bool other_order = false;
  for (int trial = 0; trial < 24; ++trial)
    other_order |= sample_random(space, 9, trial) != sample_random(space, 9, trial + 24);
  CHECK(other_order);
}

TEST_CASE("finite_size: real ranges, logarithms, layers and large spaces count as large") {
  CHECK(vitrine::finite_size(space_of(R"({"a": {"low": 0, "high": 1}})")) == 0);
  CHECK(vitrine::finite_size(vitrine::read_search_space(nullptr)) == 0);
  vitrine::SearchSpace large = space_of(R"({"a": {"low": 1, "high": 10000}, "b": {"choices": [1, 2]}})");
  vitrine::set_integer(large.parameters[0]);
  CHECK(vitrine::finite_size(large) == 0);
}
