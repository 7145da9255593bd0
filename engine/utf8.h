#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace vitrine {

/// Stands for what cannot be read.
inline constexpr char32_t replacement_character = 0xFFFD;

/// @param character  a Unicode scalar value: no surrogate.
void append_utf8(std::string& text, char32_t character);

/// Length in bytes of the well-formed UTF-8 character at the front, or 0: The Unicode Standard, table 3-7.
std::size_t utf8_length(std::string_view text);

}  // namespace vitrine
