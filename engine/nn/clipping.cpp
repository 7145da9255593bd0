#include "nn/clipping.h"

#include <cmath>
#include <cstddef>

namespace vitrine {

namespace {

/// Sum of (scale x)^2. Eight sums side by side fill the vector registers; which one an entry belongs to
/// follows from its position, so the bits do not depend on the compiler.
template <typename Scalar>
double sum_of_squares(std::span<const Scalar> values, double scale) {
  constexpr std::size_t lanes = 8;
  double sums[lanes] = {};
  const std::size_t whole = values.size() / lanes * lanes;
  for (std::size_t i = 0; i < whole; i += lanes) {
    for (std::size_t lane = 0; lane < lanes; ++lane) {
      const double x = static_cast<double>(values[i + lane]) * scale;
      sums[lane] += x * x;
    }
  }
  for (std::size_t i = whole; i < values.size(); ++i) {
    const double x = static_cast<double>(values[i]) * scale;
    sums[i - whole] += x * x;
  }
  return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
}

}  // namespace

template <typename Scalar>
double euclidean_norm(std::span<const Scalar> values) {
  const double sum = sum_of_squares(values, 1);
  if (sum > 0x1p-900 && sum < 0x1p1000) return std::sqrt(sum);
  // Squares may have left float64's range: again with entries moved to its middle by a power of two, which
  // rounds nothing.
  const double scale = sum > 1 ? 0x1p-600 : 0x1p600;
  return std::sqrt(sum_of_squares(values, scale)) / scale;
}

template <typename Scalar>
double clip_by_norm(std::span<Scalar> gradient, double limit) {
  const double norm = euclidean_norm<Scalar>(gradient);
  const double factor = limit / (norm + 1e-6);
  if (std::isfinite(norm) && factor < 1) {
    // In float64: the factor may be too small for float32.
    for (Scalar& g : gradient) g = static_cast<Scalar>(g * factor);
  }
  return norm;
}

template <typename Scalar>
double clip_by_value(std::span<Scalar> gradient, double limit) {
  const double norm = euclidean_norm<Scalar>(gradient);
  const auto high = static_cast<Scalar>(limit), low = -high;
  for (Scalar& g : gradient) {
    const Scalar lowered = g > high ? high : g;
    g = lowered < low ? low : lowered;
  }
  return norm;
}

template double euclidean_norm<float>(std::span<const float>);
template double euclidean_norm<double>(std::span<const double>);
template double clip_by_norm<float>(std::span<float>, double);
template double clip_by_norm<double>(std::span<double>, double);
template double clip_by_value<float>(std::span<float>, double);
template double clip_by_value<double>(std::span<double>, double);

}  // namespace vitrine
