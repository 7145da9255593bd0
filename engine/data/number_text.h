#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace vitrine {

/// A mark between groups of three digits.
enum class Thousands { none, comma, point, apostrophe, no_break_space };

/// The mark as text: "", ",", ".", "'" or U+00A0.
std::string text_of(Thousands thousands);

/// How a column writes its numbers.
struct Notation {
  char decimal;  ///< '.' or ','
  Thousands thousands;
};

/// Every notation that is tried. Where a column fits several, one that stands earlier is the safer guess.
inline constexpr std::array<Notation, 8> notations = {{{'.', Thousands::none},
                                                       {'.', Thousands::comma},
                                                       {',', Thousands::none},
                                                       {',', Thousands::point},
                                                       {'.', Thousands::apostrophe},
                                                       {'.', Thousands::no_break_space},
                                                       {',', Thousands::apostrophe},
                                                       {',', Thousands::no_break_space}}};

/// A set of notations: bit i stands for notations[i].
using NotationSet = std::uint8_t;
inline constexpr NotationSet every_notation = 0xFF;

/// A cell, read as a number.
struct NumberText {
  enum class Kind { text, finite, infinite };  ///< infinite: "inf", or too large for float64.
  Kind kind = Kind::text;
  double value = 0;           ///< Correctly rounded; finite only.
  bool whole = false;         ///< Digits alone: no decimal mark, no exponent.
  bool leading_zero = false;  ///< whole, and like 007: it looks like a code.
  bool exact = true;          ///< False for a whole number that float64 cannot hold.
};

/// Reads text without surrounding blanks: sign, digits with or without thousands marks, decimals, exponent.
NumberText read_number(std::string_view text, Notation notation = notations[0]);

/// The notations in which text is a number, finite or not.
NotationSet notations_of(std::string_view text);

}  // namespace vitrine
