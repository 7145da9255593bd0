#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "data/task.h"
#include "json.h"
#include "nn/loss.h"

namespace vitrine {

inline constexpr int project_version = 1;
inline constexpr int max_layers = 16;  ///< Hidden layers.

/// Where the rows come from. Exactly one kind.
struct DataSource {
  enum class Kind { dataset, toy, csv, file };
  Kind kind = Kind::dataset;
  std::string name = "iris";  ///< dataset: its name; toy: its shape; csv and file: the file's name.
  std::string csv;            ///< csv: the text itself.
  std::string sha256;         ///< file: of its bytes, 64 lower-case hexadecimal digits.
  int rows = 0;               ///< toy
  double noise = 0;           ///< toy: standard deviation, in units of the plane.
};

/// What a person said about one column; empty strings leave it to the data.
struct ColumnChoice {
  std::string role;  ///< "", "input" or "ignore"
  std::string type;  ///< "", "number" or "category"
};

struct LayerChoice {
  int units;
  std::string activation;
  double dropout;
  bool batch_norm, layer_norm, residual;

  bool operator==(const LayerChoice&) const = default;
};

/// Everything a person chooses, typed: the project document. Names and nesting follow the JSON.
///
/// There are no defaults here: default_project() fills every field from the option table.
struct Project {
  std::string title;
  struct {
    DataSource source;
    std::string task;
    std::string target;  ///< Empty: the last column.
    std::map<std::string, ColumnChoice> columns;
    struct {
      std::string scaling;
      double range_low, range_high;
      bool clip;
      double quantile_low, quantile_high;
      std::string imputation;
      double fill_value;
      bool missing_indicator;
      std::string missing_category;
      double rare_share;
    } preprocessing;
    struct {
      double train, validation, test;
    } split;
  } data;
  struct {
    std::vector<LayerChoice> layers;
    std::string initializer;
    double initializer_value;
    bool initializer_gain;
  } network;
  struct {
    std::string loss;
    double label_smoothing, positive_weight, focal_gamma, hinge_margin;
    int hinge_power;
    double huber_delta;
    std::string class_weights;
    std::map<std::string, double> given_class_weights;  ///< By class name; empty: as class_weights says.
    struct {
      std::string name;
      double learning_rate, momentum, dampening;
      bool nesterov;
      double rate_decay, initial_accumulator, square_decay, rmsprop_momentum;
      bool centered;
      double beta1, beta2, momentum_decay, epsilon, weight_decay;
      bool decay_all;
    } optimizer;
    struct {
      std::string name;
      double factor;
      int step_epochs;
      std::vector<int> milestones;
      double epoch_factor;
      int restart_epochs, restart_factor, warmup_epochs;
      double warmup_share, start_divisor, end_divisor;
      int patience, cooldown;
      double threshold, minimum_rate;
    } schedule;
    int batch_size, epochs;
    double l1, l2, max_norm, input_noise;
    struct {
      double norm, value;
    } gradient_clip;
    struct {
      int patience;
      double minimum_improvement;
      bool restore_best;
    } early_stopping;
    struct {
      std::string rule;
      double threshold;
    } decision;
  } training;
  struct {
    Json space;  ///< As written: {path: range}; null stands for the default space.
    std::string sampler, metric;
    int trials, folds, repeats;
  } search;
  struct {
    std::string method, space;
    int background, coalitions;
  } explain;
  struct {
    int data, split, weights, shuffle, dropout, noise, search, explain;
  } seeds;
};

/// The project of an empty document: {"vitrine": 1}.
Project default_project();

/// What fields are that a document of this task leaves out, but for data.task itself: the option table's
/// defaults are those of classification, and regression has others where they make no sense.
Project default_project(Task task);

/// What a loss of the task trains towards.
TargetKind targets_of(Task task);

/// Reads a project document, checking every field against the option table.
///
/// @throws Error with the path of the offending field: "unknown_field", "wrong_type", "out_of_range",
///         "unknown_choice", "newer_version", ... An unknown field is an error, at any depth.
Project read_project(const Json& document);

/// Parses text, then as above. @throws Error "not_json" with the line.
Project parse_project(const std::string& text);

/// The shortest document that reads back as `project`: fields at their defaults are left out.
Json write_project(const Project& project);

/// That the shares of data.split add up to 1: of what single options cannot tell, all there is.
/// @throws Error "out_of_range".
void check_split(const Project& project);

/// Sets one option by its path, as a search or a command line does: set_option(project,
/// "training.batch_size", 32). "network.layers" takes the list, "data.target" a name. @throws Error as
/// read_project.
void set_option(Project& project, const std::string& path, const Json& value);

}  // namespace vitrine
