#include "train/rate_range_test.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

#include "nn/math.h"

namespace vitrine {

RateRangeTest::RateRangeTest(const RateRangeOptions& options)
    : options_(options), best_(std::numeric_limits<double>::infinity()) {
  assert(options.steps >= 2 && options.lowest_rate > 0 && options.lowest_rate < options.highest_rate);
  points_.reserve(static_cast<std::size_t>(options.steps));
}

bool RateRangeTest::finished() const {
  return exploded_ || points_.size() == static_cast<std::size_t>(options_.steps);
}

double RateRangeTest::rate() const {
  const double fraction = static_cast<double>(points_.size()) / (options_.steps - 1);
  return options_.lowest_rate * math::exp(fraction * math::log(options_.highest_rate / options_.lowest_rate));
}

void RateRangeTest::add(double loss) {
  assert(!finished());
  if (!std::isfinite(loss)) {
    exploded_ = true;
    return;
  }
  // The corrected average, as a step from the last one: that leaves a loss that never changes as it is.
  kept_ *= options_.smoothing;
  const double last = points_.empty() ? 0 : points_.back().smoothed;
  const double smoothed = last + (1 - options_.smoothing) / (1 - kept_) * (loss - last);
  points_.push_back({rate(), loss, smoothed});
  best_ = std::min(best_, smoothed);
  exploded_ = smoothed > options_.tolerance * best_;
}

void RateRangeTest::end(std::string failure) {
  exploded_ = true;
  failure_ = std::move(failure);
}

std::optional<double> RateRangeTest::suggestion() const {
  std::optional<double> rate;
  double steepest = 0;
  // Rates are evenly spaced on the logarithmic axis, so differences compare like slopes.
  for (std::size_t i = std::max(1, options_.steps / 10); i + 1 < points_.size(); ++i) {
    const double slope = points_[i + 1].smoothed - points_[i - 1].smoothed;
    if (slope < steepest) {
      steepest = slope;
      rate = points_[i].rate;
    }
  }
  return rate;
}

}  // namespace vitrine
