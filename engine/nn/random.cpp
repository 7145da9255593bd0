#include "nn/random.h"

#include <cassert>
#include <cmath>
#include <utility>

#include "nn/math.h"

namespace vitrine {

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
  constexpr std::uint64_t multiplier_0 = 0xD2511F53;
  constexpr std::uint64_t multiplier_1 = 0xCD9E8D57;
  constexpr std::uint32_t weyl_0 = 0x9E3779B9;  // golden ratio
  constexpr std::uint32_t weyl_1 = 0xBB67AE85;  // sqrt(3) - 1
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t product_0 = multiplier_0 * counter[0];
    const std::uint64_t product_1 = multiplier_1 * counter[2];
    counter = {static_cast<std::uint32_t>(product_1 >> 32) ^ counter[1] ^ key[0],
               static_cast<std::uint32_t>(product_1),
               static_cast<std::uint32_t>(product_0 >> 32) ^ counter[3] ^ key[1],
               static_cast<std::uint32_t>(product_0)};
    key[0] += weyl_0;
    key[1] += weyl_1;
  }
  return counter;
}

Random::Random(std::uint64_t seed, Purpose purpose, std::uint32_t stream, std::uint32_t substream)
    : key_{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)},
      counter_{0, 0, stream, substream << 8 | static_cast<std::uint32_t>(purpose)} {
  assert(substream < 1U << 24);
}

std::array<std::uint32_t, 4> Random::block(std::uint64_t position) const {
  return philox({static_cast<std::uint32_t>(position), static_cast<std::uint32_t>(position >> 32),
                 counter_[2], counter_[3]},
                key_);
}

std::uint32_t Random::bits() {
  if (used_ == 4) {
    block_ = philox(counter_, key_);
    if (++counter_[0] == 0) ++counter_[1];
    used_ = 0;
  }
  return block_[used_++];
}

double Random::uniform() {
  const std::uint64_t high = bits() >> 5;
  const std::uint64_t low = bits() >> 6;
  return static_cast<double>((high << 26) | low) * 0x1p-53;
}

double Random::uniform(double low, double high) { return low + (high - low) * uniform(); }

double Random::normal() {
  const double radius = std::sqrt(-2.0 * math::log(1.0 - uniform()));  // 1 - u is in (0, 1]
  return radius * math::cos_turn(uniform());
}

std::uint32_t Random::below(std::uint32_t bound) {
  std::uint64_t product = std::uint64_t{bits()} * bound;
  const std::uint32_t threshold = -bound % bound;
  while (static_cast<std::uint32_t>(product) < threshold) product = std::uint64_t{bits()} * bound;
  return static_cast<std::uint32_t>(product >> 32);
}

void Random::shuffle(std::span<int> values) {
  for (std::size_t i = values.size(); i > 1; --i) {
    const std::uint32_t j = below(static_cast<std::uint32_t>(i));
    std::swap(values[i - 1], values[j]);
  }
}

}  // namespace vitrine
