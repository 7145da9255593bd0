#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "data/csv.h"
#include "data/label.h"
#include "data/numeric_target.h"
#include "data/preprocessing.h"
#include "data/split.h"
#include "data/task.h"
#include "project/model_file.h"
#include "project/project.h"
#include "train/metrics.h"
#include "train/trainer.h"

namespace vitrine {

/// Types a person chose in the project, for read_csv.
std::vector<ColumnSchema> column_overrides(const Project& project);

/// The data of a project: generated for a toy, else read from the bytes of its CSV.
///
/// @param bytes  what the project's source names; not looked at for toys and inline CSVs.
/// @throws Error as read_csv and make_toy; "wrong_file" if the source names a file by another SHA-256.
CsvFile read_data(const Project& project, std::string_view bytes);

/// A project applied to a table: labels, split, fitted preprocessing, and examples ready for training.
struct PreparedData {
  std::string target;
  std::vector<std::string> columns;  ///< Input columns, in table order: those of the preprocessing.
  Task task = Task::classification;
  ClassLabels labels;  ///< For a number without classes, and every row has label 0: they are one stratum.
  std::vector<double> values;    ///< The number of every labelled row, in its own unit; empty for classes.
  Split split;                   ///< Positions in `labels`.
  Preprocessing preprocessing;   ///< Fitted on split.train.
  FittedScaling target_scaling;  ///< Fitted on split.train, for a number.
  std::vector<Warning> warnings;

  int classes() const { return static_cast<int>(labels.classes.size()); }
  int strata() const { return task == Task::regression ? 1 : classes(); }
};

/// @throws Error as read_labels, with path "data.target", and as stratified_split, with path "data.split";
///         "unknown_column" for a choice about a column there is not; "no_usable_feature".
PreparedData prepare_data(const Project& project, const Table& table);

/// Rows of the table at `positions` of the prepared labels.
std::vector<int> table_rows(const PreparedData& data, std::span<const int> positions);

/// Fits preprocessing and target scaling on the rows at some positions of the prepared labels.
void fit_on(const Project& project, const Table& table, std::span<const int> positions, PreparedData& data);

/// The examples at `positions` of the prepared labels, encoded as was fitted.
Examples<float> select_examples(const PreparedData& data, const Table& table, std::span<const int> positions);

/// The same for training and for the validation rows that follow it.
/// @throws Error "input_too_large", naming line and column, if float32 cannot hold the square of an input:
///         gradients and variances are made of such squares.
Examples<float> training_examples(const PreparedData& data, const Table& table,
                                  std::span<const int> positions);

/// The numbers of the target at some positions of the prepared labels, in its own unit.
std::vector<double> numbers_at(const PreparedData& data, std::span<const int> positions);

/// What a network that learned a scaled target predicts for these rows, in the target's own unit.
std::vector<double> predict_numbers(const Network<float>& network, const PreparedData& data,
                                    const Table& table, std::span<const int> positions);

PreprocessingOptions preprocessing_options(const Project& project);

/// The network a project describes for so many inputs and classes, initialised from its seed. For regression
/// it has one output.
Network<float> build_network(const Project& project, int inputs, int classes);

/// @param labels   of the training rows: balanced class weights count them.
/// @param classes  names of the classes.
/// @throws Error "wrong_loss" if the loss does not fit the task or the number of classes, or weighs none;
///         "unknown_class" if a weight is given to a class that does not occur.
TrainingOptions training_options(const Project& project, std::span<const int> labels,
                                 std::span<const std::string> classes);

/// The model of a network that was trained on the prepared data of a project, with its decision threshold.
/// @throws Error as decision_threshold.
Model make_model(const Project& project, const PreparedData& data, const Table& table,
                 const Network<float>& trained);

/// The same from the numbers of the network alone, as flat_parameters() gives them.
/// @throws Error "wrong_shape" if the project's network has another number of them.
Model make_model(const Project& project, const PreparedData& data, const Table& table,
                 std::span<const float> trained);

/// One training run of a project on a table: what `vitrine train` and the page do.
class Run {
 public:
  /// @throws Error as prepare_data, training_options and check_decision.
  Run(Project project, std::shared_ptr<const Table> table);

  const Project& project() const { return project_; }
  const Table& table() const { return *table_; }
  const PreparedData& data() const { return data_; }
  Trainer<float>& trainer() { return trainer_; }
  const Trainer<float>& trainer() const { return trainer_; }

  /// Positions of a split: "train", "validation" or "test". @throws Error "unknown_choice".
  std::span<const int> split(const std::string& name) const;

  /// Positions of a split that is to be scored. @throws Error "no_rows" if it is empty.
  std::span<const int> scored_split(const std::string& name) const;

  /// Scores on a split.
  /// @param threshold  that the run's model decides at, if it does: Model::threshold.
  ClassificationScores evaluate(const std::string& split_name, std::optional<double> threshold = {}) const;
  /// The same for a numeric target, in its own unit.
  RegressionScores evaluate_numbers(const std::string& split_name) const;

  /// Class probabilities over a square grid in the plane of the two input columns, for a run that has exactly
  /// two and both are numbers: [class][row, from the largest y down][column, from the smallest x up].
  ///
  /// @param x, y  lowest and highest value of the first and second column, at the outer grid points.
  /// @throws Error "not_a_plane"; "out_of_range" for a resolution outside [2, 512].
  std::vector<float> probability_grid(int resolution, std::array<double, 2> x, std::array<double, 2> y) const;

  /// The model as it stands: what `--out` writes and an explainer reads.
  Model model() const { return make_model(project_, data_, *table_, trainer_.network()); }

 private:
  Project project_;
  std::shared_ptr<const Table> table_;
  PreparedData data_;
  Trainer<float> trainer_;
};

}  // namespace vitrine
