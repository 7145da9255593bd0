#pragma once

#include <string>
#include <vector>

#include "json.h"

namespace vitrine {

/// One searched option. Which of the three kinds it is follows from what the document gives.
struct SearchParameter {
  enum class Kind { range, choices, layers };
  std::string path;  ///< Option path in the project, "training.optimizer.learning_rate".
  Kind kind = Kind::range;
  double low = 0, high = 0;   ///< range, both ends included
  bool log = false;           ///< range: uniform in the logarithm.
  bool integer = false;       ///< range: whole numbers. The option says so, not the document: set_integer().
  std::vector<Json> choices;  ///< choices
  int depth_low = 0, depth_high = 0;  ///< layers: how many hidden layers
  int units_low = 0, units_high = 0;  ///< layers: units of each
  bool units_log = false;
  std::string activation;  ///< layers: of every layer
};

/// A search space: which options are searched, and where.
struct SearchSpace {
  std::vector<SearchParameter> parameters;
};

/// Reads a space, an object of option paths. Each is one of
///
///     {"low": 1e-4, "high": 0.1, "log": true}
///     {"choices": [16, 32]}
///     {"depth": {"low": 1, "high": 3}, "units": {"low": 4, "high": 64, "log": true}, "activation": "relu"}
///
/// "log" is false and "activation" is relu where they are left out; the last form is for network.layers
/// alone. null gives the default space: learning rate, batch size, layers, L2.
///
/// Knows ranges, not options: whether a path exists and allows these values is the project's business.
///
/// @throws Error with the path of the offending field below "search.space".
SearchSpace read_search_space(const Json& document);

/// The document that reads back as `space`.
Json write_search_space(const SearchSpace& space);

/// Declares a range to be of whole numbers. @throws Error "wrong_type" if an end is not whole, "out_of_range"
/// if a logarithmic range starts below 1.
void set_integer(SearchParameter& parameter);

/// Values for every parameter of a space, as a JSON object {path: value}; network.layers as the project has
/// it.
using Assignment = Json;

}  // namespace vitrine
