#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "data/table.h"
#include "project/project.h"
#include "project/run.h"
#include "train/metrics.h"

namespace vitrine {

/// Positions (in PreparedData::labels) that train one network, and those that score it.
struct Fold {
  std::vector<int> train, score;
};

/// Stratified k-fold over some positions, repeated: folds * repeats folds, each repetition another shuffle.
/// @throws Error "too_few_rows" with path "search.folds" if there are fewer positions than folds.
std::vector<Fold> make_folds(const ClassLabels& labels, std::span<const int> positions, int folds,
                             int repeats, std::uint64_t seed);

/// Trains a project once per fold and scores it on the rows left out, preprocessing fitted inside each fold
/// on that fold's training rows. Works in small pieces so that a worker can stop between them.
class CrossValidation {
 public:
  /// @param table  must outlive this object, as the data of all folds is cut from it.
  CrossValidation(Project project, const Table& table, PreparedData data, std::vector<Fold> folds);
  ~CrossValidation();
  CrossValidation(CrossValidation&&) noexcept;

  /// Takes up to `steps` optimizer steps; returns whether all folds are done. A fold that fails to train ends
  /// it.
  bool advance(int steps);
  double progress() const;  ///< Share of the work done, in [0, 1].

  const std::vector<ClassificationScores>& scores() const;  ///< One per fold done so far.
  const std::string& failure() const;  ///< Why a fold failed to train; empty if none did.

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A project validated on all labelled rows of a table; data.split is ignored.
CrossValidation cross_validate(Project project, const Table& table, int folds, int repeats);

/// Mean and standard deviation of a metric over folds.
struct Spread {
  double mean;
  double standard_deviation;  ///< With n - 1; NaN for one value.
  std::vector<double> folds;
};

Spread spread_of(std::vector<double> values);

}  // namespace vitrine
