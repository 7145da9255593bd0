#pragma once

#include <span>
#include <string>
#include <string_view>

#include "nn/random.h"

namespace vitrine {

/// How weights start: variance scaled by the layer's shape. Glorot & Bengio (2010) eq. 12 and 16 (xavier),
/// He et al. (2015) eq. 10 (he).
enum class Initializer { he_normal, he_uniform, xavier_normal, xavier_uniform };

std::span<const std::string> initializer_names();

/// @throws Error "unknown_choice".
Initializer initializer_from_name(std::string_view name);

/// Standard deviation of the weights: sqrt(2 / fan_in) for he, sqrt(2 / (fan_in + fan_out)) for xavier.
double standard_deviation(Initializer initializer, int fan_in, int fan_out);

/// One weight. Uniform initializers draw from +-sqrt(3) standard deviations.
double draw_weight(Initializer initializer, int fan_in, int fan_out, Random& random);

}  // namespace vitrine
