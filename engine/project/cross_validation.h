#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/table.h"
#include "project/project.h"
#include "project/run.h"
#include "train/metrics/metric.h"

namespace vitrine {

/// Positions (in PreparedData::labels) that train one network, and those that score it.
struct Fold {
  std::vector<int> train, score;
};

/// Stratified k-fold over some positions, repeated: folds * repeats folds, each repetition another shuffle.
/// The rows of a numeric target are one stratum.
/// @throws Error "too_few_rows" with path "search.folds" if there are fewer positions than folds.
std::vector<Fold> make_folds(const PreparedData& data, std::span<const int> positions, int folds, int repeats,
                             std::uint64_t seed);

/// Trains a project once per fold and scores it on the rows left out, preprocessing fitted inside each fold
/// on that fold's training rows. Works in small pieces so that a worker can stop between them.
class CrossValidation {
 public:
  /// @param table    must outlive this object, as the data of all folds is cut from it.
  /// @param metrics  names of what to measure, of the project's task; they must outlive this object too.
  CrossValidation(Project project, const Table& table, PreparedData data, std::vector<Fold> folds,
                  std::span<const std::string_view> metrics);
  ~CrossValidation();
  CrossValidation(CrossValidation&&) noexcept;

  /// Takes up to `steps` optimizer steps; returns whether all folds are done. A fold that fails to train ends
  /// it.
  bool advance(int steps);
  double progress() const;  ///< Share of the work done, in [0, 1].

  /// One per fold done so far: the metrics, in the order of their names.
  const std::vector<std::vector<metrics::Metric>>& scores() const;
  const std::string& failure() const;  ///< Why a fold failed to train; empty if none did.

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The project with every labelled row a training row, to be dealt to folds.
Project over_all_rows(Project project);

/// A project validated with every metric of its task on all labelled rows of a table; data.split is ignored.
CrossValidation cross_validate(Project project, const Table& table, int folds, int repeats);

/// Mean and standard deviation of a metric over folds.
struct Spread {
  double mean;
  double standard_deviation;  ///< With n - 1; NaN for one value.
  std::vector<double> folds;
};

Spread spread_of(std::vector<double> values);

}  // namespace vitrine
