#pragma once

#include <vector>

#include "explain/game.h"
#include "nn/random.h"

namespace vitrine {

/// Which coalitions a kernel estimate looks at. Each comes with its complement, which cancels all effects of
/// even order (Covert & Lee 2021, "Improving KernelSHAP", section 4.2), so one of each pair stands for both.
struct CoalitionDesign {
  Coalitions pairs;  ///< players x pairs: the smaller coalition of each pair.
  std::vector<double>
      weights;  ///< One per pair: the Shapley kernel, shared among the drawn pairs of one size.
  std::vector<double> unseen;  ///< One per pair: share of the pairs of its size that were not drawn.
};

/// Fewest coalitions draw_design takes: three per player, so that size 1 is complete and all other sizes are
/// met; or all there are.
int fewest_coalitions(int players);

/// Draws complementary pairs without replacement, size by size; sizes whose pairs fit their share of the
/// budget are complete.
///
/// The pairs of sizes s and P - s have the weight of Lundberg & Lee (2017) theorem 2,
/// (P - 1) / (C(P, s) s (P - s)) each.
///
/// @param players     two or more.
/// @param coalitions  how many may be evaluated, both halves of a pair counted; nobody and everybody are not.
/// @throws Error "out_of_range" below fewest_coalitions.
CoalitionDesign draw_design(int players, int coalitions, Random& random);

}  // namespace vitrine
