#pragma once

#include <span>
#include <vector>

namespace vitrine {

/// The places of the keys in ascending order; equal keys keep theirs. No key may be NaN.
///
/// One sort for every stable order: each std::stable_sort is several kilobytes of code.
std::vector<int> ascending_order(std::span<const double> keys);

}  // namespace vitrine
