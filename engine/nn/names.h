#pragma once

#include <span>
#include <string_view>

namespace vitrine {

/// Position of `name` in a list of choices.
/// @throws Error "unknown_choice": what it is, the name, and the choices.
std::size_t position_of_choice(std::string_view what, std::string_view name,
                               std::span<const std::string_view> choices);

}  // namespace vitrine
