#pragma once

#include <array>
#include <string_view>

#include "data/preprocessing/number_sample.h"

namespace vitrine {

/// What stands in for a missing number.
enum class Imputation { mean, median, most_frequent, constant };

inline constexpr std::array<std::string_view, 4> imputation_names = {"mean", "median", "most_frequent",
                                                                     "constant"};

/// @throws Error "unknown_choice".
Imputation imputation_from_name(std::string_view name);

/// @param sample    of training rows, with at least one value.
/// @param constant  the value for Imputation::constant.
double fit_imputation(const NumberSample& sample, Imputation imputation, double constant);

}  // namespace vitrine
