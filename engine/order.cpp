#include "order.h"

#include <algorithm>
#include <utility>

namespace vitrine {

std::vector<int> ascending_order(std::span<const double> keys) {
  std::vector<std::pair<double, int>> places;
  for (const double key : keys) places.emplace_back(key, static_cast<int>(places.size()));
  std::sort(places.begin(), places.end());
  std::vector<int> order;
  order.reserve(places.size());
  for (const auto& [key, place] : places) order.push_back(place);
  return order;
}

}  // namespace vitrine
