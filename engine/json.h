#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace vitrine {

/// A JSON value: RFC 8259. Whole numbers stay whole, so that 1 is written as 1, and 1.0 as 1.0. Objects keep
/// their keys in the order they were written, so that documents read well and compare byte for byte.
///
/// Asking a value for what it is not throws std::bad_variant_access: check first what comes from outside.
///
/// Nearly everything is compiled once, out of line: hundreds of places write and read documents, and a
/// visitor downloads them all.
class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::vector<std::pair<std::string, Json>>;
  struct Field;

  Json(std::nullptr_t = nullptr);
  Json(bool boolean);
  Json(std::int64_t integer);
  Json(double number);
  Json(std::string_view text);
  Json(const std::string& text);
  Json(const char* text);
  template <typename Pointee>
  Json(const Pointee*) = delete;  // It would become a bool.
  template <std::integral Integer>
  Json(Integer integer) : Json(static_cast<std::int64_t>(integer)) {}
  template <typename Element>
  Json(const std::vector<Element>& elements) : Json(std::span(elements)) {}
  template <typename Element>
  Json(std::span<const Element> elements) : Json(array()) {
    for (const Element& element : elements) push_back(element);
  }
  /// An object: Json document = {{"rows", 3}, {"name", "iris"}}.
  Json(std::initializer_list<Field> fields);

  static Json array(std::initializer_list<Json> elements = {});
  static Json object();

  Json(const Json&);
  Json(Json&&) noexcept;
  Json& operator=(const Json&);
  Json& operator=(Json&&) noexcept;
  ~Json();

  bool is_null() const { return std::holds_alternative<std::nullptr_t>(value_); }
  bool is_boolean() const { return std::holds_alternative<bool>(value_); }
  bool is_number_integer() const { return std::holds_alternative<std::int64_t>(value_); }
  bool is_number_float() const { return std::holds_alternative<double>(value_); }
  bool is_number() const { return is_number_integer() || is_number_float(); }
  bool is_string() const { return std::holds_alternative<std::string>(value_); }
  bool is_array() const { return std::holds_alternative<Array>(value_); }
  bool is_object() const { return std::holds_alternative<Object>(value_); }

  /// The value as bool, as a number (a whole one is cut off) or as const std::string&.
  template <typename T>
  decltype(auto) get() const {
    if constexpr (std::is_same_v<T, bool>) {
      return boolean();
    } else if constexpr (std::is_integral_v<T>) {
      return static_cast<T>(integer());
    } else if constexpr (std::is_floating_point_v<T>) {
      return static_cast<T>(number());
    } else {
      static_assert(std::is_same_v<T, std::string>);
      return text();
    }
  }

  /// Elements of an array, fields of an object; 0 for anything else.
  std::size_t size() const;
  bool empty() const { return size() == 0; }

  /// Elements of an array.
  const Json* begin() const;
  const Json* end() const;
  const Json& operator[](std::size_t index) const;
  Json& operator[](std::size_t index);
  /// Appends to an array; null becomes one.
  Json& push_back(Json element);

  /// Fields of an object.
  const Object& items() const;
  /// @return nullptr where there is no such field, or no object.
  const Json* find(std::string_view key) const;
  bool contains(std::string_view key) const { return find(key) != nullptr; }
  /// Null where there is no such field, or no object.
  const Json& operator[](std::string_view key) const;
  /// Appends the field where it is missing; null becomes an object.
  Json& operator[](std::string_view key);

  /// Objects are equal when their fields are, in the same order; numbers when their values are, whole or not.
  friend bool operator==(const Json& a, const Json& b);

  /// The value as text without blanks. Numbers have the fewest digits that read back exactly; one that is not
  /// finite is null. Bytes that are no UTF-8 become U+FFFD.
  std::string dump() const;

 private:
  bool boolean() const;
  std::int64_t integer() const;
  double number() const;
  const std::string& text() const;
  void append_to(std::string& text) const;

  std::variant<std::nullptr_t, bool, std::int64_t, double, std::string, Array, Object> value_;
};

/// A field of an object that is being written.
struct Json::Field {
  std::string_view key;
  mutable Json value;  ///< Moved into the object: the elements of an initializer list are constant otherwise.
};

/// Reads one JSON document. Of fields with the same key the last one counts, in the first one's place. Whole
/// numbers beyond int64 are read as float64.
///
/// @param name  what the text is, to begin a sentence with.
/// @throws Error "not_json" with the line; also for a number beyond float64, and for more than 100 levels.
Json parse_json(std::string_view text, std::string_view name = "The text");

}  // namespace vitrine
