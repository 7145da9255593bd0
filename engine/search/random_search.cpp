#include "search/random_search.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "nn/math.h"
#include "nn/random.h"

namespace vitrine {
namespace {

constexpr int finite_limit = 10000;

using Kind = SearchParameter::Kind;

/// A real number from [low, high].
double draw_real(double low, double high, bool log, Random& random) {
  double value;
  if (log) {
    value = math::exp(random.uniform(math::log(low), math::log(high)));
  } else {
    value = random.uniform(low, high);
  }
  // Rounding may step over an end that has more than 4 digits.
  return std::clamp(round_to_4_digits(value), low, high);
}

/// A whole number from [low, high]. In a logarithmic range n has the share of the log axis from n - 1/2 to n
/// + 1/2, so that the ends are as likely as their neighbours suggest.
std::int64_t draw_integer(std::int64_t low, std::int64_t high, bool log, Random& random) {
  if (!log) return low + random.below(static_cast<std::uint32_t>(high - low + 1));
  const double bottom = math::log(static_cast<double>(low) - 0.5);
  const double top = math::log(static_cast<double>(high) + 0.5);
  const double value = std::floor(math::exp(random.uniform(bottom, top)) + 0.5);
  return std::clamp(static_cast<std::int64_t>(value), low, high);
}

Json draw(const SearchParameter& parameter, Random& random) {
  switch (parameter.kind) {
    case Kind::choices:
      return parameter.choices[random.below(static_cast<std::uint32_t>(parameter.choices.size()))];
    case Kind::layers: {
      Json layers = Json::array();
      const std::int64_t depth = draw_integer(parameter.depth_low, parameter.depth_high, false, random);
      for (std::int64_t layer = 0; layer < depth; ++layer) {
        const std::int64_t units =
            draw_integer(parameter.units_low, parameter.units_high, parameter.units_log, random);
        layers.push_back({{"units", units}, {"activation", parameter.activation}});
      }
      return layers;
    }
    case Kind::range:
      break;
  }
  if (!parameter.integer) return draw_real(parameter.low, parameter.high, parameter.log, random);
  return draw_integer(static_cast<std::int64_t>(parameter.low), static_cast<std::int64_t>(parameter.high),
                      parameter.log, random);
}

/// Values of one parameter of a finite space.
std::int64_t value_count(const SearchParameter& parameter) {
  if (parameter.kind == Kind::choices) return static_cast<std::int64_t>(parameter.choices.size());
  return static_cast<std::int64_t>(parameter.high) - static_cast<std::int64_t>(parameter.low) + 1;
}

Json value_at(const SearchParameter& parameter, std::int64_t index) {
  if (parameter.kind == Kind::choices) return parameter.choices[static_cast<std::size_t>(index)];
  return static_cast<std::int64_t>(parameter.low) + index;
}

/// Card `trial` of the shuffled pack of all combinations.
Assignment deal(const SearchSpace& space, int size, std::uint64_t seed, int trial) {
  std::vector<int> pack(static_cast<std::size_t>(size));
  std::iota(pack.begin(), pack.end(), 0);
  Random random(seed, Purpose::search, static_cast<std::uint32_t>(trial / size));
  random.shuffle(pack);
  std::int64_t card = pack[static_cast<std::size_t>(trial % size)];
  Assignment assignment = Json::object();
  for (const SearchParameter& parameter : space.parameters) {
    const std::int64_t count = value_count(parameter);
    assignment[parameter.path] = value_at(parameter, card % count);
    card /= count;
  }
  return assignment;
}

}  // namespace

Assignment sample_random(const SearchSpace& space, std::uint64_t seed, int trial) {
  if (const int size = finite_size(space); size > 0) return deal(space, size, seed, trial);
  Random random(seed, Purpose::search, static_cast<std::uint32_t>(trial));
  Assignment assignment = Json::object();
  for (const SearchParameter& parameter : space.parameters)
    assignment[parameter.path] = draw(parameter, random);
  return assignment;
}

int finite_size(const SearchSpace& space) {
  std::int64_t size = 1;
  for (const SearchParameter& parameter : space.parameters) {
    const bool finite = parameter.kind == Kind::choices ||
                        (parameter.kind == Kind::range && parameter.integer && !parameter.log);
    if (!finite) return 0;
    size *= value_count(parameter);
    if (size > finite_limit) return 0;
  }
  return static_cast<int>(size);
}

double round_to_4_digits(double value) {
  const double magnitude = std::fabs(value);
  if (!(magnitude >= 1e-300 && magnitude <= 1e300)) return value;
  // Powers of ten up to 1e22 are exact in float64, so that (from 1e-18 to 1e22) a whole number of at most 4
  // digits divided or multiplied by one rounds once, as reading the decimal literal does.
  double scale = 1;
  if (magnitude < 1000) {
    while (magnitude * scale < 1000) scale *= 10;
    return std::copysign(std::floor(magnitude * scale + 0.5) / scale, value);
  }
  while (magnitude / scale >= 10000) scale *= 10;
  return std::copysign(std::floor(magnitude / scale + 0.5) * scale, value);
}

}  // namespace vitrine
