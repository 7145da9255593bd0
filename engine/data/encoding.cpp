#include "data/encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "data/wording.h"
#include "error.h"
#include "utf8.h"

namespace vitrine {
namespace {

/// What bytes 0x80 to 0x9F mean in Windows-1252; the five it leaves open become the replacement character.
constexpr std::array<char16_t, 32> cp1252_high = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

/// Position of the first byte from `at` on that is not ASCII.
std::size_t skip_ascii(std::string_view text, std::size_t at) {
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, 8);
    if ((word & 0x8080808080808080U) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

struct Utf8Census {
  std::size_t characters = 0;  ///< Well-formed ones of several bytes.
  std::size_t bad_bytes = 0;
};

Utf8Census take_utf8_census(std::string_view text) {
  Utf8Census census;
  for (std::size_t at = skip_ascii(text, 0); at < text.size(); at = skip_ascii(text, at)) {
    const std::size_t length = utf8_length(text.substr(at, 4));
    ++(length > 0 ? census.characters : census.bad_bytes);
    at += std::max<std::size_t>(length, 1);
  }
  return census;
}

/// Bytes that occur in no text: control characters other than white space and Ctrl-Z, the old end-of-file
/// mark.
std::size_t count_controls(std::string_view bytes) {
  std::size_t count = 0;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    count += byte < 0x20 && !(byte >= '\t' && byte <= '\r') && byte != 0x1A;
  }
  return count;
}

int line_at(std::string_view text, std::size_t position) {
  return 1 + static_cast<int>(
                 std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(position), '\n'));
}

/// What a file without text seems to be, as a clause to end a sentence with.
std::string guess_kind(std::string_view bytes) {
  struct Signature {
    std::string_view start, kind;
  };
  constexpr std::array<Signature, 7> signatures = {{
      {"PK\x03\x04",
       "an Excel workbook (.xlsx) or a zip archive: open it and save the sheet as \"CSV UTF-8\""},
      {"\xD0\xCF\x11\xE0", "an old Excel workbook (.xls): open it and save the sheet as \"CSV UTF-8\""},
      {"%PDF", "a PDF document"},
      {"\x1F\x8B", "a gzip archive: unpack it first"},
      {"\x89PNG", "a PNG picture"},
      {"\xFF\xD8\xFF", "a JPEG picture"},
      {"GIF8", "a GIF picture"},
  }};
  for (const Signature& signature : signatures) {
    if (bytes.substr(0, signature.start.size()) == signature.start)
      return "it seems to be " + std::string(signature.kind);
  }
  return "it holds bytes that are no characters. Save the data as CSV in UTF-8 encoding";
}

/// UTF-16 of mostly Latin text has a zero in every other byte, never in both.
enum class Utf16 { no, little_endian, big_endian };

Utf16 guess_utf16_without_mark(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, 4096);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < sample.size(); ++i) zeros[i % 2] += sample[i] == '\0';
  const std::size_t many = sample.size() / 4;  // Half of the units.
  if (bytes.size() % 2 != 0 || many == 0) return Utf16::no;
  if (zeros[0] == 0 && zeros[1] >= many) return Utf16::little_endian;
  if (zeros[1] == 0 && zeros[0] >= many) return Utf16::big_endian;
  return Utf16::no;
}

}  // namespace

DecodedText::DecodedText(std::string_view bytes) : original_(bytes) { decode(bytes); }

void DecodedText::decode(std::string_view bytes) {
  const auto begins_with = [bytes](std::string_view mark) { return bytes.substr(0, mark.size()) == mark; };
  if (begins_with("\xFF\xFE")) return decode_utf16(bytes.substr(2), false);
  if (begins_with("\xFE\xFF")) return decode_utf16(bytes.substr(2), true);
  const bool has_zero = bytes.find('\0') != std::string_view::npos;
  if (has_zero) {
    const Utf16 utf16 = guess_utf16_without_mark(bytes);
    if (utf16 != Utf16::no) return decode_utf16(bytes, utf16 == Utf16::big_endian);
  }
  if (has_zero || count_controls(bytes) > bytes.size() / 20) {
    fail("not_text",
         {"This file is not text but binary data, so it cannot be read as CSV: ", guess_kind(bytes), "."});
  }
  // A PDF of few pictures can pass for text; its lines are no rows.
  if (begins_with("%PDF-")) fail("not_text", {"This file cannot be read as CSV: ", guess_kind(bytes), "."});
  if (begins_with("\xEF\xBB\xBF")) original_.remove_prefix(3);

  const Utf8Census census = take_utf8_census(original_);
  if (census.bad_bytes == 0) return;
  if (census.characters > census.bad_bytes) return repair_utf8();
  decode_cp1252();
}

void DecodedText::decode_utf16(std::string_view units, bool big_endian) {
  encoding_ = "utf-16";
  is_converted_ = true;
  converted_.reserve(units.size());
  const auto unit = [units, big_endian](std::size_t at) -> char32_t {
    const auto first = static_cast<unsigned char>(units[at]);
    const auto second = static_cast<unsigned char>(units[at + 1]);
    return big_endian ? first << 8 | second : second << 8 | first;
  };
  std::size_t zeros = 0;
  std::size_t unpaired = units.size() % 2;
  for (std::size_t at = 0; at + 1 < units.size(); at += 2) {
    char32_t c = unit(at);
    const bool is_high = c >= 0xD800 && c <= 0xDBFF;
    if (is_high && at + 3 < units.size() && unit(at + 2) >= 0xDC00 && unit(at + 2) <= 0xDFFF) {
      c = 0x10000 + ((c - 0xD800) << 10) + (unit(at + 2) - 0xDC00);
      at += 2;
    } else if (c >= 0xD800 && c <= 0xDFFF) {
      c = replacement_character;
      ++unpaired;
    }
    zeros += c == 0;
    append_utf8(converted_, c);
  }
  if (zeros > 0 || count_controls(converted_) > converted_.size() / 20) {
    fail("not_text", {"This file begins like UTF-16 text but holds binary data, so it cannot be read as CSV. "
                      "Save the data as CSV in UTF-8 encoding."});
  }
  if (unpaired > 0) {
    warn("The file is damaged UTF-16: " + wording::count(unpaired, "character") + " could not be read and " +
             (unpaired == 1 ? "was" : "were") + " replaced by \"\uFFFD\" or left out.",
         {}, unpaired);
  }
}

void DecodedText::decode_cp1252() {
  encoding_ = "cp1252";
  is_converted_ = true;
  converted_.reserve(original_.size() + original_.size() / 8);
  std::size_t undefined = 0;
  for (const char c : original_) {
    const auto byte = static_cast<unsigned char>(c);
    const char32_t character = byte >= 0x80 && byte <= 0x9F ? cp1252_high[byte - 0x80U] : byte;
    undefined += character == replacement_character;
    append_utf8(converted_, character);
  }
  std::string message =
      "The file is not UTF-8; it was read as Windows-1252 (Western European). If accented letters look "
      "wrong, save it "
      "as \"CSV UTF-8\".";
  if (undefined > 0) {
    message.append(" ")
        .append(wording::count(undefined, "character"))
        .append(" without a meaning in that encoding became \"\uFFFD\".");
  }
  warn(message, {}, undefined);
}

void DecodedText::repair_utf8() {
  is_converted_ = true;
  converted_.reserve(original_.size() + 64);
  std::vector<int> lines;
  std::size_t bad = 0;
  int line = 1;
  std::size_t counted = 0;  // Up to here line breaks are in `line`.
  std::size_t begin = 0;
  for (std::size_t at = skip_ascii(original_, 0); at < original_.size(); at = skip_ascii(original_, at)) {
    const std::size_t length = utf8_length(original_.substr(at, 4));
    if (length > 0) {
      at += length;
      continue;
    }
    converted_.append(original_, begin, at - begin);
    append_utf8(converted_, replacement_character);
    line += line_at(original_.substr(counted), at - counted) - 1;
    counted = at;
    begin = ++at;
    ++bad;
    if (lines.size() < most_warning_lines && (lines.empty() || lines.back() != line)) lines.push_back(line);
  }
  converted_.append(original_, begin, original_.size() - begin);
  warn(concat({"The file is UTF-8 but ", wording::count(bad, "byte"),
               " could not be read and became \"\uFFFD\", first in line ", lines.front(), "."}),
       lines, bad);
}

void DecodedText::warn(const std::string& message, std::vector<int> lines, std::size_t count) {
  Warning warning;
  warning.code = "encoding_fallback";
  warning.message = message;
  warning.lines = std::move(lines);
  warning.count = static_cast<int>(count);
  warnings_.push_back(std::move(warning));
}

}  // namespace vitrine
