#include "json_difference.h"

namespace vitrine {

namespace {

std::optional<std::string> difference_below(const Json& a, const Json& b, const std::string& path) {
  if (!a.is_object() || !b.is_object()) return a == b ? std::nullopt : std::optional(path);
  const auto below = [&](const std::string& name) { return path.empty() ? name : path + "." + name; };
  for (const auto& [name, value] : a.items()) {
    if (!b.contains(name)) return below(name);
    if (auto difference = difference_below(value, b[name], below(name))) return difference;
  }
  for (const auto& [name, unused] : b.items()) {
    if (!a.contains(name)) return below(name);
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> first_difference(const Json& a, const Json& b) {
  return difference_below(a, b, "");
}

}  // namespace vitrine
