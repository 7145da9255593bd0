#include "data/number_text.h"

#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace vitrine {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A decimal number before rounding: (-1)^negative * mantissa * 10^exponent.
struct Decimal {
  bool negative = false;
  std::uint64_t mantissa = 0;
  int significant_digits = 0;  ///< Above 19 the mantissa is cut off.
  int exponent = 0;
};

/// Reads one number from left to right; every method returns false when the text is no number.
class Scanner {
 public:
  Scanner(std::string_view text, Notation notation)
      : at_(text.data()), end_(at_ + text.size()), notation_(notation) {}

  bool scan() {
    if (at_ != end_ && (*at_ == '+' || *at_ == '-')) decimal.negative = *at_++ == '-';
    if (!scan_integer() || !scan_fraction() || !scan_exponent()) return false;
    return at_ == end_;
  }

  Decimal decimal;
  int integer_digits = 0;
  bool starts_with_zero = false;
  bool whole = true;

 private:
  void append(char digit) {
    if (decimal.significant_digits == 0 && digit == '0') return;
    if (decimal.significant_digits < 19) {
      decimal.mantissa = decimal.mantissa * 10 + static_cast<std::uint64_t>(digit - '0');
    } else {
      ++decimal.exponent;
    }
    ++decimal.significant_digits;
  }

  int scan_digits() {
    const char* begin = at_;
    for (; at_ != end_ && is_digit(*at_); ++at_) append(*at_);
    return static_cast<int>(at_ - begin);
  }

  /// Digits, in groups if there are thousands marks: one to three digits that do not begin with 0, then
  /// threes.
  bool scan_integer() {
    starts_with_zero = at_ != end_ && *at_ == '0';
    integer_digits = scan_digits();
    const bool may_be_grouped = integer_digits >= 1 && integer_digits <= 3 && !starts_with_zero;
    while (const int mark = mark_length()) {
      if (!may_be_grouped) return false;
      at_ += mark;
      if (scan_digits() != 3) return false;
      integer_digits += 3;
    }
    return true;
  }

  /// Length in bytes of the thousands mark at the current place, or 0.
  int mark_length() const {
    const auto starts_with = [this](std::string_view mark) {
      return static_cast<std::size_t>(end_ - at_) >= mark.size() &&
             std::string_view(at_, mark.size()) == mark;
    };
    switch (notation_.thousands) {
      case Thousands::none:
        return 0;
      case Thousands::comma:
        return starts_with(",") ? 1 : 0;
      case Thousands::point:
        return starts_with(".") ? 1 : 0;
      case Thousands::apostrophe:
        return starts_with("'") ? 1 : starts_with("\u2019") ? 3 : 0;
      case Thousands::no_break_space:
        return starts_with("\u00A0") ? 2 : starts_with("\u202F") ? 3 : 0;
    }
    return 0;
  }

  /// The decimal mark may end the number ("5.") or begin it (".5"), but not stand alone.
  bool scan_fraction() {
    if (at_ == end_ || *at_ != notation_.decimal) return integer_digits > 0;
    whole = false;
    ++at_;
    const int digits = scan_digits();
    decimal.exponent -= digits;
    return integer_digits + digits > 0;
  }

  bool scan_exponent() {
    if (at_ == end_ || (*at_ != 'e' && *at_ != 'E')) return true;
    whole = false;
    ++at_;
    const bool negative = at_ != end_ && *at_ == '-';
    if (at_ != end_ && (*at_ == '+' || *at_ == '-')) ++at_;
    const char* begin = at_;
    int exponent = 0;
    for (; at_ != end_ && is_digit(*at_); ++at_) {
      if (exponent < 100'000)
        exponent = exponent * 10 + (*at_ - '0');  // Beyond, the value is 0 or infinite anyway.
    }
    decimal.exponent += negative ? -exponent : exponent;
    return at_ != begin;
  }

  const char* at_;
  const char* end_;
  Notation notation_;
};

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
    if (is_digit(c) && (c != '0' || !digits.empty())) digits += c;
  }
  // The scanner counted the digits it cut off as powers of ten; here they are kept.
  const int cut_off = decimal.significant_digits > 19 ? decimal.significant_digits - 19 : 0;
  digits += 'e';
  digits += std::to_string(decimal.exponent - cut_off);
  return std::strtod(digits.c_str(), nullptr);
}

/// The nearest float64. When mantissa and power of ten are both exact, one multiplication or division rounds
/// correctly: Clinger (1990), "How to read floating point numbers accurately".
double round_to_nearest(std::string_view text, const Decimal& decimal) {
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

/// Whether float64 holds the whole number: at most 53 bits between its first and its last one bit.
bool is_exact(const Decimal& decimal) {
  if (decimal.significant_digits > 19) return false;
  std::uint64_t mantissa = decimal.mantissa;
  while (mantissa != 0 && mantissa % 2 == 0) mantissa /= 2;
  return mantissa <= (std::uint64_t{1} << 53);
}

bool equals_ignoring_case(std::string_view text, std::string_view lower_case) {
  if (text.size() != lower_case.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((text[i] | 0x20) != lower_case[i]) return false;
  }
  return true;
}

bool spells_infinity(std::string_view text) {
  if (!text.empty() && (text[0] == '+' || text[0] == '-')) text.remove_prefix(1);
  return equals_ignoring_case(text, "inf") || equals_ignoring_case(text, "infinity");
}

/// Most text is told from numbers by its first character.
bool may_begin_number(char c) {
  return is_digit(c) || c == '-' || c == '+' || c == '.' || c == ',' || (c | 0x20) == 'i';
}

}  // namespace

std::string text_of(Thousands thousands) {
  switch (thousands) {
    case Thousands::none:
      return "";
    case Thousands::comma:
      return ",";
    case Thousands::point:
      return ".";
    case Thousands::apostrophe:
      return "'";
    case Thousands::no_break_space:
      return "\u00A0";
  }
  return "";
}

NumberText read_number(std::string_view text, Notation notation) {
  NumberText number;
  if (text.empty() || !may_begin_number(text[0])) return number;
  if (spells_infinity(text)) {
    number.kind = NumberText::Kind::infinite;
    return number;
  }
  Scanner scanner(text, notation);
  if (!scanner.scan()) return number;
  const double value = round_to_nearest(text, scanner.decimal);
  if (std::isinf(value)) {
    number.kind = NumberText::Kind::infinite;
    return number;
  }
  number.kind = NumberText::Kind::finite;
  number.value = value;
  number.whole = scanner.whole;
  number.leading_zero = scanner.whole && scanner.starts_with_zero && scanner.integer_digits > 1;
  number.exact = !scanner.whole || is_exact(scanner.decimal);
  return number;
}

NotationSet notations_of(std::string_view text) {
  if (text.empty() || !may_begin_number(text[0])) return 0;
  if (spells_infinity(text)) return every_notation;
  bool point = false;
  bool other_marks = false;
  for (const char c : text) {
    point |= c == '.';
    other_marks |= !is_digit(c) && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E';
  }
  const auto fits = [text](Notation notation) { return Scanner(text, notation).scan(); };
  if (!other_marks) {
    // Nearly every number: what a comma, an apostrophe or a blank would mean makes no difference.
    if (!point) return fits({'.', Thousands::none}) ? every_notation : NotationSet{0};
    const NotationSet decimal_point = fits({'.', Thousands::none}) ? 0b0011'0011 : 0;
    const NotationSet thousands_point = fits({',', Thousands::point}) ? 0b0000'1000 : 0;
    return decimal_point | thousands_point;
  }
  NotationSet set = 0;
  for (std::size_t i = 0; i < notations.size(); ++i) {
    if (fits(notations[i])) set |= static_cast<NotationSet>(1U << i);
  }
  return set;
}

std::string format_number(double value) {
  if (value == 0) return "0";  // Also for -0.
  char text[40];
  if (std::abs(value) < 1e15 && value == std::trunc(value)) {
    std::snprintf(text, sizeof text, "%.0f", value);
    return text;
  }
  for (int digits = 1; digits <= 17; ++digits) {
    std::snprintf(text, sizeof text, "%.*g", digits, value);
    if (std::strtod(text, nullptr) == value) break;
  }
  return text;
}

}  // namespace vitrine
