#pragma once

#include <string>
#include <vector>

#include "json.h"

/// Fields of a request, checked. `place` is what errors call the field.
namespace vitrine::bench {

inline constexpr int most = 100'000'000;

/// @throws Error "wrong_type" or "out_of_range" with the place.
double read_number(const Json& value, const std::string& place, double least);

/// @throws as read_number.
int read_whole_number(const Json& value, const std::string& place, int least = 1, int greatest = most);

/// A list of them. @throws as read_number.
std::vector<int> read_whole_numbers(const Json& list, const std::string& place, int least = 1,
                                    int greatest = most);

/// A list of anything. @throws Error "wrong_type" with the place.
const Json& read_list(const Json& list, const std::string& place);

}  // namespace vitrine::bench
