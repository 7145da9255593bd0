#include "nn/initializer.h"

#include <cmath>
#include <vector>

#include "nn/names.h"

namespace vitrine {

Initializer initializer_from_name(std::string_view name) {
  return static_cast<Initializer>(position_of_choice("initializer", name, initializer_names));
}

double standard_deviation(Initializer initializer, int fan_in, int fan_out) {
  const bool he = initializer == Initializer::he_normal || initializer == Initializer::he_uniform;
  return std::sqrt(2.0 / (he ? fan_in : fan_in + fan_out));
}

double draw_weight(Initializer initializer, int fan_in, int fan_out, Random& random) {
  const double deviation = standard_deviation(initializer, fan_in, fan_out);
  if (initializer == Initializer::he_normal || initializer == Initializer::xavier_normal) {
    return deviation * random.normal();
  }
  const double bound = std::sqrt(3.0) * deviation;
  return random.uniform(-bound, bound);
}

}  // namespace vitrine
