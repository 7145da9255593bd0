#pragma once

#include <array>
#include <string_view>

#include "nn/names.h"

namespace vitrine {

/// What the target column is: classes to tell apart, or a number to come close to.
enum class Task { classification, regression };

/// Names as documents spell them, in the order of the enum.
inline constexpr auto task_names = std::to_array<std::string_view>({"classification", "regression"});

/// @throws Error "unknown_choice".
inline Task task_from_name(std::string_view name) {
  return static_cast<Task>(position_of_choice("task", name, task_names));
}

inline std::string_view name_of(Task task) { return task_names[static_cast<std::size_t>(task)]; }

}  // namespace vitrine
