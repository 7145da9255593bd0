#include "data/wording.h"

#include <algorithm>

#include "text.h"

namespace vitrine::wording {
namespace {

std::string with_commas(std::size_t n) {
  std::string digits = concat({n});
  for (int at = static_cast<int>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), 1, ',');
  }
  return digits;
}

std::string joined(const std::vector<std::string>& items, std::size_t total, std::size_t most_listed) {
  std::string text;
  const std::size_t listed = std::min(items.size(), most_listed);
  for (std::size_t i = 0; i < listed; ++i) {
    if (i > 0) text += i + 1 == total ? " and " : ", ";
    text += items[i];
  }
  if (total > listed) text += concat({" and ", with_commas(total - listed), " more"});
  return text;
}

}  // namespace

std::string count(std::size_t n, std::string_view noun, std::string_view plural) {
  std::string text = with_commas(n).append(1, ' ');
  if (n != 1 && !plural.empty()) return text.append(plural);
  return text.append(noun).append(n == 1 ? 0 : 1, 's');
}

std::string quoted(std::string_view text) {
  constexpr std::size_t most_bytes = 60;
  const bool fits = text.size() <= most_bytes;
  std::size_t end = fits ? text.size() : most_bytes;
  while (!fits && end > 0 && (text[end] & 0xC0) == 0x80) --end;  // Not inside a character of several bytes.
  return std::string(1, '"').append(text.substr(0, end)).append(fits ? "" : "…").append(1, '"');
}

std::string names(const std::vector<std::string>& names, std::size_t most_listed) {
  std::vector<std::string> items;
  items.reserve(names.size());
  for (const std::string& name : names) items.push_back(quoted(name));
  return joined(items, items.size(), most_listed);
}

std::string lines(const std::vector<int>& lines, std::size_t total) {
  std::vector<std::string> items;
  items.reserve(lines.size());
  for (const int line : lines) items.push_back(concat({line}));
  return (total == 1 ? "line " : "lines ") + joined(items, total, 5);
}

}  // namespace vitrine::wording
