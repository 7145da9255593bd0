#pragma once

#include "json.h"

namespace vitrine {

/// What can be chosen, as JSON: what `vitrine describe` prints and the page's generated files are made of.
///
/// {"vitrine": version of the document,
///  "options": [{path, label, type: "number" | "integer" | "choice" | "boolean", default, min, max, log |
///  choices,
///    unit, help, only_with: {option, choices}}]: one with "only_with" is read with these choices of another
///    option and no others,
///  "tasks": {name: {"losses", "defaults": {path: value}}}: the losses that suit the task, and what it takes
///  for
///    options that a document leaves out where that is not the option's default,
///  "metrics": [{name, label, help, task, larger_is_better}],
///  "limits": {"layers", "exact_columns"},
///  "search_space": the default one}
Json describe();

}  // namespace vitrine
