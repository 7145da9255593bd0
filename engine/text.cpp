#include "text.h"

#include <array>

namespace vitrine {

Piece::Piece(const std::string& text) : text_(text) {}

void Piece::append_to(std::string& message) const {
  if (text_.data() != nullptr) {
    message.append(text_);
    return;
  }
  // Unsigned, because the magnitude of the least integer has no signed counterpart.
  std::uint64_t magnitude =
      number_ < 0 ? -static_cast<std::uint64_t>(number_) : static_cast<std::uint64_t>(number_);
  std::array<char, 20> digits;
  auto first = digits.end();
  do {
    *--first = static_cast<char>('0' + magnitude % 10);
    magnitude /= 10;
  } while (magnitude > 0);
  if (number_ < 0) message += '-';
  message.append(first, digits.end());
}

std::string concat(std::initializer_list<Piece> pieces) {
  std::string message;
  for (const Piece& piece : pieces) piece.append_to(message);
  return message;
}

namespace {

template <typename Name>
std::string separated(std::span<const Name> names) {
  std::string list;
  for (const Name& name : names) {
    if (!list.empty()) list += ", ";
    list += name;
  }
  return list;
}

}  // namespace

std::string comma_separated(std::span<const std::string_view> names) { return separated(names); }
std::string comma_separated(std::span<const std::string> names) { return separated(names); }

}  // namespace vitrine
