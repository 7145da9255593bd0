#pragma once

#include <cstdint>
#include <string_view>

namespace vitrine {

/// A decimal number before rounding: (-1)^negative * mantissa * 10^exponent.
struct Decimal {
  bool negative = false;
  std::uint64_t mantissa = 0;
  int significant_digits = 0;  ///< Above 19 the mantissa is cut off.
  int exponent = 0;
};

/// The nearest float64; infinite where it is too large.
///
/// @param text  the number as written, for those with more digits than the mantissa holds.
double round_to_nearest(const Decimal& decimal, std::string_view text);

/// Whether float64 holds the whole number: at most 53 bits between its first and its last one bit.
bool is_exact(const Decimal& decimal);

}  // namespace vitrine
