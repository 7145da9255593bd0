#pragma once

#include <nlohmann/json.hpp>

namespace vitrine {

/// JSON with keys in the order they were written, so that documents read well and compare byte for byte.
using Json = nlohmann::ordered_json;

}  // namespace vitrine
