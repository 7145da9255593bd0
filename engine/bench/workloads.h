#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "bench/request.h"

namespace vitrine::bench {

/// Something to measure by name, where nobody asks for anything else.
struct Workload {
  std::string name;
  Request request;
};

/// Training T1 to T5, inference I2 and I3 with the networks of T2 and T3, products M8 to M512, a CSV file and
/// the arithmetic limit, each for so long.
std::vector<Workload> standard_workloads(double seconds);

struct Rows {
  std::vector<float> x;  ///< Row after row.
  std::vector<int> y;
};

/// Rows whose class can be learned: which of the first inputs, the large ones, is largest. One class in ten
/// is random, so that something is left to learn for as long as it is measured.
Rows make_rows(const NetworkSize& size, int rows, std::uint64_t seed);

/// About so many bytes of CSV: eight columns of numbers, f1 to f8, and four of words, of which one is quoted
/// here and there.
std::string make_csv(std::size_t bytes, std::uint64_t seed);

}  // namespace vitrine::bench
