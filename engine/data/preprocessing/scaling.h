#pragma once

#include <array>
#include <limits>
#include <string_view>

#include "data/preprocessing/number_sample.h"

namespace vitrine {

/// How number columns are brought to a common scale.
enum class Scaling { standard, min_max, robust, none };

inline constexpr std::array<std::string_view, 4> scaling_names = {"standard", "min_max", "robust", "none"};

/// @throws Error "unknown_choice".
Scaling scaling_from_name(std::string_view name);

struct ScalingOptions {
  Scaling method{};

  // min_max
  double range_low = 0;   ///< What the smallest training value becomes.
  double range_high = 1;  ///< What the largest becomes; above range_low.
  bool clip = false;      ///< Values beyond those of training stop at the ends of the range.

  // robust: percentages; the distance between these two quantiles of the training values becomes 1.
  double quantile_low = 25;
  double quantile_high = 75;
};

/// A scaling, fitted: input = (x - shift) / scale, kept within [low, high].
struct FittedScaling {
  double shift = 0;
  double scale = 1;  ///< Above 0.
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();

  double operator()(double x) const {
    const double scaled = (x - shift) / scale;
    const double raised = scaled < low ? low : scaled;
    return raised > high ? high : raised;
  }

  /// The x of a scaled value within [low, high].
  double inverse(double scaled) const { return scaled * scale + shift; }
};

/// Fits a scaling, with the conventions of scikit-learn's StandardScaler, MinMaxScaler and RobustScaler. A
/// spread of 0, as of a constant column, counts as 1.
///
/// @param sample  of training rows, with at least one value.
/// @returns numbers that are not finite if the values are too large for their sum or spread.
FittedScaling fit_scaling(const NumberSample& sample, const ScalingOptions& options);

}  // namespace vitrine
