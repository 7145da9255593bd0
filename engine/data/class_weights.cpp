#include "data/class_weights.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "data/wording.h"
#include "decimal.h"
#include "error.h"

namespace vitrine {

std::vector<std::optional<double>> balanced_class_weights(std::span<const int> counts) {
  std::int64_t rows = 0;
  std::int64_t classes = 0;
  for (const int count : counts) {
    rows += count;
    classes += count > 0;
  }
  std::vector<std::optional<double>> weights(counts.size());
  for (std::size_t k = 0; k < counts.size(); ++k) {
    if (counts[k] > 0) weights[k] = static_cast<double>(rows) / static_cast<double>(classes * counts[k]);
  }
  return weights;
}

std::vector<double> given_class_weights(std::span<const std::string> classes,
                                        const std::map<std::string, double>& given) {
  std::vector<double> weights(classes.size(), 1);
  for (const auto& [name, weight] : given) {
    const auto found = std::find(classes.begin(), classes.end(), name);
    if (found == classes.end()) {
      fail("unknown_class",
           {"There is no class ", wording::quoted(name), " to weigh; the classes are ",
            comma_separated(classes), "."},
           {.path = "training.class_weights"});
    }
    if (!(weight > 0) || !std::isfinite(weight)) {
      fail("out_of_range", {"The weight of class ", wording::quoted(name), " is ", format_number(weight),
                            "; it must be a finite number above 0."});
    }
    weights[static_cast<std::size_t>(found - classes.begin())] = weight;
  }
  return weights;
}

}  // namespace vitrine
