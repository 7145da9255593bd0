#pragma once

#include <optional>
#include <string>

#include "json.h"

namespace vitrine {

/// The path of the first difference between two documents, "training.epochs"; none if they are equal. The
/// order of fields does not count.
std::optional<std::string> first_difference(const Json& a, const Json& b);

}  // namespace vitrine
