#pragma once

#include "explain/game.h"

namespace vitrine {

/// Players above which a table of all coalitions is out of reach: 2^20 coalitions per background row.
inline constexpr int most_exact_players = 20;

/// Shapley values from every coalition: classes x players.
///
/// phi_i = sum over S without i of |S|! (P - |S| - 1)! / P! * (v(S + i) - v(S)); Shapley (1953). Players
/// whose inputs equal the whole background's are left out of the game and get exactly 0.
Matrix<double> exact_shapley_values(const Game& game, const Vector<double>& row);

}  // namespace vitrine
