#include "data/preprocessing/scaling.h"

#include "nn/names.h"

namespace vitrine {
namespace {

/// Not for a spread that is not a number: that must be noticed, and not count as 1.
double positive_or_one(double spread) { return spread <= 0 ? 1 : spread; }

/// Mean 0 and standard deviation 1.
FittedScaling fit_standard(const NumberSample& sample, const ScalingOptions&) {
  return {sample.mean(), positive_or_one(sample.standard_deviation())};
}

/// From range_low at the smallest value to range_high at the largest.
FittedScaling fit_min_max(const NumberSample& sample, const ScalingOptions& options) {
  FittedScaling fitted;
  const double spread = positive_or_one(sample.largest() - sample.smallest());
  fitted.scale = positive_or_one(spread / (options.range_high - options.range_low));
  fitted.shift = sample.smallest() - options.range_low * fitted.scale;
  if (options.clip) {
    fitted.low = options.range_low;
    fitted.high = options.range_high;
  }
  return fitted;
}

/// Median 0 and distance 1 between the two quantiles: a few outliers move neither.
FittedScaling fit_robust(const NumberSample& sample, const ScalingOptions& options) {
  const double low = sample.quantile(options.quantile_low / 100);
  const double high = sample.quantile(options.quantile_high / 100);
  return {sample.median(), positive_or_one(high - low)};
}

FittedScaling fit_none(const NumberSample&, const ScalingOptions&) { return {}; }

/// In the order of the enum.
constexpr std::array<FittedScaling (*)(const NumberSample&, const ScalingOptions&), scaling_names.size()>
    fits = {fit_standard, fit_min_max, fit_robust, fit_none};

}  // namespace

Scaling scaling_from_name(std::string_view name) {
  return static_cast<Scaling>(position_of_choice("scaling", name, scaling_names));
}

FittedScaling fit_scaling(const NumberSample& sample, const ScalingOptions& options) {
  return fits[static_cast<std::size_t>(options.method)](sample, options);
}

}  // namespace vitrine
