#pragma once

#include <functional>
#include <string>
#include <vector>

#include "bench/request.h"

namespace vitrine::bench {

/// What a request works on. Each op takes its own part over, so that no second copy stays.
struct WorkData {
  std::vector<float> x;                   ///< Row after row.
  std::vector<int> y;                     ///< Class of each row.
  std::function<std::string()> csv = {};  ///< Reads a file's bytes: part of what is timed.
};

/// @throws Error "wrong_shape" where x has not so many numbers as the request's rows need.
void check_inputs(const Request& request, const WorkData& data);

/// @throws Error as check_inputs, "wrong_shape" for y, and "out_of_range" for a class that the network lacks.
void check_examples(const Request& request, const WorkData& data);

}  // namespace vitrine::bench
