#include "data/decimal.h"

#include <array>
#include <cstddef>
#include <cstdlib>
#include <string>

#include "text.h"

namespace vitrine {
namespace {

/// Exact powers: 10^22 = 2^22 * 5^22, and 5^22 < 2^53.
constexpr std::array<double, 23> powers_of_ten = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                  1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                  1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/// All significant digits as an integer with an exponent, for strtod. Without a decimal mark the result does
/// not depend on the locale.
double round_slowly(std::string_view text, const Decimal& decimal) {
  std::string digits;
  for (const char c : text) {
    if (c == 'e' || c == 'E') break;
    if ((c >= '0' && c <= '9') && (c != '0' || !digits.empty())) digits += c;
  }
  // The scanner counted the digits it cut off as powers of ten; here they are kept.
  const int cut_off = decimal.significant_digits > 19 ? decimal.significant_digits - 19 : 0;
  digits += 'e';
  digits += concat({decimal.exponent - cut_off});
  return std::strtod(digits.c_str(), nullptr);
}

}  // namespace

double round_to_nearest(const Decimal& decimal, std::string_view text) {
  // When mantissa and power of ten are both exact, one multiplication or division rounds correctly:
  // Clinger (1990), "How to read floating point numbers accurately".
  double magnitude;
  if (decimal.mantissa == 0) {
    magnitude = 0;
  } else if (decimal.significant_digits <= 19 && decimal.mantissa <= (std::uint64_t{1} << 53) &&
             decimal.exponent >= -22 && decimal.exponent <= 22) {
    const auto mantissa = static_cast<double>(decimal.mantissa);
    magnitude = decimal.exponent < 0 ? mantissa / powers_of_ten[static_cast<std::size_t>(-decimal.exponent)]
                                     : mantissa * powers_of_ten[static_cast<std::size_t>(decimal.exponent)];
  } else {
    magnitude = round_slowly(text, decimal);
  }
  return decimal.negative ? -magnitude : magnitude;
}

bool is_exact(const Decimal& decimal) {
  if (decimal.significant_digits > 19) return false;
  std::uint64_t mantissa = decimal.mantissa;
  while (mantissa != 0 && mantissa % 2 == 0) mantissa /= 2;
  return mantissa <= (std::uint64_t{1} << 53);
}

}  // namespace vitrine
