#pragma once

#include <memory>
#include <string>
#include <vector>

#include "data/csv.h"
#include "data/label.h"
#include "data/preprocessing.h"
#include "data/split.h"
#include "project/model_file.h"
#include "project/project.h"
#include "train/trainer.h"

namespace vitrine {

/// Types a person chose in the project, for read_csv.
std::vector<ColumnSchema> column_overrides(const Project& project);

/// A project applied to a table: labels, split, fitted preprocessing, and examples ready for training.
struct PreparedData {
  std::string target;
  std::vector<std::string> columns;  ///< Input columns, in table order.
  ClassLabels labels;
  Split split;                       ///< Positions in `labels`.
  Preprocessing preprocessing;       ///< Fitted on split.train.
  std::vector<Warning> warnings;
};

/// @throws Error "no_usable_feature", "single_class_label", ...
PreparedData prepare_data(const Project& project, const Table& table);

/// The examples at `positions` of the prepared labels, encoded by `preprocessing`.
template <typename Scalar>
Examples<Scalar> select_examples(const PreparedData& data, const Table& table, const Preprocessing& preprocessing,
                                 std::span<const int> positions);

/// The network a project describes for the prepared data, initialised from its seed.
Network<float> build_network(const Project& project, const PreparedData& data);

TrainingOptions training_options(const Project& project);

/// One training run of a project on a table: what `vitrine train` and the page do.
class Run {
 public:
  Run(Project project, Table table);

  const Project& project() const { return project_; }
  const Table& table() const { return table_; }
  const PreparedData& data() const { return data_; }
  Trainer<float>& trainer() { return *trainer_; }
  const Trainer<float>& trainer() const { return *trainer_; }

  /// Scores on a split: "train", "validation" or "test". Test rows are touched here and nowhere else.
  ClassificationScores evaluate(const std::string& split) const;

  /// The model as it stands: what `--out` writes and an explainer reads.
  Model model() const;

 private:
  Project project_;
  Table table_;
  PreparedData data_;
  Examples<float> validation_;
  std::unique_ptr<Trainer<float>> trainer_;
};

}  // namespace vitrine
