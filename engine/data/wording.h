#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Phrases of warnings and errors.
namespace vitrine::wording {

/// "1 row", "2,000 rows"
std::string count(std::size_t n, std::string_view noun, std::string_view plural = {});

/// The text in quotes, cut where it is too long for a sentence.
std::string quoted(std::string_view text);

/// "a", "b" and 3 more
std::string names(const std::vector<std::string>& names, std::size_t most_listed = 5);

/// "line 3", "lines 3, 7 and 20 more"
std::string lines(const std::vector<int>& lines, std::size_t total);

}  // namespace vitrine::wording
