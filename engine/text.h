#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace vitrine {

/// A piece of a message: text, or a whole number, which stands there in decimal. It does not own its text.
class Piece {
 public:
  Piece(const char* text) : Piece(std::string_view(text)) {}
  Piece(std::string_view text) : text_(text.data() != nullptr ? text : std::string_view("")) {}
  Piece(const std::string& text);
  template <std::integral Integer>
  Piece(Integer number) : number_(static_cast<std::int64_t>(number)) {}

  void append_to(std::string& message) const;

 private:
  std::string_view text_;  ///< Its data is null where the piece is a number.
  std::int64_t number_ = 0;
};

/// The pieces in a row: concat({"has ", 3, " rows"}).
///
/// One call, where a chain of + is a dozen: messages are a large share of the code that a visitor downloads.
std::string concat(std::initializer_list<Piece> pieces);

/// "a, b, c"
std::string comma_separated(std::span<const std::string_view> names);
std::string comma_separated(std::span<const std::string> names);

}  // namespace vitrine
