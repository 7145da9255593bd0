#include "data/number_text.h"

#include <cmath>

#include "decimal.h"

namespace vitrine {
namespace {

struct Number {
  Decimal decimal;
  int integer_digits = 0;
  bool whole = true;
};

/// Reads one number from left to right; every method returns false when the text is no number.
class Scanner {
 public:
  Scanner(std::string_view text, Notation notation)
      : at_(text.data()), end_(at_ + text.size()), notation_(notation) {}

  bool scan() {
    if (at_ != end_ && (*at_ == '+' || *at_ == '-')) number_.decimal.negative = *at_++ == '-';
    if (!scan_integer() || !scan_fraction() || !scan_exponent()) return false;
    return at_ == end_;
  }

  const Number& number() const { return number_; }

 private:
  int scan_digits() {
    const char* begin = at_;
    for (; at_ != end_ && is_digit(*at_); ++at_) number_.decimal.append(*at_);
    return static_cast<int>(at_ - begin);
  }

  /// Digits, in groups if there are thousands marks: one to three digits that do not begin with 0, then
  /// threes.
  bool scan_integer() {
    const bool starts_with_zero = at_ != end_ && *at_ == '0';
    number_.integer_digits = scan_digits();
    const bool may_be_grouped =
        number_.integer_digits >= 1 && number_.integer_digits <= 3 && !starts_with_zero;
    while (const int mark = mark_length()) {
      if (!may_be_grouped) return false;
      at_ += mark;
      if (scan_digits() != 3) return false;
      number_.integer_digits += 3;
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
    if (at_ == end_ || *at_ != notation_.decimal) return number_.integer_digits > 0;
    number_.whole = false;
    ++at_;
    const int digits = scan_digits();
    number_.decimal.exponent -= digits;
    return number_.integer_digits + digits > 0;
  }

  bool scan_exponent() {
    if (at_ == end_ || (*at_ != 'e' && *at_ != 'E')) return true;
    number_.whole = false;
    ++at_;
    const char* begin = at_;
    at_ = read_exponent(at_, end_, number_.decimal);
    return at_ != begin;
  }

  const char* at_;
  const char* end_;
  Notation notation_;
  Number number_;
};

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

/// The shape of nearly every number, -12.345, which needs no care: in how many notations it can be read
/// depends on its digits alone.
struct PlainNumber {
  bool matches = false;  ///< A sign or none, digits, and perhaps a point and more digits: up to 18 in all.
  bool has_point = false;
  int integer_digits = 0;
  int decimals = 0;
  Decimal decimal;
};

PlainNumber scan_plain(std::string_view text) {
  constexpr std::size_t most_digits = 18;  // The mantissa cannot overflow.
  PlainNumber plain;
  plain.decimal.negative = text[0] == '-';
  if (plain.decimal.negative) text.remove_prefix(1);
  if (text.size() > most_digits + 1) return plain;
  std::size_t point = text.size();
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_digit(text[i])) {
      plain.decimal.mantissa = plain.decimal.mantissa * 10 + static_cast<std::uint64_t>(text[i] - '0');
    } else if (text[i] == '.' && point == text.size()) {
      point = i;
    } else {
      return plain;
    }
  }
  plain.has_point = point < text.size();
  plain.integer_digits = static_cast<int>(point);
  plain.decimals = plain.has_point ? static_cast<int>(text.size() - point - 1) : 0;
  plain.decimal.exponent = -plain.decimals;
  plain.decimal.significant_digits = plain.integer_digits + plain.decimals;
  plain.matches = plain.integer_digits > 0 && (plain.decimals > 0 || !plain.has_point) &&
                  plain.decimal.significant_digits <= static_cast<int>(most_digits);
  return plain;
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

  Decimal decimal;
  int integer_digits = 0;
  const PlainNumber plain = scan_plain(text);
  if (plain.matches && (!plain.has_point || notation.decimal == '.')) {
    decimal = plain.decimal;
    integer_digits = plain.integer_digits;
    number.whole = !plain.has_point;
  } else {
    if (spells_infinity(text)) {
      number.kind = NumberText::Kind::infinite;
      return number;
    }
    Scanner scanner(text, notation);
    if (!scanner.scan()) return number;
    decimal = scanner.number().decimal;
    integer_digits = scanner.number().integer_digits;
    number.whole = scanner.number().whole;
  }

  const double value = round_to_nearest(decimal, text);
  if (std::isinf(value)) {
    number.kind = NumberText::Kind::infinite;
    return number;
  }
  const bool has_sign = !is_digit(text[0]);
  number.kind = NumberText::Kind::finite;
  number.value = value;
  number.leading_zero = number.whole && integer_digits > 1 && text[has_sign ? 1 : 0] == '0';
  number.exact = !number.whole || is_exact(decimal);
  return number;
}

NotationSet notations_of(std::string_view text) {
  constexpr NotationSet decimal_point = 0b0011'0011;
  constexpr NotationSet thousands_point = 0b0000'1000;
  if (text.empty() || !may_begin_number(text[0])) return 0;
  const PlainNumber plain = scan_plain(text);
  if (plain.matches) {
    if (!plain.has_point) return every_notation;
    const bool may_be_group = plain.decimals == 3 && plain.integer_digits <= 3;
    const bool is_group = may_be_group && Scanner(text, {',', Thousands::point}).scan();
    return is_group ? decimal_point | thousands_point : decimal_point;
  }
  if (spells_infinity(text)) return every_notation;
  NotationSet set = 0;
  for (std::size_t i = 0; i < notations.size(); ++i) {
    if (Scanner(text, notations[i]).scan()) set |= static_cast<NotationSet>(1U << i);
  }
  return set;
}

}  // namespace vitrine
