#pragma once

#include <nlohmann/json.hpp>
#include <string_view>

namespace vitrine {

/// JSON with keys in the order they were written, so that documents read well and compare byte for byte.
using Json = nlohmann::ordered_json;

/// Reads one document.
///
/// The only place that parses: Json::parse compiles its parser twice, and once more for every kind of text.
/// @throws Json::parse_error, and Json::out_of_range for a number beyond float64.
Json parse_json(std::string_view text);

}  // namespace vitrine
