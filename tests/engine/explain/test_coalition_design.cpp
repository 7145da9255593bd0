#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "error.h"
#include "explain/coalition_design.h"

namespace {

using namespace vitrine;

CoalitionDesign design_of(int players, int coalitions, std::uint64_t seed = 1) {
  Random random(seed, Purpose::explain);
  return draw_design(players, coalitions, random);
}

std::vector<int> members(const CoalitionDesign& design, Eigen::Index pair, int in = 1) {
  std::vector<int> players;
  for (int i = 0; i < design.pairs.rows(); ++i) {
    if (design.pairs(i, pair) == in) players.push_back(i);
  }
  return players;
}

}  // namespace

TEST_CASE("draw_design: no coalition comes twice, not even as a complement, and the budget is used up") {
  struct Case {
    int players, coalitions;
  };
  for (const auto& c : {Case{5, 16}, Case{6, 20}, Case{8, 24}, Case{13, 2048}, Case{14, 2048}, Case{30, 91},
                        Case{30, 2048}, Case{64, 2048}, Case{101, 2048}}) {
    CAPTURE(c.players);
    CAPTURE(c.coalitions);
    const CoalitionDesign design = design_of(c.players, c.coalitions);
    const Eigen::Index pairs = design.pairs.cols();
    CHECK(pairs == c.coalitions / 2);
    CHECK(design.weights.size() == static_cast<std::size_t>(pairs));
    CHECK(design.unseen.size() == static_cast<std::size_t>(pairs));
    std::set<std::vector<int>> seen;
    std::set<std::size_t> sizes;
    for (Eigen::Index pair = 0; pair < pairs; ++pair) {
      const std::vector<int> in = members(design, pair, 1);
      const std::vector<int> out = members(design, pair, 0);
      CHECK(in.size() <= out.size());
      sizes.insert(in.size());
      CHECK(seen.insert(in).second);
      CHECK(seen.insert(out).second);
    }
    CHECK(sizes.size() == static_cast<std::size_t>(c.players / 2));
  }
}

TEST_CASE("draw_design: with room for all coalitions, all are in, with the Shapley kernel's weights") {
  for (int players = 2; players <= 9; ++players) {
    CAPTURE(players);
    const CoalitionDesign design = design_of(players, 1 << players);
    REQUIRE(design.pairs.cols() == (1 << (players - 1)) - 1);
    std::map<std::size_t, double> kernel;  // 1 / (C(P, s) s (P - s)), Lundberg & Lee (2017), theorem 2
    double binomial = 1;
    for (int size = 1; 2 * size <= players; ++size) {
      binomial = binomial * (players - size + 1) / size;
      kernel[static_cast<std::size_t>(size)] = 1 / (binomial * size * (players - size));
    }
    for (Eigen::Index pair = 0; pair < design.pairs.cols(); ++pair) {
      const auto position = static_cast<std::size_t>(pair);
      CHECK(design.weights[position] == doctest::Approx(kernel[members(design, pair).size()]).epsilon(1e-12));
      CHECK(design.unseen[position] == 0);
    }
  }
}

TEST_CASE("draw_design: every player is drawn equally often, over many seeds") {
  // 14 players, sizes above 1 sampled. Each player's share of the places among pairs of one size is size
  // / 14.
  constexpr int players = 14, size = 5, seeds = 400;
  std::vector<double> times(players, 0);
  double pairs = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const CoalitionDesign design = design_of(players, 256, seed);
    for (Eigen::Index pair = 0; pair < design.pairs.cols(); ++pair) {
      const std::vector<int> in = members(design, pair);
      if (in.size() != size) continue;
      ++pairs;
      for (const int player : in) ++times[static_cast<std::size_t>(player)];
    }
  }
  REQUIRE(pairs > 4000);
  for (const double count : times) {
    // Five binomial standard deviations: sqrt(p (1 - p) / pairs) = 0.0076 or less.
    CHECK(count / pairs == doctest::Approx(5.0 / 14).epsilon(0.1));
  }
}

TEST_CASE("draw_design: a middle-sized pair is either of its halves once") {
  // 4 players, size 2: three pairs, {0, x} against the other two.
  const CoalitionDesign design = design_of(4, 14);
  int middle = 0;
  for (Eigen::Index pair = 0; pair < design.pairs.cols(); ++pair) middle += members(design, pair).size() == 2;
  CHECK(middle == 3);
}

TEST_CASE("draw_design: budgets that cannot tell players apart are refused") {
  CHECK(fewest_coalitions(2) == 2);
  CHECK(fewest_coalitions(3) == 6);
  CHECK(fewest_coalitions(30) == 90);
  for (int players = 2; players < 40; ++players) {
    CHECK_NOTHROW(design_of(players, fewest_coalitions(players)));
    CHECK_THROWS_AS(design_of(players, fewest_coalitions(players) - 1), Error);
  }
}
