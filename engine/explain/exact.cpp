#include "explain/exact.h"

#include <algorithm>
#include <cassert>

namespace vitrine {

namespace {

constexpr std::uint32_t block_size = 4096;

/// |S|! (P - |S| - 1)! / P! for |S| = 0 .. P - 1.
std::vector<double> shapley_weights(int players) {
  std::vector<double> weights(static_cast<std::size_t>(players), 1.0 / players);
  for (int size = 1; size < players; ++size) {
    weights[static_cast<std::size_t>(size)] =
        weights[static_cast<std::size_t>(size - 1)] * size / (players - size);
  }
  return weights;
}

/// The coalitions whose members are the 1 bits of first, first + 1, ...; bit a stands for the player
/// active[a].
Coalitions coalitions_from_bits(std::uint32_t first, std::uint32_t count, const std::vector<int>& active,
                                int players) {
  Coalitions coalitions = Coalitions::Zero(players, count);
  for (std::uint32_t c = 0; c < count; ++c) {
    for (std::size_t a = 0; a < active.size(); ++a) coalitions(active[a], c) = ((first + c) >> a) & 1U;
  }
  return coalitions;
}

}  // namespace

Matrix<double> exact_shapley_values(const Game& game, const Vector<double>& row) {
  Matrix<double> shapley = Matrix<double>::Zero(game.classes(), game.players());
  const std::vector<int> active = game.differing_players(row);
  const int players = static_cast<int>(active.size());
  assert(players <= most_exact_players);
  if (players == 0) return shapley;

  const std::vector<double> weights = shapley_weights(players);
  const std::uint32_t coalition_count = 1U << players;
  for (std::uint32_t first = 0; first < coalition_count; first += block_size) {
    const std::uint32_t count = std::min(block_size, coalition_count - first);
    const Coalitions coalitions = coalitions_from_bits(first, count, active, game.players());
    const Matrix<double> values = game.values(row, coalitions);
    for (std::uint32_t c = 0; c < count; ++c) {
      int size = 0;
      for (const int player : active) size += coalitions(player, c);
      // v(S) counts for the members as v(S' + i), with |S'| = |S| - 1, and against the others as v(S).
      const double gain = size > 0 ? weights[static_cast<std::size_t>(size - 1)] : 0;
      const double loss = size < players ? weights[static_cast<std::size_t>(size)] : 0;
      for (const int player : active) {
        shapley.col(player) += (coalitions(player, c) != 0 ? gain : -loss) * values.col(c);
      }
    }
  }
  return shapley;
}

}  // namespace vitrine
