#pragma once

#include <cstdint>
#include <vector>

#include "nn/types.h"

namespace vitrine {

/// Positions (not table rows) of the examples in each split; disjoint, each ascending.
struct Split {
  std::vector<int> train, validation, test;
};

/// Splits examples so that every class keeps its share: within a class, examples are shuffled and dealt to
/// the splits by largest remainder, and every class with enough examples appears in the training split.
///
/// @param validation, test  shares in [0, 1); the rest trains.
/// @throws Error "too_few_rows" if the training split, or a split whose share is above 0, would be empty.
Split stratified_split(const Labels& labels, int classes, double validation, double test, std::uint64_t seed);

/// Stratified k-fold: for each example the fold, in [0, folds), that scores it. Fold sizes differ by at
/// most one, and so do each class's counts over the folds.
///
/// @param repeat  which repetition: another shuffle of the same examples.
/// @throws Error "too_few_rows" if there are fewer examples than folds.
std::vector<int> stratified_folds(const Labels& labels, int classes, int folds, std::uint64_t seed,
                                  int repeat = 0);

}  // namespace vitrine
