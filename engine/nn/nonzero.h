#pragma once

#include <cstdint>

namespace vitrine::kernels {

/// Writes where numbers are not zero, ascending; 0 and -0 are zero, NaN is not.
///
/// @param count   of the numbers; at most 32,768.
/// @param places  of room for `count`; what it holds behind the end may be overwritten.
/// @returns the end of the places.
std::int16_t* find_nonzero(const float* numbers, int count, std::int16_t* places);

}  // namespace vitrine::kernels
