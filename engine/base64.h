#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vitrine {

/// Bytes as text: RFC 4648, section 4, with padding.
std::string to_base64(std::span<const unsigned char> bytes);

/// Strict: none for a character outside the alphabet, a wrong length or wrong padding.
std::optional<std::vector<unsigned char>> from_base64(std::string_view text);

}  // namespace vitrine
