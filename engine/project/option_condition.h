#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "project/options.h"

namespace vitrine {

/// What decides whether an option counts: another one's choice.
struct OptionCondition {
  std::string_view option;                ///< Path of the other one.
  std::vector<std::string_view> choices;  ///< Those with which the option is read.
};

/// When an option is read; nothing where it always is. What an optimizer, a schedule or a loss reads, its own
/// table says.
std::optional<OptionCondition> condition_of(std::string_view path);

}  // namespace vitrine
