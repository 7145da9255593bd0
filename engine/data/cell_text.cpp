#include "data/cell_text.h"

#include <cstddef>

namespace vitrine {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

bool equals_ignoring_case(std::string_view text, std::string_view lower_case) {
  if (text.size() != lower_case.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + ('a' - 'A')) : text[i];
    if (c != lower_case[i]) return false;
  }
  return true;
}

/// Takes pieces off the front of a text.
class Eater {
 public:
  explicit Eater(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }

  bool eat(char c) {
    if (rest_.empty() || rest_[0] != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool eat_one_of(std::string_view choices) {
    if (rest_.empty() || choices.find(rest_[0]) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }

  /// Up to `most` digits as a number; `digits` tells how many there were.
  int eat_number(int most, int& digits) {
    int number = 0;
    for (digits = 0; digits < most && !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9'; ++digits) {
      number = number * 10 + (rest_[0] - '0');
      rest_.remove_prefix(1);
    }
    return number;
  }

  /// A number of one or two digits in [low, high].
  bool eat_in_range(int low, int high) {
    int digits = 0;
    const int number = eat_number(2, digits);
    return digits > 0 && number >= low && number <= high;
  }

  char front() const { return rest_.empty() ? '\0' : rest_[0]; }

 private:
  std::string_view rest_;
};

bool is_day_and_month(int a, int b) {
  const auto day = [](int x) { return x >= 1 && x <= 31; };
  const auto month = [](int x) { return x >= 1 && x <= 12; };
  return (day(a) && month(b)) || (month(a) && day(b));
}

bool eat_calendar_date(Eater& eater) {
  int digits = 0;
  const int first = eater.eat_number(4, digits);
  const bool year_first = digits == 4;
  if (!year_first && (digits == 0 || digits > 2)) return false;
  const char separator = eater.front();
  if (!eater.eat_one_of("-/.")) return false;
  const int second = eater.eat_number(2, digits);
  if (digits == 0 || !eater.eat(separator)) return false;
  const int third = eater.eat_number(year_first ? 2 : 4, digits);
  if (year_first) return digits > 0 && is_day_and_month(third, second);
  // A year of two digits only after slashes: 1.2.24 may be a version.
  return (digits == 4 || (digits == 2 && separator == '/')) && is_day_and_month(first, second);
}

bool eat_time(Eater& eater) {
  if (!eater.eat_in_range(0, 24) || !eater.eat(':') || !eater.eat_in_range(0, 59)) return false;
  if (eater.eat(':')) {
    if (!eater.eat_in_range(0, 60)) return false;  // 60: a leap second.
    if (eater.eat_one_of(".,")) {
      int digits = 0;
      eater.eat_number(9, digits);
      if (digits == 0) return false;
    }
  }
  eater.eat(' ');
  if (eater.eat_one_of("Zz")) return true;
  if (eater.eat_one_of("AaPp")) return eater.eat_one_of("Mm");
  if (eater.eat_one_of("+-")) {
    if (!eater.eat_in_range(0, 23)) return false;
    eater.eat(':');
    return eater.done() || eater.eat_in_range(0, 59);
  }
  return true;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

bool is_missing(std::string_view text) {
  text = trimmed(text);
  switch (text.size()) {
    case 0:
      return true;
    case 1:
      return text[0] == '?';
    case 2:
      return equals_ignoring_case(text, "na");
    case 3:
      return equals_ignoring_case(text, "nan") || equals_ignoring_case(text, "n/a");
    case 4:
      return equals_ignoring_case(text, "null") || equals_ignoring_case(text, "#n/a");
    default:
      return false;
  }
}

bool is_date(std::string_view text) {
  Eater eater(text);
  if (!eat_calendar_date(eater)) return false;
  if (eater.done()) return true;
  return eater.eat_one_of("Tt ") && eat_time(eater) && eater.done();
}

}  // namespace vitrine
