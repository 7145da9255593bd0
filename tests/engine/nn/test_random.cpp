#include <doctest/doctest.h>

#include <array>
#include <cmath>
#include <numeric>
#include <vector>

#include "nn/random.h"

using namespace vitrine;

TEST_CASE("philox: the known answers of Random123") {
  // kat_vectors of the Random123 distribution, philox4x32-10: the two extreme inputs, and digits of pi.
  CHECK(philox({0, 0, 0, 0}, {0, 0}) ==
        std::array<std::uint32_t, 4>{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
        std::array<std::uint32_t, 4>{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        std::array<std::uint32_t, 4>{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("random: equal seeds repeat, and purposes and streams differ") {
  Random a(7, Purpose::weights, 3), same(7, Purpose::weights, 3), other_purpose(7, Purpose::shuffle, 3),
      other_stream(7, Purpose::weights, 4), other_seed(8, Purpose::weights, 3);
  const std::uint32_t first = a.bits();
  CHECK(first == same.bits());
  CHECK(first != other_purpose.bits());
  CHECK(first != other_stream.bits());
  CHECK(first != other_seed.bits());
}

TEST_CASE("random: a block is what four draws at its place give") {
  Random random(0x123456789, Purpose::dropout, 7, 2);
  const Random start = random;
  for (const std::uint64_t position : {0, 1, 2}) {
    const std::array<std::uint32_t, 4> block = start.block(position);
    for (const std::uint32_t bits : block) CHECK(random.bits() == bits);
  }
  CHECK(start.block(1ULL << 32) == philox({0, 1, 7, 2 << 8 | 5}, {0x23456789, 1}));
}

TEST_CASE("random: substream 0 is the stream, and the others differ from it") {
  const Random stream(1, Purpose::dropout, 3);
  CHECK(stream.block(0) == Random(1, Purpose::dropout, 3, 0).block(0));
  CHECK(stream.block(0) != Random(1, Purpose::dropout, 3, 1).block(0));
  CHECK(Random(1, Purpose::dropout, 3, 1).block(0) != Random(1, Purpose::noise, 3, 1).block(0));
}

TEST_CASE("random: moments of uniform and normal draws") {
  Random random(1, Purpose::noise);
  const int n = 200000;
  double uniform_sum = 0, normal_sum = 0, normal_squares = 0, normal_fourths = 0;
  for (int i = 0; i < n; ++i) {
    const double u = random.uniform();
    CHECK_UNARY(u >= 0 && u < 1);
    uniform_sum += u;
    const double z = random.normal();
    normal_sum += z;
    normal_squares += z * z;
    normal_fourths += z * z * z * z;
  }
  // Five standard errors of each mean.
  CHECK(std::abs(uniform_sum / n - 0.5) < 5 * std::sqrt(1.0 / 12 / n));
  CHECK(std::abs(normal_sum / n) < 5 * std::sqrt(1.0 / n));
  CHECK(std::abs(normal_squares / n - 1) < 5 * std::sqrt(2.0 / n));
  CHECK(std::abs(normal_fourths / n - 3) < 5 * std::sqrt(96.0 / n));
}

TEST_CASE("random: below() is uniform over its range, and shuffle() over the orders") {
  Random random(5, Purpose::split);
  std::array<int, 7> counts{};
  for (int i = 0; i < 70000; ++i) ++counts[random.below(7)];
  for (const int count : counts) CHECK(std::abs(count - 10000) < 5 * std::sqrt(10000.0));

  std::array<int, 6> orders{};
  for (int i = 0; i < 6000; ++i) {
    std::vector<int> values = {0, 1, 2};
    random.shuffle(values);
    CHECK(std::accumulate(values.begin(), values.end(), 0) == 3);
    ++orders[values[0] * 2 + (values[1] > values[2] ? 1 : 0)];
  }
  for (const int count : orders) CHECK(std::abs(count - 1000) < 5 * std::sqrt(1000.0));
}
