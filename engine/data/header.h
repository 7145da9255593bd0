#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "data/warning.h"

namespace vitrine {

/// Records of a sample, as text.
using SampleRow = std::vector<std::string>;

/// Whether `first` names the columns of the rows below it rather than being one of them: a word above numbers
/// is a name, a number above numbers or a text that comes again in its column is a value.
bool looks_like_header(const SampleRow& first, std::span<const SampleRow> below);

/// Whether `first` is certainly a header: some cell is of another kind than the column below it.
bool differs_in_kind(const SampleRow& first, std::span<const SampleRow> below);

/// Names for `columns` columns, all different: made-up ones where a name is missing ("column_3"), a number
/// after one that came before ("x_2").
std::vector<std::string> unique_names(std::vector<std::string> header, std::size_t columns,
                                      std::vector<Warning>& warnings);

/// "column_1", "column_2", ...
std::vector<std::string> made_up_names(std::size_t columns);

}  // namespace vitrine
