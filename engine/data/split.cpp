#include "data/split.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "error.h"
#include "nn/random.h"
#include "order.h"

namespace vitrine {
namespace {

std::vector<std::vector<int>> positions_by_class(const Labels& labels, int classes) {
  std::vector<std::vector<int>> positions(static_cast<std::size_t>(classes));
  for (std::size_t i = 0; i < labels.size(); ++i) {
    positions[static_cast<std::size_t>(labels[i])].push_back(static_cast<int>(i));
  }
  return positions;
}

/// Size of a split: the share of n, rounded up as scikit-learn does; a product such as 0.07 * 100, which is
/// a hair above 7, is 7.
int split_size(double share, int n) { return static_cast<int>(std::ceil(share * n - 1e-9)); }

/// Divides `total` among classes in proportion to `counts` by the largest remainder (Hamilton's method, ties
/// to the lower class), leaving every class at least one example, so the sum may fall short of `total`.
std::vector<int> apportion(const std::vector<int>& counts, int total) {
  const std::int64_t n = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
  total = static_cast<int>(std::min<std::int64_t>(total, n));
  std::vector<int> seats(counts.size(), 0);
  if (n == 0) return seats;
  std::vector<double> shortfalls;  // Remainders, negative: the largest comes first. float64 holds them.
  int left = total;
  for (std::size_t c = 0; c < counts.size(); ++c) {
    const std::int64_t exact_times_n = std::int64_t{counts[c]} * total;
    seats[c] = static_cast<int>(exact_times_n / n);
    shortfalls.push_back(-static_cast<double>(exact_times_n % n));
    left -= seats[c];
  }
  const std::vector<int> order = ascending_order(shortfalls);
  for (bool given = true; left > 0 && given;) {
    given = false;
    for (const int class_index : order) {
      const auto c = static_cast<std::size_t>(class_index);
      if (left > 0 && seats[c] + 1 < counts[c]) {
        ++seats[c];
        --left;
        given = true;
      }
    }
  }
  return seats;
}

void require_examples(const std::vector<int>& positions, double share, const char* name,
                      std::size_t examples) {
  if (share > 0 && positions.empty()) {
    fail("too_few_rows",
         {examples, (examples == 1 ? " row with a label is" : " rows with a label are"),
          " too few to split: the ", name, " split would be empty. Add rows or set its share to 0."});
  }
}

}  // namespace

Split stratified_split(const Labels& labels, int classes, double validation, double test,
                       std::uint64_t seed) {
  const int n = static_cast<int>(labels.size());
  std::vector<std::vector<int>> groups = positions_by_class(labels, classes);
  std::vector<int> counts;
  counts.reserve(groups.size());
  for (const auto& group : groups) counts.push_back(static_cast<int>(group.size()));

  const std::vector<int> test_counts = apportion(counts, split_size(test, n));
  for (std::size_t c = 0; c < counts.size(); ++c) counts[c] -= test_counts[c];
  const std::vector<int> validation_counts = apportion(counts, split_size(validation, n));

  Split split;
  for (std::size_t c = 0; c < groups.size(); ++c) {
    // A stream of its own for each class: rows added to one class leave the order of the others alone.
    Random random(seed, Purpose::split, static_cast<std::uint32_t>(c));
    random.shuffle(groups[c]);
    const auto test_end = groups[c].begin() + test_counts[c];
    const auto validation_end = test_end + validation_counts[c];
    split.test.insert(split.test.end(), groups[c].begin(), test_end);
    split.validation.insert(split.validation.end(), test_end, validation_end);
    split.train.insert(split.train.end(), validation_end, groups[c].end());
  }
  for (std::vector<int>* part : {&split.train, &split.validation, &split.test})
    std::sort(part->begin(), part->end());
  require_examples(split.train, 1, "training", labels.size());
  require_examples(split.validation, validation, "validation", labels.size());
  require_examples(split.test, test, "test", labels.size());
  return split;
}

std::vector<int> stratified_folds(const Labels& labels, int classes, int folds, std::uint64_t seed,
                                  int repeat) {
  if (folds < 2) fail("out_of_range", {"folds is ", folds, ", but must be at least 2."});
  if (labels.size() < static_cast<std::size_t>(folds)) {
    fail("too_few_rows", {labels.size(), " rows with a label are too few for ", folds,
                          " folds. Add rows or choose fewer folds."});
  }
  Random random(seed, Purpose::folds, static_cast<std::uint32_t>(repeat));
  std::vector<int> fold_of(labels.size());
  int next = 0;
  // Dealing class after class like cards, without starting anew at fold 0, balances classes and fold sizes at
  // once.
  for (std::vector<int>& group : positions_by_class(labels, classes)) {
    random.shuffle(group);
    for (const int position : group) {
      fold_of[static_cast<std::size_t>(position)] = next;
      next = (next + 1) % folds;
    }
  }
  return fold_of;
}

}  // namespace vitrine
