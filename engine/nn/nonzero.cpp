#include "nn/nonzero.h"

#include <cstring>

namespace vitrine::kernels {

namespace {

/// Which of four numbers are not zero: bit i for number i.
unsigned nonzero_mask(const float* numbers) {
  using Vector __attribute__((vector_size(16), aligned(alignof(float)), may_alias)) = float;
  const auto differs = *reinterpret_cast<const Vector*>(numbers) != 0;
#if defined(__wasm_simd128__)
  return static_cast<unsigned>(__builtin_wasm_bitmask_i32x4(differs));
#elif defined(__SSE__)
  return static_cast<unsigned>(__builtin_ia32_movmskps(reinterpret_cast<Vector>(differs)));
#else
  return (differs[0] & 1U) | (differs[1] & 2U) | (differs[2] & 4U) | (differs[3] & 8U);
#endif
}

/// For each mask, the positions of its bits, ascending, and how many there are.
struct MaskTable {
  std::uint64_t positions[16] = {};  ///< 16 bits each, from the lowest on.
  std::uint8_t counts[16] = {};

  constexpr MaskTable() {
    for (unsigned mask = 0; mask < 16; ++mask) {
      for (std::uint64_t bit = 0; bit < 4; ++bit) {
        if ((mask >> bit & 1) != 0) positions[mask] |= bit << (16 * counts[mask]++);
      }
    }
  }
};
constexpr MaskTable masks;

}  // namespace

// Four at a time, and without a branch, which could not be foretold. Copied bytes may lie where floats were.
// Not inlined: it gains nothing, and the page waits for every byte.
[[gnu::noinline]] std::int16_t* find_nonzero(const float* numbers, int count, std::int16_t* places) {
  int i = 0;
  for (; count - i >= 4; i += 4) {
    const unsigned mask = nonzero_mask(numbers + i);
    const std::uint64_t four = masks.positions[mask] + static_cast<std::uint64_t>(i) * 0x0001000100010001U;
    std::memcpy(places, &four, sizeof four);
    places += masks.counts[mask];
  }
  for (; i < count; ++i) {
    const auto place = static_cast<std::int16_t>(i);
    std::memcpy(places, &place, sizeof place);
    places += numbers[i] != 0 ? 1 : 0;
  }
  return places;
}

}  // namespace vitrine::kernels
