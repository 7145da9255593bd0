#include "nn/names.h"

#include "error.h"

namespace vitrine {

std::size_t position_of_choice(std::string_view what, std::string_view name,
                               std::span<const std::string_view> choices) {
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (choices[i] == name) return i;
  }
  fail("unknown_choice",
       {"There is no ", what, " called \"", name, "\"; choose one of ", comma_separated(choices), "."});
}

}  // namespace vitrine
