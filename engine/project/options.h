#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "project/project.h"

namespace vitrine {

/// One number a person can set.
struct NumberOption {
  double initial, min, max;  ///< `initial` is "default" in JSON; both ends are allowed.
  bool integer = false;
  bool log = false;  ///< A control should move in factors, not in differences.
};

/// One name out of a list.
struct ChoiceOption {
  std::string_view initial;
  std::span<const std::string_view> choices;
};

/// Yes or no.
struct BooleanOption {
  bool initial;
};

/// What an option is called, for people. Empty where the engine is compiled with
/// VITRINE_WITHOUT_OPTION_WORDS.
struct OptionWords {
  std::string_view label;  ///< What a form writes beside the control.
  std::string_view unit;   ///< "rows", "epochs", ...; empty for a pure number or a choice.
  std::string_view help;   ///< One sentence.
};

/// One line of the option table: the only place where an option is defined. Validation, `vitrine describe`,
/// the page's controls and the link's schema are derived from it.
struct Option {
  std::string_view path;  ///< Place in the project document; "network.layers[].units" for every hidden layer.
  OptionWords words;
  std::variant<NumberOption, ChoiceOption, BooleanOption> kind;
  /// The field of the project that holds the value.
  using Field = std::variant<double*, int*, std::string*, bool*>;
  Field (*field)(Project& project, int index);  ///< `index` counts where the path has [].
};

/// An option that is a list of whole numbers in ascending order, empty by default, and so no line of the
/// table. The page has a field of its own for it.
struct ListOption {
  std::string_view path;
  OptionWords words;
  int longest;   ///< At most so many numbers.
  int min, max;  ///< Of each number.
};

/// training.schedule.milestones.
const ListOption& milestones_option();

/// The table, in the order of the document.
std::span<const Option> option_table();

/// The option with this path, or null.
const Option* find_option(std::string_view path);

Json default_of(const Option& option);

/// What a project has for the option; `index` counts where the path has []. The project is not changed.
Json value_of(const Option& option, Project& project, int index = 0);

/// Checks a value against an option and returns nothing, or throws Error "wrong_type", "out_of_range" or
/// "unknown_choice" that names `path`, the value and what is allowed.
void check_option(const Option& option, std::string_view path, const Json& value);

}  // namespace vitrine
