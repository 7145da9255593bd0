#pragma once

#include <array>
#include <span>
#include <string_view>

#include "nn/random.h"

namespace vitrine {

/// How weights start: variance scaled by the layer's shape. Glorot & Bengio (2010) eq. 12 and 16 (xavier),
/// He et al. (2015) eq. 10 (he).
enum class Initializer { he_normal, he_uniform, xavier_normal, xavier_uniform };

inline constexpr std::array<std::string_view, 4> initializer_names = {"he_normal", "he_uniform",
                                                                      "xavier_normal", "xavier_uniform"};

/// @throws Error "unknown_choice".
Initializer initializer_from_name(std::string_view name);

/// Standard deviation of the weights: sqrt(2 / fan_in) for he, sqrt(2 / (fan_in + fan_out)) for xavier.
double standard_deviation(Initializer initializer, int fan_in, int fan_out);

/// One weight. Uniform initializers draw from +-sqrt(3) standard deviations.
double draw_weight(Initializer initializer, int fan_in, int fan_out, Random& random);

}  // namespace vitrine
