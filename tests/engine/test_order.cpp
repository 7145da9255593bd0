#include <doctest/doctest.h>

#include <limits>
#include <vector>

#include "nn/random.h"
#include "order.h"

namespace vitrine {

TEST_CASE("ascending_order: places by key, equal keys in the order they had") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  CHECK(ascending_order({}).empty());
  CHECK(ascending_order(std::vector<double>{2, -1, infinity, 0.5, -1}) == std::vector<int>{1, 4, 3, 0, 2});
  CHECK(ascending_order(std::vector<double>{0, -0.0, 0, -0.0}) == std::vector<int>{0, 1, 2, 3});
}

TEST_CASE("ascending_order: many equal keys keep their order") {
  Random random(29, Purpose::toy_data);
  std::vector<double> keys;
  for (int i = 0; i < 1000; ++i) keys.push_back(random.below(10));
  const std::vector<int> order = ascending_order(keys);
  for (std::size_t i = 1; i < order.size(); ++i) {
    const int before = order[i - 1];
    const int after = order[i];
    CHECK((keys[before] < keys[after] || (keys[before] == keys[after] && before < after)));
  }
}

}  // namespace vitrine
