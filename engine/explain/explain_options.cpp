#include "explain/explain_options.h"

#include "nn/names.h"

namespace vitrine {

ExplainSpace explain_space(std::string_view name) {
  return static_cast<ExplainSpace>(position_of_choice("space", name, explain_space_names));
}

ExplainMethod explain_method(std::string_view name) {
  return static_cast<ExplainMethod>(position_of_choice("explain method", name, explain_method_names));
}

std::string_view name_of(ExplainSpace space) { return explain_space_names[static_cast<std::size_t>(space)]; }
std::string_view name_of(ExplainMethod method) {
  return explain_method_names[static_cast<std::size_t>(method)];
}

}  // namespace vitrine
