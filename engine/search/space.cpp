#include "search/space.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>

#include "error.h"
#include "nn/activation.h"

namespace vitrine {
namespace {

constexpr int depth_limit = 100;
constexpr int units_limit = 100000;

const Json& default_space() {
  static const Json space = parse_json(R"({
    "training.optimizer.learning_rate": {"low": 0.0001, "high": 0.1, "log": true},
    "training.batch_size": {"choices": [16, 32, 64]},
    "network.layers": {"depth": {"low": 1, "high": 3}, "units": {"low": 4, "high": 64, "log": true}},
    "training.l2": {"low": 0.000001, "high": 0.01, "log": true}
  })");
  return space;
}

[[noreturn]] void refuse(const char* code, std::string_view path, std::initializer_list<Piece> problem) {
  fail(code, {path, " ", concat(problem)}, {.path = path});
}

void check_object(const Json& value, const std::string& path,
                  std::initializer_list<std::string_view> fields) {
  if (!value.is_object()) refuse("wrong_type", path, {"must be an object, not ", value.dump(), "."});
  for (const auto& [name, unused] : value.items()) {
    if (std::find(fields.begin(), fields.end(), name) != fields.end()) continue;
    refuse("unknown_field", concat({path, ".", name}),
           {"is not known; known here: ", comma_separated({fields.begin(), fields.size()}), "."});
  }
}

double read_number(const Json& object, const char* name, const std::string& path) {
  const std::string here = concat({path, ".", name});
  const Json* found = object.find(name);
  if (found == nullptr) refuse("missing_field", here, {"is missing; a range needs low and high."});
  if (!found->is_number()) refuse("wrong_type", here, {"must be a number, not ", found->dump(), "."});
  const double value = found->get<double>();
  if (!std::isfinite(value)) refuse("out_of_range", here, {"must be finite."});
  return value;
}

bool read_log(const Json& object, const std::string& path) {
  const Json* found = object.find("log");
  if (found == nullptr) return false;
  if (!found->is_boolean())
    refuse("wrong_type", path + ".log", {"must be true or false, not ", found->dump(), "."});
  return found->get<bool>();
}

/// Reads {"low", "high"} and, where allowed, "log".
struct Range {
  double low, high;
  bool log;
};

Range read_range(const Json& value, const std::string& path, bool with_log) {
  if (with_log) {
    check_object(value, path, {"low", "high", "log"});
  } else {
    check_object(value, path, {"low", "high"});
  }
  const Range range{read_number(value, "low", path), read_number(value, "high", path), read_log(value, path)};
  if (!(range.low <= range.high)) {
    refuse("out_of_range", path + ".low",
           {"is ", value["low"].dump(), ", above high, ", value["high"].dump(), "."});
  }
  if (range.log && !(range.low > 0)) {
    refuse("out_of_range", path + ".low",
           {"is ", value["low"].dump(), "; a logarithmic range starts above 0."});
  }
  return range;
}

Range read_whole_range(const Json& value, const std::string& path, bool with_log, int min, int max) {
  const Range range = read_range(value, path, with_log);
  for (const char* end : {"low", "high"}) {
    const double number = value[end].get<double>();
    const bool allowed = std::floor(number) == number && number >= min && number <= max;
    if (!allowed) {
      refuse("out_of_range", path + "." + end,
             {"is ", value[end].dump(), "; it must be a whole number from ", min, " to ", max, "."});
    }
  }
  return range;
}

void read_layers(SearchParameter& parameter, const Json& value, const std::string& path) {
  parameter.kind = SearchParameter::Kind::layers;
  check_object(value, path, {"depth", "units", "activation"});
  for (const char* name : {"depth", "units"}) {
    if (!value.contains(name))
      refuse("missing_field", path + "." + name, {"is missing: layers need depth and units."});
  }
  const Range depth = read_whole_range(value["depth"], path + ".depth", false, 0, depth_limit);
  const Range units = read_whole_range(value["units"], path + ".units", true, 1, units_limit);
  parameter.depth_low = static_cast<int>(depth.low);
  parameter.depth_high = static_cast<int>(depth.high);
  parameter.units_low = static_cast<int>(units.low);
  parameter.units_high = static_cast<int>(units.high);
  parameter.units_log = units.log;
  parameter.activation = "relu";
  if (value.contains("activation")) {
    const std::string here = path + ".activation";
    if (!value["activation"].is_string())
      refuse("wrong_type", here, {"must be a name, not ", value["activation"].dump(), "."});
    parameter.activation = value["activation"].get<std::string>();
    if (std::find(activation_names.begin(), activation_names.end(), parameter.activation) ==
        activation_names.end()) {
      refuse(
          "unknown_choice", here,
          {"is \"", parameter.activation, "\"; it must be one of: ", comma_separated(activation_names), "."});
    }
  }
}

void read_choices(SearchParameter& parameter, const Json& value, const std::string& path) {
  parameter.kind = SearchParameter::Kind::choices;
  check_object(value, path, {"choices"});
  const Json& choices = value["choices"];
  if (!choices.is_array() || choices.empty()) {
    refuse("wrong_type", path + ".choices", {"must be a list with at least one value."});
  }
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (std::find(parameter.choices.begin(), parameter.choices.end(), choices[i]) !=
        parameter.choices.end()) {
      refuse("duplicate_choice", concat({path, ".choices[", i, "]"}),
             {"is ", choices[i].dump(), ", which is in the list already."});
    }
    parameter.choices.push_back(choices[i]);
  }
}

/// Whole numbers that fit are written as 16, not 16.0, as people write them.
Json write_number(double value) {
  if (std::floor(value) == value && std::fabs(value) < 1e15) return static_cast<std::int64_t>(value);
  return value;
}

}  // namespace

SearchSpace read_search_space(const Json& document) {
  const std::string root = "search.space";
  const Json& object = document.is_null() ? default_space() : document;
  if (!object.is_object()) {
    refuse("wrong_type", root, {"must be an object of option paths, or null for the default space."});
  }
  if (object.empty()) refuse("empty_space", root, {"is empty: name at least one option to search."});
  SearchSpace space;
  for (const auto& [name, value] : object.items()) {
    const std::string path = concat({root, ".", name});
    SearchParameter parameter;
    parameter.path = name;
    if (!value.is_object()) refuse("wrong_type", path, {"must be an object, not ", value.dump(), "."});
    if (value.contains("choices")) {
      read_choices(parameter, value, path);
    } else if (name == "network.layers") {
      read_layers(parameter, value, path);
    } else {
      const Range range = read_range(value, path, true);
      parameter.low = range.low;
      parameter.high = range.high;
      parameter.log = range.log;
    }
    space.parameters.push_back(std::move(parameter));
  }
  return space;
}

Json write_search_space(const SearchSpace& space) {
  Json document = Json::object();
  for (const SearchParameter& parameter : space.parameters) {
    Json& entry = document[parameter.path] = Json::object();
    switch (parameter.kind) {
      case SearchParameter::Kind::choices:
        entry["choices"] = parameter.choices;
        break;
      case SearchParameter::Kind::layers:
        entry["depth"] = {{"low", parameter.depth_low}, {"high", parameter.depth_high}};
        entry["units"] = {{"low", parameter.units_low}, {"high", parameter.units_high}};
        if (parameter.units_log) entry["units"]["log"] = true;
        entry["activation"] = parameter.activation;
        break;
      case SearchParameter::Kind::range:
        entry["low"] = write_number(parameter.low);
        entry["high"] = write_number(parameter.high);
        if (parameter.log) entry["log"] = true;
        break;
    }
  }
  return document;
}

void set_integer(SearchParameter& parameter) {
  const std::string path = "search.space." + parameter.path;
  for (const auto& [end, value] : {std::pair{"low", parameter.low}, std::pair{"high", parameter.high}}) {
    const bool whole =
        std::floor(value) == value && std::fabs(value) <= std::numeric_limits<std::int32_t>::max();
    if (!whole) {
      refuse("wrong_type", path + "." + end,
             {"is ", Json(value).dump(), "; this option takes whole numbers."});
    }
  }
  if (parameter.log && parameter.low < 1) {
    refuse("out_of_range", path + ".low", {"must be at least 1 in a logarithmic range of whole numbers."});
  }
  parameter.integer = true;
}

}  // namespace vitrine
