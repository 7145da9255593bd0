#include "json.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

#include "decimal.h"
#include "error.h"
#include "utf8.h"

namespace vitrine {
namespace {

// A backslash and a letter stand for the character in the same place; a slash needs none when it is written.
constexpr std::string_view escape_letters = "\"\\bfnrt/";
constexpr std::string_view escaped_characters = "\"\\\b\f\n\r\t/";
constexpr std::string_view hexadecimal_digits = "0123456789abcdef";

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::size_t escape = escaped_characters.substr(0, 7).find(text[at]);
    const std::size_t length = utf8_length(text.substr(at));
    if (escape != std::string_view::npos) {
      out.append(1, '\\').append(1, escape_letters[escape]);
    } else if (byte < 0x20) {
      out.append("\\u00").append(1, hexadecimal_digits[byte / 16]).append(1, hexadecimal_digits[byte % 16]);
    } else if (length > 0) {
      out.append(text, at, length);
    } else {
      append_utf8(out, replacement_character);
    }
    at += std::max<std::size_t>(length, 1);
  }
  out += '"';
}

void append_number(std::string& out, double number) {
  if (!std::isfinite(number)) {
    out += "null";
    return;
  }
  const std::string text = decimal_text(shortest_decimal(number), 15);
  out += text;
  if (text.find_first_of(".e") == std::string::npos) out += ".0";
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Reads a document from left to right, one level of nesting a call deep.
class Parser {
 public:
  Parser(std::string_view text, std::string_view name)
      : name_(name), begin_(text.data()), end_(begin_ + text.size()), at_(begin_) {}

  Json document() {
    take("\xEF\xBB\xBF");  // A byte order mark, as some editors leave it.
    Json document = value();
    if (at_ != end_) refuse();
    return document;
  }

 private:
  static constexpr int most_levels = 100;  // The stack must hold them.

  [[noreturn]] void refuse() const {
    refuse(at_ == end_ ? "is not JSON: it ends too early, in" : "is not JSON: something is wrong in");
  }

  [[noreturn]] void refuse(std::string_view problem) const {
    // A text that breaks off does so in its last line with anything in it.
    const char* place = at_;
    while (at_ == end_ && place != begin_ && is_blank(place[-1])) --place;
    const int line = 1 + static_cast<int>(std::count(begin_, place, '\n'));
    fail("not_json", {name_, " ", problem, " line ", line, "."}, {.line = line});
  }

  char peek() const { return at_ != end_ ? *at_ : '\0'; }

  std::string_view rest() const { return {at_, static_cast<std::size_t>(end_ - at_)}; }

  bool take(std::string_view token) {
    if (rest().substr(0, token.size()) != token) return false;
    at_ += token.size();
    return true;
  }

  void require(std::string_view token) {
    if (take(token)) return;
    if (rest() == token.substr(0, rest().size())) at_ = end_;  // The text breaks off within the token.
    refuse();
  }

  void skip_blanks() {
    while (at_ != end_ && is_blank(*at_)) ++at_;
  }

  /// A value and the blanks around it.
  Json value() {
    skip_blanks();
    Json value = bare_value();
    skip_blanks();
    return value;
  }

  Json bare_value() {
    switch (peek()) {
      case '{':
        return object();
      case '[':
        return array();
      case '"':
        return string();
      case 'n':
        require("null");
        return nullptr;
      case 't':
        require("true");
        return true;
      case 'f':
        require("false");
        return false;
      default:
        return number();
    }
  }

  Json array() {
    Json array = Json::array();
    for (bool more = open("[", "]"); more; more = next("]")) array.push_back(value());
    return array;
  }

  Json object() {
    Json object = Json::object();
    for (bool more = open("{", "}"); more; more = next("}")) {
      skip_blanks();
      const std::string key = string();
      if (object.contains(key)) refuse("repeats a field in");
      skip_blanks();
      require(":");
      object[key] = value();
    }
    return object;
  }

  // These tell whether there is an element to read.
  bool open(std::string_view bracket, std::string_view closing_bracket) {
    require(bracket);
    if (++levels_ > most_levels) refuse("is nested more than 100 levels deep in");
    skip_blanks();
    return !close(closing_bracket);
  }

  bool next(std::string_view closing_bracket) {
    if (close(closing_bracket)) return false;
    require(",");
    return true;
  }

  bool close(std::string_view bracket) {
    const bool closes = take(bracket);
    if (closes) --levels_;
    return closes;
  }

  std::string string() {
    require("\"");
    std::string text;
    while (!take("\"")) {
      if (take("\\")) {
        append_escaped(text);
        continue;
      }
      const bool is_control = static_cast<unsigned char>(peek()) < 0x20;
      const std::size_t length = is_control ? 0 : utf8_length(rest());
      if (length == 0) refuse();
      text.append(at_, length);
      at_ += length;
    }
    return text;
  }

  void append_escaped(std::string& text) {
    if (!take("u")) {
      const std::size_t escape = escape_letters.find(peek());
      if (escape == std::string_view::npos) refuse();
      text += escaped_characters[escape];
      ++at_;
      return;
    }
    char32_t character = four_hexadecimal_digits();
    if (character >= 0xD800 && character <= 0xDBFF) {  // The first half of a surrogate pair.
      require("\\u");
      const char32_t second = four_hexadecimal_digits();
      if (second < 0xDC00 || second > 0xDFFF) refuse();
      character = 0x10000 + ((character - 0xD800) << 10) + (second - 0xDC00);
    } else if (character >= 0xDC00 && character <= 0xDFFF) {
      refuse();
    }
    append_utf8(text, character);
  }

  char32_t four_hexadecimal_digits() {
    char32_t number = 0;
    for (int i = 0; i < 4; ++i) {
      const char digit = peek();
      const std::size_t value = hexadecimal_digits.find(
          digit >= 'A' && digit <= 'F' ? static_cast<char>(digit + ('a' - 'A')) : digit);
      if (value == std::string_view::npos) refuse();
      number = number * 16 + static_cast<char32_t>(value);
      ++at_;
    }
    return number;
  }

  Json number() {
    const char* begin = at_;
    Decimal decimal;
    decimal.negative = take("-");
    if (!take("0")) digits(decimal);
    bool whole = true;
    if (take(".")) {
      whole = false;
      decimal.exponent -= digits(decimal);
    }
    if (take("e") || take("E")) {
      whole = false;
      const char* exponent = at_;
      at_ = read_exponent(at_, end_, decimal);
      if (at_ == exponent) refuse();
    }
    constexpr std::uint64_t greatest = std::numeric_limits<std::int64_t>::max();
    if (whole && decimal.significant_digits <= 19 &&
        decimal.mantissa <= greatest + (decimal.negative ? 1 : 0)) {
      return static_cast<std::int64_t>(decimal.negative ? -decimal.mantissa : decimal.mantissa);
    }
    const double number = round_to_nearest(decimal, {begin, static_cast<std::size_t>(at_ - begin)});
    if (!std::isfinite(number)) refuse("holds a number that is too large for a computer's arithmetic in");
    return number;
  }

  /// Reads one or more. @return how many.
  int digits(Decimal& decimal) {
    const char* begin = at_;
    for (; is_digit(peek()); ++at_) decimal.append(*at_);
    if (at_ == begin) refuse();
    return static_cast<int>(at_ - begin);
  }

  const std::string_view name_;
  const char* const begin_;
  const char* const end_;
  const char* at_;
  int levels_ = 0;
};

}  // namespace

Json::Json(std::nullptr_t) : value_(nullptr) {}
Json::Json(bool boolean) : value_(boolean) {}
Json::Json(std::int64_t integer) : value_(integer) {}
Json::Json(double number) : value_(number) {}
Json::Json(std::string_view text) : value_(std::string(text)) {}
Json::Json(const std::string& text) : value_(text) {}
Json::Json(const char* text) : value_(std::string(text)) {}

Json::Json(std::initializer_list<Field> fields) : Json(object()) {
  for (const Field& field : fields) (*this)[field.key] = std::move(field.value);
}

Json Json::array(std::initializer_list<Json> elements) {
  Json json;
  json.value_ = Array(elements);
  return json;
}

Json Json::object() {
  Json json;
  json.value_ = Object();
  return json;
}

Json::Json(const Json&) = default;
Json::Json(Json&&) noexcept = default;
Json& Json::operator=(const Json&) = default;
Json& Json::operator=(Json&&) noexcept = default;
Json::~Json() = default;

bool Json::boolean() const { return std::get<bool>(value_); }
const std::string& Json::text() const { return std::get<std::string>(value_); }

std::int64_t Json::integer() const {
  return is_number_float() ? static_cast<std::int64_t>(number()) : std::get<std::int64_t>(value_);
}

double Json::number() const {
  return is_number_integer() ? static_cast<double>(integer()) : std::get<double>(value_);
}

std::size_t Json::size() const {
  if (const auto* elements = std::get_if<Array>(&value_)) return elements->size();
  if (const auto* fields = std::get_if<Object>(&value_)) return fields->size();
  return 0;
}

const Json* Json::begin() const { return std::get<Array>(value_).data(); }
const Json* Json::end() const { return begin() + size(); }

const Json& Json::operator[](std::size_t index) const {
  assert(index < size());
  return std::get<Array>(value_)[index];
}

Json& Json::operator[](std::size_t index) { return const_cast<Json&>(std::as_const(*this)[index]); }

Json& Json::push_back(Json element) {
  if (is_null()) value_ = Array();
  return std::get<Array>(value_).emplace_back(std::move(element));
}

const Json::Object& Json::items() const { return std::get<Object>(value_); }

const Json* Json::find(std::string_view key) const {
  if (!is_object()) return nullptr;
  for (const auto& [name, value] : items()) {
    if (name == key) return &value;
  }
  return nullptr;
}

const Json& Json::operator[](std::string_view key) const {
  static const Json null;
  const Json* value = find(key);
  return value != nullptr ? *value : null;
}

Json& Json::operator[](std::string_view key) {
  if (is_null()) value_ = Object();
  if (const Json* value = find(key)) return const_cast<Json&>(*value);
  return std::get<Object>(value_).emplace_back(key, nullptr).second;
}

bool operator==(const Json& a, const Json& b) {
  if (a.is_number() && b.is_number() && a.value_.index() != b.value_.index()) return a.number() == b.number();
  return a.value_ == b.value_;
}

std::string Json::dump() const {
  std::string text;
  append_to(text);
  return text;
}

void Json::append_to(std::string& text) const {
  if (is_null()) {
    text += "null";
  } else if (is_boolean()) {
    text += boolean() ? "true" : "false";
  } else if (is_number_integer()) {
    Piece(integer()).append_to(text);
  } else if (is_number_float()) {
    append_number(text, number());
  } else if (is_string()) {
    append_quoted(text, this->text());
  } else if (is_array()) {
    text += '[';
    for (const Json& element : *this) {
      if (text.back() != '[') text += ',';
      element.append_to(text);
    }
    text += ']';
  } else {
    text += '{';
    for (const auto& [key, value] : items()) {
      if (text.back() != '{') text += ',';
      append_quoted(text, key);
      text += ':';
      value.append_to(text);
    }
    text += '}';
  }
}

Json parse_json(std::string_view text, std::string_view name) { return Parser(text, name).document(); }

}  // namespace vitrine
