#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "nn/random.h"
#include "nn/types.h"

namespace vitrine {

/// How weights start. The scaled ones keep the variance of signals from layer to layer: He et al. (2015) eq.
/// 10 (he), Glorot & Bengio (2010) eq. 12 and 16 (xavier), LeCun et al. (1998) eq. 16 (lecun), Saxe et al.
/// (2014) (orthogonal).
enum class Initializer {
  he_normal,
  he_uniform,
  xavier_normal,
  xavier_uniform,
  lecun_normal,
  lecun_uniform,
  orthogonal,
  normal,
  uniform,
  constant,
  zeros
};

/// Names as the project document spells them, in the order of the enum.
inline constexpr auto initializer_names = std::to_array<std::string_view>(
    {"he_normal", "he_uniform", "xavier_normal", "xavier_uniform", "lecun_normal", "lecun_uniform",
     "orthogonal", "normal", "uniform", "constant", "zeros"});

/// @throws Error "unknown_choice".
Initializer initializer_from_name(std::string_view name);

/// An initializer and its numbers; a kind alone has the usual ones.
struct InitializerOptions {
  Initializer kind;
  double value;  ///< normal: standard deviation. uniform: bound, on both sides. constant: the weight.
  /// Of the activation that follows, for the scaled ones: he, xavier, lecun and orthogonal. None: sqrt(2) for
  /// he, which is made for relu, and 1 for the others.
  std::optional<double> gain;

  InitializerOptions(Initializer kind, double value = 0.05, std::optional<double> gain = {})
      : kind(kind), value(value), gain(gain) {}
};

/// Standard deviation of normal weights, bound of uniform ones, in a layer that `fan_in` units feed and that
/// has `fan_out` units. The variance is gain^2 times 1 / fan_in for he and lecun and 2 / (fan_in + fan_out)
/// for xavier; a uniform law's bound is sqrt(3) standard deviations.
double spread(const InitializerOptions& options, int fan_in, int fan_out);

/// A layer's weights, units x inputs, drawn unit by unit.
///
/// orthogonal: the matrix's columns (its rows, if it has more columns than rows) are orthogonal and as long
/// as the gain. They are columns of standard normal numbers after Gram & Schmidt's process. Its sign
/// convention, a positive diagonal of the triangular factor, makes all orthogonal matrices equally likely:
/// Mezzadri (2007).
Matrix<double> initial_weights(const InitializerOptions& options, int units, int inputs, Random& random);

}  // namespace vitrine
