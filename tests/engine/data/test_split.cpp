#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "data/split.h"
#include "error.h"
#include "goldens.h"

namespace vitrine {
namespace {

/// Class 0 first, then class 1, ... as many as counted.
Labels labels_of(const std::vector<int>& counts) {
  Labels labels;
  for (std::size_t c = 0; c < counts.size(); ++c)
    labels.insert(labels.end(), static_cast<std::size_t>(counts[c]), static_cast<int>(c));
  return labels;
}

std::vector<int> counts_of(const std::vector<int>& positions, const Labels& labels, std::size_t classes) {
  std::vector<int> counts(classes, 0);
  for (const int position : positions)
    ++counts[static_cast<std::size_t>(labels[static_cast<std::size_t>(position)])];
  return counts;
}

}  // namespace

TEST_CASE("stratified_folds: golden counts per class and fold") {
  for (const auto& path : test::golden_files("data", "stratify")) {
    const test::Golden golden = test::read_json(path);
    for (const test::Golden& c : golden["k_fold"]) {
      CAPTURE(c.dump());
      const std::vector<int> counts = c["counts"];
      const int folds = c["n_splits"];
      const Labels labels = labels_of(counts);
      if (c["outcome"] == "error") {
        // The golden allows folds where they can be made at all; every class then keeps rows to train on.
        if (static_cast<std::size_t>(folds) > labels.size()) {
          CHECK_THROWS_AS(stratified_folds(labels, static_cast<int>(counts.size()), folds, 11), Error);
          continue;
        }
        const std::vector<int> fold_of = stratified_folds(labels, static_cast<int>(counts.size()), folds, 11);
        for (int fold = 0; fold < folds; ++fold) {
          std::vector<int> training;
          for (std::size_t i = 0; i < fold_of.size(); ++i) {
            if (fold_of[i] != fold) training.push_back(static_cast<int>(i));
          }
          for (const int count : counts_of(training, labels, counts.size())) CHECK(count > 0);
        }
        continue;
      }
      for (const int repeat : {0, 1}) {
        const std::vector<int> fold_of =
            stratified_folds(labels, static_cast<int>(counts.size()), folds, 11, repeat);
        REQUIRE(fold_of.size() == labels.size());
        std::vector<std::vector<int>> got_of_class(counts.size()), want_of_class(counts.size());
        for (int fold = 0; fold < folds; ++fold) {
          std::vector<int> members;
          for (std::size_t i = 0; i < fold_of.size(); ++i) {
            if (fold_of[i] == fold) members.push_back(static_cast<int>(i));
          }
          CHECK(static_cast<int>(members.size()) >= c["fold_size_min"]);
          CHECK(static_cast<int>(members.size()) <= c["fold_size_max"]);
          const std::vector<int> got = counts_of(members, labels, counts.size());
          for (std::size_t k = 0; k < counts.size(); ++k) {
            CHECK(got[k] >= c["per_class_min"][k]);
            CHECK(got[k] <= c["per_class_max"][k]);
            got_of_class[k].push_back(got[k]);
            want_of_class[k].push_back(c["fold_test_counts"][static_cast<std::size_t>(fold)][k]);
          }
        }
        // scikit-learn's own, but for the order of the folds.
        for (std::size_t k = 0; k < counts.size(); ++k) {
          std::sort(got_of_class[k].begin(), got_of_class[k].end());
          std::sort(want_of_class[k].begin(), want_of_class[k].end());
          CHECK(got_of_class[k] == want_of_class[k]);
        }
      }
    }
  }
}

TEST_CASE("stratified_split: golden sizes, and the count of every class is one that scikit-learn draws") {
  for (const auto& path : test::golden_files("data", "stratify")) {
    const test::Golden golden = test::read_json(path);
    for (const test::Golden& c : golden["split"]) {
      CAPTURE(c.dump());
      const std::vector<int> counts = c["counts"];
      const Labels labels = labels_of(counts);
      const Split split = stratified_split(labels, static_cast<int>(counts.size()), 0, c["test_size"], 3);
      CHECK(static_cast<int>(split.test.size()) == c["n_test"]);
      CHECK(static_cast<int>(split.train.size()) == c["n_train"]);
      const std::vector<int> got = counts_of(split.test, labels, counts.size());
      for (std::size_t k = 0; k < counts.size(); ++k) {
        CHECK(got[k] < counts[k]);           // Something of every class is left to train on.
        if (c["outcome"] != "ok") continue;  // scikit-learn refuses the others.
        CHECK(std::abs(got[k] - c["exact_share"][k].get<double>()) < 1);
        CHECK(got[k] >= c["test_counts_min"][k]);
        CHECK(got[k] <= c["test_counts_max"][k]);
      }
    }
  }
}

TEST_CASE("stratified_split: the parts are disjoint, ascending and cover every example") {
  const Labels labels = labels_of({50, 30, 7, 1});
  const Split split = stratified_split(labels, 4, 0.2, 0.2, 5);
  std::vector<int> all;
  for (const auto* part : {&split.train, &split.validation, &split.test}) {
    CHECK(std::is_sorted(part->begin(), part->end()));
    all.insert(all.end(), part->begin(), part->end());
  }
  std::sort(all.begin(), all.end());
  std::vector<int> expected(labels.size());
  std::iota(expected.begin(), expected.end(), 0);
  CHECK(all == expected);
  CHECK(split.test.size() == 18);
  CHECK(split.validation.size() == 18);
  CHECK(counts_of(split.train, labels, 4).back() == 1);  // The lone member of a class trains.
}

TEST_CASE("stratified_split: a pure function of the seed, and another seed is another split") {
  const Labels labels = labels_of({40, 40});
  CHECK(stratified_split(labels, 2, 0.2, 0.2, 1).test == stratified_split(labels, 2, 0.2, 0.2, 1).test);
  CHECK(stratified_split(labels, 2, 0.2, 0.2, 1).test != stratified_split(labels, 2, 0.2, 0.2, 2).test);
  CHECK(stratified_folds(labels, 2, 5, 1, 0) == stratified_folds(labels, 2, 5, 1, 0));
  CHECK(stratified_folds(labels, 2, 5, 1, 0) != stratified_folds(labels, 2, 5, 1, 1));
}

TEST_CASE("splits: too few rows are refused") {
  CHECK_THROWS_AS(stratified_split(labels_of({1, 1}), 2, 0.2, 0.2, 1), Error);
  CHECK_THROWS_AS(stratified_split({}, 2, 0.2, 0, 1), Error);
  CHECK_THROWS_AS(stratified_split(labels_of({5, 5}), 2, 0.5, 0.9, 1), Error);
  CHECK_THROWS_AS(stratified_folds(labels_of({2, 2}), 2, 5, 1), Error);
  CHECK_THROWS_AS(stratified_folds(labels_of({2, 2}), 2, 1, 1), Error);
  CHECK(stratified_split(labels_of({1, 1}), 2, 0, 0, 1).train.size() == 2);
}

}  // namespace vitrine
