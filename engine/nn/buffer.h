#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace vitrine {

/// Hands out memory that begins at a cache line.
template <typename T>
struct LineAllocator {
  using value_type = T;
  static constexpr std::align_val_t line{64};

  LineAllocator() = default;
  template <typename Other>
  LineAllocator(const LineAllocator<Other>& /*other*/) {}

  T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T), line)); }
  void deallocate(T* memory, std::size_t /*count*/) { ::operator delete(memory, line); }

  template <typename Other>
  bool operator==(const LineAllocator<Other>& /*other*/) const {
    return true;
  }
};

/// Numbers that the hot loops read and write by vectors. WebAssembly's malloc lets them begin in the middle
/// of one: then many a vector lies in two lines of the cache, and training takes up to a tenth longer, by the
/// accident of what else is in memory.
template <typename Scalar>
using Buffer = std::vector<Scalar, LineAllocator<Scalar>>;

}  // namespace vitrine
