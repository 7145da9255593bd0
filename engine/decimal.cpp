#include "decimal.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <limits>

#include "text.h"

namespace vitrine {
namespace {

/// 5^13 is the largest power of 5 below 2^32.
constexpr std::array<std::uint32_t, 14> powers_of_5 = {
    1, 5, 25, 125, 625, 3125, 15625, 78125, 390625, 1953125, 9765625, 48828125, 244140625, 1220703125};

/// A whole number below 2^2688; the longest here is about 2^60 * 5^1092.
///
/// Divisors fit in a limb, so that short division is all it takes: to divide by 5^100 is to divide by 5^13
/// seven times and then by 5^9, and rounding down each time is rounding down once.
class BigInteger {
 public:
  explicit BigInteger(std::uint64_t value) {
    limbs_[0] = static_cast<std::uint32_t>(value);
    limbs_[1] = static_cast<std::uint32_t>(value >> 32);
    trim();
  }

  void multiply_add(std::uint32_t factor, std::uint32_t addend) {
    std::uint64_t carry = addend;
    for (std::size_t i = 0; i < size_; ++i) {
      carry += std::uint64_t{limbs_[i]} * factor;
      limbs_[i] = static_cast<std::uint32_t>(carry);
      carry >>= 32;
    }
    if (carry == 0) return;
    assert(size_ < limbs_.size());
    limbs_[size_++] = static_cast<std::uint32_t>(carry);
  }

  void multiply_by_power_of_5(int exponent) {
    for (; exponent > 0; exponent -= 13) multiply_add(powers_of_5[std::min(exponent, 13)], 0);
  }

  void multiply_by_power_of_2(int exponent) {
    const auto limbs = static_cast<std::size_t>(exponent / 32);
    assert(size_ + limbs <= limbs_.size());
    std::copy_backward(limbs_.begin(), limbs_.begin() + size_, limbs_.begin() + size_ + limbs);
    std::fill_n(limbs_.begin(), limbs, 0);
    size_ += limbs;
    multiply_add(std::uint32_t{1} << exponent % 32, 0);
  }

  /// Rounds down. @return whether there was nothing to round; so do the others that divide.
  bool divide(std::uint32_t divisor) {
    std::uint64_t remainder = 0;
    for (std::size_t i = size_; i-- > 0;) {
      remainder = remainder << 32 | limbs_[i];
      limbs_[i] = static_cast<std::uint32_t>(remainder / divisor);
      remainder %= divisor;
    }
    trim();
    return remainder == 0;
  }

  bool divide_by_power_of_5(int exponent) {
    bool exact = true;
    for (; exponent > 0; exponent -= 13) exact &= divide(powers_of_5[std::min(exponent, 13)]);
    return exact;
  }

  bool divide_by_power_of_2(int exponent) {
    const std::size_t limbs = std::min(static_cast<std::size_t>(exponent / 32), size_);
    const bool exact =
        std::all_of(limbs_.begin(), limbs_.begin() + limbs, [](std::uint32_t limb) { return limb == 0; });
    std::copy(limbs_.begin() + limbs, limbs_.begin() + size_, limbs_.begin());
    size_ -= limbs;
    return divide(std::uint32_t{1} << exponent % 32) && exact;
  }

  int bit_width() const {
    return size_ == 0 ? 0 : static_cast<int>(size_) * 32 - std::countl_zero(limbs_[size_ - 1]);
  }

  /// The number itself if it is below 2^64.
  std::uint64_t low_64_bits() const {
    return (size_ > 1 ? std::uint64_t{limbs_[1]} << 32 : 0) | (size_ > 0 ? limbs_[0] : 0);
  }

 private:
  void trim() {
    while (size_ > 0 && limbs_[size_ - 1] == 0) --size_;
  }

  std::size_t size_ = 2;                 ///< Limbs in use; the last of them is not zero.
  std::array<std::uint32_t, 84> limbs_;  ///< The lowest first.
};

/// number * 2^binary * 10^decimal, rounded down to a whole number below 2^64.
struct Scaled {
  std::uint64_t floor;
  bool exact;  ///< Whether there was nothing to round.
};

Scaled scale(BigInteger number, int binary, int decimal) {
  binary += decimal;  // 10 = 2 * 5
  bool exact = true;
  if (decimal > 0) number.multiply_by_power_of_5(decimal);
  if (binary > 0) number.multiply_by_power_of_2(binary);
  if (decimal < 0) exact &= number.divide_by_power_of_5(-decimal);
  if (binary < 0) exact &= number.divide_by_power_of_2(-binary);
  return {number.low_64_bits(), exact};
}

// Of a float64, that is of fraction * 2^(exponent - 1074) or (2^52 + fraction) * 2^(exponent - 1075).
constexpr int fraction_bits = 52;
constexpr int least_exponent = -1074;
constexpr std::uint64_t hidden_bit = std::uint64_t{1} << fraction_bits;
constexpr std::uint64_t infinity = std::uint64_t{2047} << fraction_bits;

/// The float64 nearest to number * 10^exponent, 1e-324 to 1e309.
///
/// Clinger's (1990) algorithm M without its search: times a power of two the number has 57 to 62 bits before
/// the point. The first 53 are the result; the others, and whether there is anything behind the point, round
/// it.
double round_exactly(const BigInteger& number, int exponent) {
  const int log2_of_power = exponent * 1'741'647 >> 19;  // floor(log2(10^exponent)) or, seldom, one less
  const int binary = 60 - number.bit_width() - log2_of_power;
  const Scaled scaled = scale(number, binary, exponent);
  // Below the smallest normal number there are fewer bits to keep.
  const int cut =
      std::max(static_cast<int>(std::bit_width(scaled.floor)) - fraction_bits - 1, binary + least_exponent);
  assert(cut > 0);         // There are 57 bits at least.
  if (cut > 62) return 0;  // It is less than half of 2^-1074.
  std::uint64_t mantissa = scaled.floor >> cut;
  const std::uint64_t rest = scaled.floor - (mantissa << cut);
  const std::uint64_t half = std::uint64_t{1} << (cut - 1);
  if (rest > half || (rest == half && (!scaled.exact || mantissa % 2 == 1))) ++mantissa;
  // The leading bit of a normal number is not stored: it carries into the exponent, which is one too small
  // without it. So does the bit that rounding up may add.
  const auto stored_exponent = static_cast<std::uint64_t>(cut - binary - least_exponent);
  return __builtin_bit_cast(double, std::min((stored_exponent << fraction_bits) + mantissa, infinity));
}

/// The same for a number as text, of which `decimal` holds 19 digits.
double round_long(std::string_view text, const Decimal& decimal) {
  // No number halfway between two float64 has more digits than (2^54 - 1) * 2^-1075. Of later ones all that
  // matters is whether they are all zeros.
  constexpr int most_digits = 768;
  BigInteger number(0);
  int digits = 0;
  bool is_rest_zero = true;
  for (const char c : text) {
    if (c == 'e' || c == 'E') break;
    if (!is_digit(c) || (digits == 0 && c == '0')) continue;
    if (digits < most_digits) {
      number.multiply_add(10, static_cast<std::uint32_t>(c - '0'));
      ++digits;
    } else {
      is_rest_zero = is_rest_zero && c == '0';
    }
  }
  number.multiply_add(10, is_rest_zero ? 0 : 1);
  return round_exactly(number, decimal.exponent + 19 - digits - 1);
}

/// Exact powers: 10^22 = 2^22 * 5^22, and 5^22 < 2^53.
constexpr std::array<double, 23> powers_of_ten = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                  1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                  1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

double round_magnitude(const Decimal& decimal, std::string_view text) {
  if (decimal.mantissa == 0) return 0;
  const int mantissa_digits = std::min(decimal.significant_digits, 19);
  const bool complete = decimal.significant_digits == mantissa_digits;
  // When mantissa and power of ten are both exact, one multiplication or division rounds correctly: Clinger
  // (1990), "How to read floating point numbers accurately".
  if (complete && decimal.mantissa <= 2 * hidden_bit && decimal.exponent >= -22 && decimal.exponent <= 22) {
    const auto mantissa = static_cast<double>(decimal.mantissa);
    return decimal.exponent < 0 ? mantissa / powers_of_ten[static_cast<std::size_t>(-decimal.exponent)]
                                : mantissa * powers_of_ten[static_cast<std::size_t>(decimal.exponent)];
  }
  const int integer_digits = mantissa_digits + decimal.exponent;
  if (integer_digits > 309) return std::numeric_limits<double>::infinity();
  if (integer_digits < -323) return 0;
  return complete ? round_exactly(BigInteger(decimal.mantissa), decimal.exponent) : round_long(text, decimal);
}

}  // namespace

const char* read_exponent(const char* begin, const char* end, Decimal& decimal) {
  const char* at = begin;
  const bool negative = at != end && *at == '-';
  if (at != end && (*at == '+' || *at == '-')) ++at;
  const char* digits = at;
  int exponent = 0;
  for (; at != end && is_digit(*at); ++at) {
    if (exponent < 100'000)
      exponent = exponent * 10 + (*at - '0');  // Beyond, the value is 0 or infinite anyway.
  }
  decimal.exponent += negative ? -exponent : exponent;
  return at != digits ? at : begin;
}

double round_to_nearest(const Decimal& decimal, std::string_view text) {
  const double magnitude = round_magnitude(decimal, text);
  return decimal.negative ? -magnitude : magnitude;
}

bool is_exact(const Decimal& decimal) {
  if (decimal.significant_digits > 19) return false;
  std::uint64_t mantissa = decimal.mantissa;
  while (mantissa != 0 && mantissa % 2 == 0) mantissa /= 2;
  return mantissa <= 2 * hidden_bit;
}

Decimal shortest_decimal(double value) {
  const auto bits = __builtin_bit_cast(std::uint64_t, value);
  Decimal decimal;
  decimal.negative = bits >> 63 != 0;
  const std::uint64_t fraction = bits & (hidden_bit - 1);
  const int stored_exponent = static_cast<int>(bits >> fraction_bits & 2047);
  const std::uint64_t mantissa = stored_exponent > 0 ? hidden_bit | fraction : fraction;
  if (mantissa == 0) return decimal;
  // The value is mantissa * 2^(exponent + 2). What lies between the midpoints to its neighbours reads back as
  // the value, and so do the midpoints if it is even. The neighbour below a power of two is half as far away.
  const int exponent = std::max(stored_exponent, 1) - 1 + least_exponent - 2;
  const bool is_even = mantissa % 2 == 0;
  const bool is_narrow_below = fraction == 0 && stored_exponent > 1;
  // In units of 10^-places the value is about 10^17 to 2 * 10^18, and the midpoints are at least 10 apart.
  const int log2_of_value = static_cast<int>(std::bit_width(mantissa)) - 1 + exponent + 2;
  const int places = 17 - (log2_of_value * 78'913 >> 18);
  const Scaled middle = scale(BigInteger(4 * mantissa), exponent, places);
  const Scaled below = scale(BigInteger(4 * mantissa - (is_narrow_below ? 1 : 2)), exponent, places);
  const Scaled above = scale(BigInteger(4 * mantissa + 2), exponent, places);
  const std::uint64_t least = below.exact && is_even ? below.floor : below.floor + 1;
  const std::uint64_t greatest = above.exact && !is_even ? above.floor - 1 : above.floor;
  // The shortest number is a multiple of the largest power of ten that has one in between.
  std::uint64_t unit = 1;
  decimal.exponent = -places;
  for (; greatest / (10 * unit) * (10 * unit) >= least; unit *= 10) ++decimal.exponent;
  decimal.mantissa = middle.floor / unit;
  const std::uint64_t rest = middle.floor - decimal.mantissa * unit;
  const bool is_tie = 2 * rest == unit && middle.exact;
  const bool nearer_above = is_tie ? decimal.mantissa % 2 == 1 : 2 * rest >= unit;
  const bool fits =
      nearer_above ? (decimal.mantissa + 1) * unit <= greatest : decimal.mantissa * unit >= least;
  if (nearer_above == fits) ++decimal.mantissa;
  for (std::uint64_t left = decimal.mantissa; left > 0; left /= 10) ++decimal.significant_digits;
  return decimal;
}

std::string decimal_text(const Decimal& decimal, int fixed_digits) {
  std::string text = concat({decimal.mantissa});
  const int digits = static_cast<int>(text.size());
  const int point = digits + decimal.exponent;  // It stands behind so many digits.
  if (point <= -4 || point > fixed_digits) {
    if (digits > 1) text.insert(1, 1, '.');
    const int power = std::abs(point - 1);
    text += concat({point < 1 ? "e-" : "e+", power < 10 ? "0" : "", power});
  } else if (point <= 0) {
    text.insert(0, static_cast<std::size_t>(2 - point), '0')[1] = '.';
  } else if (point < digits) {
    text.insert(static_cast<std::size_t>(point), 1, '.');
  } else {
    text.append(static_cast<std::size_t>(point - digits), '0');
  }
  return decimal.negative ? "-" + text : text;
}

std::string format_number(double value) {
  if (value == 0) return "0";  // Also for -0.
  if (std::isnan(value)) return "nan";
  if (std::isinf(value)) return value < 0 ? "-inf" : "inf";
  const Decimal decimal = shortest_decimal(value);
  return decimal_text(decimal, std::max(15, decimal.significant_digits));
}

std::string format_size(double value) {
  if (value == 0 || !std::isfinite(value)) return format_number(value);
  Decimal decimal = shortest_decimal(value);
  std::uint64_t unit = 1;
  for (; decimal.mantissa / unit >= 100; unit *= 10) ++decimal.exponent;
  decimal.mantissa = decimal.mantissa / unit + (decimal.mantissa % unit >= unit - unit / 2 ? 1 : 0);
  for (; decimal.mantissa % 10 == 0; decimal.mantissa /= 10) ++decimal.exponent;
  return decimal_text(decimal, 6);
}

}  // namespace vitrine
