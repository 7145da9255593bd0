#pragma once

#include <span>
#include <string>
#include <string_view>

#include "error.h"

namespace vitrine {

/// Position of `name` in a list of choices.
/// @throws Error "unknown_choice": what it is, the name, and the choices.
inline std::size_t position_of_choice(std::string_view what, std::string_view name,
                                      std::span<const std::string> choices) {
  std::string list;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (choices[i] == name) return i;
    list += (i == 0 ? "" : ", ") + choices[i];
  }
  throw Error("unknown_choice", "There is no " + std::string(what) + " called \"" + std::string(name) +
                                    "\"; choose one of " + list + ".");
}

}  // namespace vitrine
