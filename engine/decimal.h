#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace vitrine {

/// A decimal number: (-1)^negative * mantissa * 10^exponent.
struct Decimal {
  bool negative = false;
  std::uint64_t mantissa = 0;
  int significant_digits = 0;  ///< Above 19 the mantissa is cut off.
  int exponent = 0;

  /// Takes the next digit of a number that is read from left to right.
  void append(char digit) {
    if (significant_digits == 0 && digit == '0') return;
    if (significant_digits < 19) {
      mantissa = mantissa * 10 + static_cast<std::uint64_t>(digit - '0');
    } else {
      ++exponent;
    }
    ++significant_digits;
  }
};

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Reads an exponent, sign or none and digits, into `decimal`.
/// @return where it ends; `begin` where there is none.
const char* read_exponent(const char* begin, const char* end, Decimal& decimal);

/// The nearest float64, of two equally near ones the even one; infinite where it is too large. Exact for any
/// number of digits: Clinger (1990), "How to read floating point numbers accurately".
///
/// @param text  the number as written, for those with more digits than the mantissa holds.
double round_to_nearest(const Decimal& decimal, std::string_view text);

/// Whether float64 holds the whole number: at most 53 bits between its first and its last one bit.
bool is_exact(const Decimal& decimal);

/// The fewest digits that read back as `value`, a finite number; of several such numbers the nearest. That is
/// what Steele & White (1990), "How to print floating-point numbers accurately", ask for, found as in Adams
/// (2018), "Ryu: fast float-to-string conversion", but with long integers for tables.
Decimal shortest_decimal(double value);

/// The number as text: 63.7, or 1e-05 below 0.0001 and from 10^fixed_digits on.
std::string decimal_text(const Decimal& decimal, int fixed_digits);

/// The shortest text that reads back as `value`: 50, 63.7, 1e-05; also inf and nan.
std::string format_number(double value);

/// The same of two significant digits, for sizes in a sentence: 64, 4.4e+29.
std::string format_size(double value);

}  // namespace vitrine
