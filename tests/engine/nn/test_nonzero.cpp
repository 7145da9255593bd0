#include <doctest/doctest.h>

#include <limits>
#include <vector>

#include "nn/nonzero.h"
#include "nn/random.h"

using namespace vitrine;

namespace {

std::vector<std::int16_t> places_of(const std::vector<float>& numbers) {
  std::vector<std::int16_t> places(numbers.size() + 1, -7);
  const std::int16_t* end =
      kernels::find_nonzero(numbers.data(), static_cast<int>(numbers.size()), places.data());
  CHECK(places.back() == -7);
  places.resize(static_cast<std::size_t>(end - places.data()));
  return places;
}

}  // namespace

TEST_CASE("nonzero: a plain loop finds the same places") {
  Random random(1, Purpose::noise);
  for (int count = 0; count <= 300; ++count) {
    CAPTURE(count);
    std::vector<float> numbers;
    std::vector<std::int16_t> expected;
    for (int i = 0; i < count; ++i) {
      const std::uint32_t choice = random.below(4);
      if (choice > 1) expected.push_back(static_cast<std::int16_t>(i));
      numbers.push_back(choice == 0 ? 0.0F : choice == 1 ? -0.0F : static_cast<float>(random.normal()));
    }
    CHECK(places_of(numbers) == expected);
  }
}

TEST_CASE("nonzero: all or none, and as many as places can tell") {
  CHECK(places_of(std::vector<float>(13, 0.0F)).empty());
  const std::vector<std::int16_t> all = places_of(std::vector<float>(32768, 1.0F));
  REQUIRE(all.size() == 32768);
  CHECK(all.front() == 0);
  CHECK(all.back() == 32767);
}

TEST_CASE("nonzero: what is infinite, subnormal or not a number is not zero") {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  constexpr float nan = std::numeric_limits<float>::quiet_NaN();
  constexpr float least = std::numeric_limits<float>::denorm_min();
  CHECK(places_of({0, nan, -0.0F, -infinity, least, nan}) == std::vector<std::int16_t>{1, 3, 4, 5});
}
