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
  double low = 0, high = 0;           ///< range, both ends included
  bool log = false;                   ///< range: uniform in the logarithm.
  bool integer = false;               ///< range: whole numbers (both ends are whole).
  std::vector<Json> choices;          ///< choices
  int depth_low = 0, depth_high = 0;  ///< layers: how many hidden layers
  int units_low = 0, units_high = 0;  ///< layers: units of each
  bool units_log = false;
  std::string activation;  ///< layers: of every layer
};

/// A search space: which options are searched, and where.
struct SearchSpace {
  std::vector<SearchParameter> parameters;
};

/// Reads {"path": {"low", "high", "log"} | {"choices": [...]} | {"depth": {"low","high"}, "units": {...}}}.
/// null gives the default space: learning rate, batch size, layers, units, L2.
///
/// @throws Error with the path of the offending field below "search.space".
SearchSpace read_search_space(const Json& document);

Json write_search_space(const SearchSpace& space);

/// Values for every parameter of a space, as a JSON object {path: value}; network.layers as the project has
/// it.
using Assignment = Json;

/// Trial `trial` of random search: Bergstra & Bengio (2012). A pure function of (space, seed, trial), so any
/// worker can draw any trial. Values are rounded to 4 significant digits so that people can read and repeat
/// them.
Assignment sample_random(const SearchSpace& space, std::uint64_t seed, int trial);

}  // namespace vitrine
