#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace vitrine {

/// What is attributed. Three different games with different values: the space is named wherever values are
/// shown.
enum class ExplainSpace {
  probability,
  margin,   ///< The output layer's preactivation.
  logodds,  ///< log(p / (1 - p)), one class against the rest.
};

/// Up to here all coalitions cost no more than a good sample of them.
inline constexpr int automatic_exact_players = 12;

enum class ExplainMethod {
  automatic,  ///< exact up to automatic_exact_players, kernel above.
  exact,      ///< Every coalition: interventional Shapley values without sampling error.
  kernel,     ///< KernelSHAP: weighted least squares over sampled coalitions.
};

/// "probability", ...; @throws Error "unknown_choice".
ExplainSpace explain_space(std::string_view name);
ExplainMethod explain_method(std::string_view name);
std::string_view name_of(ExplainSpace space);
std::string_view name_of(ExplainMethod method);  ///< "auto", "exact", "kernel"
inline constexpr std::array<std::string_view, 3> explain_space_names = {"probability", "margin", "logodds"};
inline constexpr std::array<std::string_view, 3> explain_method_names = {"auto", "exact", "kernel"};

struct ExplainOptions {
  ExplainMethod method;
  ExplainSpace space;
  int coalitions;      ///< kernel: how many coalitions are evaluated per row, besides nobody and everybody.
  std::uint64_t seed;  ///< kernel: of the sampled coalitions, shared by all rows.
};

}  // namespace vitrine
