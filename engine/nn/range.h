#pragma once

#include <cstddef>

namespace vitrine {

/// A stretch of an array: positions from `begin` up to, not including, `end`.
struct Range {
  std::size_t begin;
  std::size_t end;
};

}  // namespace vitrine
