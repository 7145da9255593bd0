#pragma once

#include <cstdint>

/// Which factors of a matrix product are not zero, so that it can leave the others out.
///
/// ReLU makes about half of a layer's activations zero, and their gradients with them; pixels and one-hot
/// columns are mostly zero too.
namespace vitrine::kernels {

/// What find_nonzero() may write beyond the places that it returns.
inline constexpr int places_beyond = 3;

/// Writes where numbers are not zero, ascending; 0 and -0 are zero.
///
/// @param count   of the numbers; at most 32,768.
/// @param places  of room for count + places_beyond.
/// @returns the end of the places.
std::int16_t* find_nonzero(const float* numbers, int count, std::int16_t* places);

}  // namespace vitrine::kernels
