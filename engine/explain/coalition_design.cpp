#include "explain/coalition_design.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <span>
#include <string>
#include <utility>

#include "error.h"
#include "order.h"

namespace vitrine {

namespace {

using Members = std::vector<int>;  ///< Ascending.

/// One size of coalitions (and the complementary size), and how many of its pairs are drawn.
struct Stratum {
  int size;
  double pairs;   ///< All there are; float64, since C(60, 30) is 1e17.
  double kernel;  ///< Weight of all its pairs together, up to a factor that all sizes share.
  int drawn = 0;
};

double binomial(int n, int k) {
  double result = 1;
  for (int i = 1; i <= k; ++i) result = result * (n - k + i) / i;
  return std::floor(result + 0.5);
}

std::vector<Stratum> strata_of(int players) {
  std::vector<Stratum> strata;
  for (int size = 1; 2 * size <= players; ++size) {
    // The middle size is its own complement, so it has half as many pairs and half the weight.
    const double half = 2 * size == players ? 0.5 : 1;
    strata.push_back(
        {size, half * binomial(players, size), half / (static_cast<double>(size) * (players - size))});
  }
  return strata;
}

/// Shares out `budget` pairs. Size 1 is taken whole: it alone tells all players apart, so the fit never
/// degenerates. Each other size gets one pair and, of the rest, a share in proportion to the root of its
/// weight, at most all its pairs. The root lies between shares by weight (the error at large budgets) and
/// equal shares (leverage scores; Musco & Witter 2025, "Provably accurate Shapley value estimation via
/// leverage score sampling").
void allocate(std::vector<Stratum>& strata, int budget) {
  strata[0].drawn = static_cast<int>(strata[0].pairs);
  budget -= strata[0].drawn + static_cast<int>(strata.size()) - 1;
  // Sizes that their share completes first come first, so that what they leave over goes to the others.
  const std::span<Stratum> others = std::span(strata).subspan(1);
  std::vector<double> pairs_per_share;
  for (const Stratum& stratum : others) {
    pairs_per_share.push_back((stratum.pairs - 1) / std::sqrt(stratum.kernel));
  }
  const std::vector<int> order = ascending_order(pairs_per_share);
  double share_left = 0;
  for (const int i : order) share_left += std::sqrt(others[static_cast<std::size_t>(i)].kernel);
  for (const int i : order) {
    Stratum& stratum = others[static_cast<std::size_t>(i)];
    const double share = std::sqrt(stratum.kernel);
    const double more = std::min(stratum.pairs - 1, std::floor(budget * share / share_left + 0.5));
    stratum.drawn = 1 + static_cast<int>(more);
    budget -= static_cast<int>(more);
    share_left -= share;
  }
}

/// Moves to the next coalition of the same size in lexicographic order; false after the last.
bool advance(Members& members, int players) {
  const int size = static_cast<int>(members.size());
  for (int i = size - 1; i >= 0; --i) {
    const auto position = static_cast<std::size_t>(i);
    if (members[position] == players - size + i) continue;
    ++members[position];
    for (std::size_t later = position + 1; later < members.size(); ++later)
      members[later] = members[later - 1] + 1;
    return true;
  }
  return false;
}

std::vector<Members> all_of_size(int size, int players) {
  std::vector<Members> all;
  Members members(static_cast<std::size_t>(size));
  std::iota(members.begin(), members.end(), 0);
  do {
    // In the middle size, the half with player 0 stands for the other half.
    if (2 * size == players && members[0] != 0) break;
    all.push_back(members);
  } while (advance(members, players));
  return all;
}

Members random_members(int size, int players, Random& random) {
  std::vector<int> order(static_cast<std::size_t>(players));
  std::iota(order.begin(), order.end(), 0);
  const bool middle = 2 * size == players;  // Player 0 is in, as in all_of_size.
  for (int i = middle ? 1 : 0; i < size; ++i) {
    const std::uint32_t step = random.below(static_cast<std::uint32_t>(players - i));
    std::swap(order[static_cast<std::size_t>(i)], order[static_cast<std::size_t>(i) + step]);
  }
  Members members(order.begin(), order.begin() + size);
  std::sort(members.begin(), members.end());
  return members;
}

/// Distinct coalitions of one size, each set of them equally likely.
std::vector<Members> draw(const Stratum& stratum, int players, Random& random) {
  const auto wanted = static_cast<std::size_t>(stratum.drawn);
  if (stratum.drawn == stratum.pairs) return all_of_size(stratum.size, players);
  std::vector<Members> drawn;
  if (2.0 * stratum.drawn > stratum.pairs) {
    // Drawing until the coalition is a new one would take long.
    const std::vector<Members> all = all_of_size(stratum.size, players);
    std::vector<int> order(all.size());
    std::iota(order.begin(), order.end(), 0);
    random.shuffle(order);
    for (std::size_t i = 0; i < wanted; ++i) drawn.push_back(all[static_cast<std::size_t>(order[i])]);
    return drawn;
  }
  std::set<Members> seen;
  while (drawn.size() < wanted) {
    Members members = random_members(stratum.size, players, random);
    if (seen.insert(members).second) drawn.push_back(std::move(members));
  }
  return drawn;
}

}  // namespace

int fewest_coalitions(int players) {
  const int enough = 3 * players;
  return players <= 4 ? std::min(enough, (1 << players) - 2) : enough;
}

CoalitionDesign draw_design(int players, int coalitions, Random& random) {
  if (coalitions < fewest_coalitions(players)) {
    fail("out_of_range", {coalitions, " coalitions are too few for ", players, " players; use at least ",
                          fewest_coalitions(players), "."});
  }
  std::vector<Stratum> strata = strata_of(players);
  allocate(strata, coalitions / 2);
  CoalitionDesign design;
  std::vector<Members> drawn;
  for (const Stratum& stratum : strata) {
    for (Members& members : draw(stratum, players, random)) {
      drawn.push_back(std::move(members));
      design.weights.push_back(stratum.kernel / stratum.drawn);
      design.unseen.push_back(1 - stratum.drawn / stratum.pairs);
    }
  }
  design.pairs = Coalitions::Zero(players, static_cast<Eigen::Index>(drawn.size()));
  for (std::size_t pair = 0; pair < drawn.size(); ++pair) {
    for (const int player : drawn[pair]) design.pairs(player, static_cast<Eigen::Index>(pair)) = 1;
  }
  return design;
}

}  // namespace vitrine
