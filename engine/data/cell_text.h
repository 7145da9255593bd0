#pragma once

#include <string_view>

namespace vitrine {

/// Without blanks and tabs at both ends.
std::string_view trimmed(std::string_view text);

/// Whether a cell says that there is no value: empty, NA, N/A, #N/A, NaN, null or ?, in any case, blanks
/// ignored. Words such as "none" or "unknown" are values.
bool is_missing(std::string_view text);

/// Whether a cell is a calendar date, with or without a time: 2024-01-31, 2024/1/31, 31.01.2024, 31/01/2024,
/// 1/31/24, 2024-01-31T08:30:00Z. Day and month may stand in either order.
bool is_date(std::string_view text);

}  // namespace vitrine
