#include "project/run.h"

#include <algorithm>

#include "data/class_weights.h"
#include "data/sha256.h"
#include "data/toys.h"
#include "error.h"
#include "project/decision.h"

namespace vitrine {

std::vector<ColumnSchema> column_overrides(const Project& project) {
  std::vector<ColumnSchema> overrides;
  for (const auto& [name, choice] : project.data.columns) {
    if (!choice.type.empty()) overrides.push_back({name, column_type(choice.type)});
  }
  return overrides;
}

CsvFile read_data(const Project& project, std::string_view bytes) {
  const DataSource& source = project.data.source;
  switch (source.kind) {
    case DataSource::Kind::toy: {
      CsvFile file;
      file.encoding = "utf-8";
      file.delimiter = ',';
      file.decimal = '.';
      file.table =
          make_toy(source.name, source.rows, source.noise, static_cast<std::uint64_t>(project.seeds.data));
      return file;
    }
    case DataSource::Kind::csv:
      return read_csv(source.csv, column_overrides(project));
    case DataSource::Kind::file:
      if (sha256(bytes) != source.sha256) {
        fail("wrong_file",
             {"This is not the file the project was made with: \"", source.name,
              "\" had other contents (its SHA-256 differs). Open that file, or choose this "
              "one as new data."},
             {.path = "data.source.file"});
      }
      [[fallthrough]];
    default:
      return read_csv(bytes, column_overrides(project));
  }
}

namespace {

/// The columns the network sees, in table order, and a warning about those it cannot see.
std::vector<std::string> choose_columns(const Project& project, const Table& table, const std::string& target,
                                        std::vector<Warning>& warnings) {
  for (const auto& [name, choice] : project.data.columns) {
    if (table.find(name) < 0) {
      fail("unknown_column", {"data.columns names \"", name, "\", but the data has no such column."},
           {.path = concat({"data.columns.", name})});
    }
  }
  const std::vector<std::string> usable = usable_columns(table, target);
  std::vector<std::string> columns;
  Warning left_out;
  left_out.code = "unused_column";
  for (const Column& column : table.columns) {
    if (column.name == target) continue;
    const auto choice = project.data.columns.find(column.name);
    if (choice != project.data.columns.end() && choice->second.role == "ignore") continue;
    if (std::find(usable.begin(), usable.end(), column.name) != usable.end()) {
      columns.push_back(column.name);
    } else {
      left_out.names.push_back(column.name);
    }
  }
  if (!left_out.names.empty()) {
    left_out.count = static_cast<int>(left_out.names.size());
    left_out.message = concat({"Not used as inputs, because they are constant, empty, free text or dates: ",
                               comma_separated(left_out.names), "."});
    warnings.push_back(left_out);
  }
  if (columns.empty()) {
    fail("no_usable_feature",
         {"There is no column to predict \"", target,
          "\" from: every other column is ignored, constant, empty, free text or a date. Choose another "
          "target, or give a column the type number or category."});
  }
  return columns;
}

/// The target column, as the project's task asks for it.
void read_target(const Project& project, const Table& table, PreparedData& data) {
  data.task = task_from_name(project.data.task);
  if (data.task == Task::classification) {
    data.labels = read_labels(table, data.target);
    return;
  }
  NumericTarget numbers = read_numeric_target(table, data.target);
  data.labels.rows = std::move(numbers.rows);
  data.labels.warnings = std::move(numbers.warnings);
  data.labels.labels.assign(numbers.values.size(), 0);
  data.values = std::move(numbers.values);
}

/// Fits on the training rows; a column without a value there is no input.
void fit_on_training_rows(const Project& project, const Table& table, PreparedData& data) {
  fit_on(project, table, data.split.train, data);
  std::vector<std::string> columns;
  for (const ColumnEncoding& column : data.preprocessing.columns) columns.push_back(column.name);
  Warning left_out;
  left_out.code = "no_training_value";
  for (const std::string& name : data.columns) {
    if (std::find(columns.begin(), columns.end(), name) == columns.end()) left_out.names.push_back(name);
  }
  if (!left_out.names.empty()) {
    left_out.count = static_cast<int>(left_out.names.size());
    left_out.message = concat({"Not used as inputs, because no training row has a value there: ",
                               comma_separated(left_out.names), "."});
    data.warnings.push_back(std::move(left_out));
  }
  data.columns = std::move(columns);
}

}  // namespace

PreparedData prepare_data(const Project& project, const Table& table) {
  PreparedData data;
  data.target = project.data.target.empty() ? table.columns.back().name : project.data.target;
  at_path("data.target", [&] { read_target(project, table, data); });
  data.warnings = data.labels.warnings;
  data.columns = choose_columns(project, table, data.target, data.warnings);
  data.split = at_path("data.split", [&] {
    return stratified_split(data.labels.labels, data.strata(), project.data.split.validation,
                            project.data.split.test, static_cast<std::uint64_t>(project.seeds.split));
  });
  fit_on_training_rows(project, table, data);
  return data;
}

std::vector<int> table_rows(const PreparedData& data, std::span<const int> positions) {
  std::vector<int> rows;
  rows.reserve(positions.size());
  for (const int position : positions) rows.push_back(data.labels.rows[position]);
  return rows;
}

void fit_on(const Project& project, const Table& table, std::span<const int> positions, PreparedData& data) {
  data.preprocessing =
      fit_preprocessing(table, data.columns, table_rows(data, positions), preprocessing_options(project));
  if (data.task != Task::regression) return;
  data.target_scaling = fit_target_scaling(numbers_at(data, positions));
}

Examples<float> select_examples(const PreparedData& data, const Table& table,
                                std::span<const int> positions) {
  Examples<float> examples;
  examples.inputs = data.preprocessing.transform(table, table_rows(data, positions)).cast<float>();
  if (data.task == Task::regression) {
    examples.values.resize(1, static_cast<Eigen::Index>(positions.size()));
    for (std::size_t i = 0; i < positions.size(); ++i) {
      const double value = data.values[static_cast<std::size_t>(positions[i])];
      examples.values(0, static_cast<Eigen::Index>(i)) = static_cast<float>(data.target_scaling(value));
    }
    return examples;
  }
  examples.labels.reserve(positions.size());
  for (const int position : positions) examples.labels.push_back(data.labels.labels[position]);
  return examples;
}

std::vector<double> numbers_at(const PreparedData& data, std::span<const int> positions) {
  std::vector<double> numbers;
  numbers.reserve(positions.size());
  for (const int position : positions) numbers.push_back(data.values[static_cast<std::size_t>(position)]);
  return numbers;
}

std::vector<double> predict_numbers(const Network<float>& network, const PreparedData& data,
                                    const Table& table, std::span<const int> positions) {
  const Matrix<float> scaled = network.logits(select_examples(data, table, positions).inputs);
  std::vector<double> predictions;
  predictions.reserve(positions.size());
  for (Eigen::Index i = 0; i < scaled.cols(); ++i)
    predictions.push_back(data.target_scaling.inverse(scaled(0, i)));
  return predictions;
}

PreprocessingOptions preprocessing_options(const Project& project) {
  const auto& choice = project.data.preprocessing;
  return {.scaling = {.method = scaling_from_name(choice.scaling),
                      .range_low = choice.range_low,
                      .range_high = choice.range_high,
                      .clip = choice.clip,
                      .quantile_low = choice.quantile_low,
                      .quantile_high = choice.quantile_high},
          .imputation = imputation_from_name(choice.imputation),
          .fill_value = choice.fill_value,
          .missing_indicator = choice.missing_indicator,
          .missing_category = missing_category_from_name(choice.missing_category),
          .rare_share = choice.rare_share};
}

namespace {

/// What the last layer gives: a softmax over all classes, one sigmoid unit, or a number.
Output output_of(const Project& project) {
  if (project.data.task == name_of(Task::regression)) return Output::identity;
  const LossKind loss = loss_from_name(project.training.loss);
  return output_after(loss, TargetKind::labels) == "sigmoid" ? Output::sigmoid : Output::softmax;
}

/// A loss trains towards classes or towards numbers, and squared error towards both.
void check_loss(const Project& project, LossKind loss, int classes) {
  const Task task = task_from_name(project.data.task);
  if (output_after(loss, targets_of(task)).empty()) {
    fail("wrong_loss",
         {"The loss ", name_of(loss), " does not suit the task ", name_of(task), "; choose ",
          task == Task::regression ? "mse, mae or huber." : "cross_entropy."},
         {.path = "training.loss"});
  }
  if (loss == LossKind::binary_cross_entropy && classes != 2) {
    fail("wrong_loss",
         {"The loss binary_cross_entropy tells two classes apart, and the target has ", classes,
          "; choose cross_entropy."},
         {.path = "training.loss"});
  }
}

}  // namespace

Network<float> build_network(const Project& project, int inputs, int classes) {
  std::vector<LayerOptions> hidden;
  for (const LayerChoice& layer : project.network.layers) {
    hidden.push_back({.units = layer.units,
                      .activation = activation_from_name(layer.activation),
                      .dropout = layer.dropout,
                      .batch_norm = layer.batch_norm,
                      .layer_norm = layer.layer_norm,
                      .residual = layer.residual});
  }
  const Output output = output_of(project);
  Network<float> network(inputs, hidden, output == Output::softmax ? classes : 1, output);
  network.initialize({initializer_from_name(project.network.initializer), project.network.initializer_value},
                     static_cast<std::uint64_t>(project.seeds.weights), project.network.initializer_gain);
  return network;
}

namespace {

/// A weight for each class; none where all count the same.
std::vector<double> class_weights(const Project& project, std::span<const int> labels,
                                  std::span<const std::string> classes) {
  const auto& training = project.training;
  if (!training.given_class_weights.empty()) {
    return given_class_weights(classes, training.given_class_weights);
  }
  std::vector<double> weights;
  if (training.class_weights == "balanced") {
    std::vector<int> counts(classes.size(), 0);
    for (const int label : labels) ++counts[static_cast<std::size_t>(label)];
    for (const std::optional<double>& weight : balanced_class_weights(counts)) {
      weights.push_back(weight.value_or(1));
    }
  }
  return weights;
}

bool weighs_classes(LossKind kind) {
  const std::span<const std::string_view> options = options_of(kind);
  return std::find(options.begin(), options.end(), "class_weights") != options.end();
}

/// Hands the weights to the loss in the form that it takes.
void weigh_classes(LossOptions& loss, std::vector<double> weights) {
  if (weights.empty()) return;
  if (loss.kind == LossKind::binary_cross_entropy) {
    // One number says it: what a row of the second class counts against one of the first.
    loss.positive_weights[0] *= weights[1] / weights[0];
  } else if (weighs_classes(loss.kind)) {
    loss.class_weights = std::move(weights);
  } else {
    fail("wrong_loss",
         {"The loss ", name_of(loss.kind), " cannot weigh classes; choose training.class_weights none."},
         {.path = "training.class_weights"});
  }
}

LossOptions loss_options(const Project& project, std::span<const int> labels,
                         std::span<const std::string> classes) {
  const auto& training = project.training;
  LossOptions loss = {.kind = loss_from_name(training.loss),
                      .label_smoothing = training.label_smoothing,
                      .class_weights = {},
                      .positive_weights = {training.positive_weight},
                      .focal_gamma = training.focal_gamma,
                      .hinge_margin = training.hinge_margin,
                      .hinge_power = training.hinge_power,
                      .huber_delta = training.huber_delta};
  check_loss(project, loss.kind, static_cast<int>(classes.size()));
  if (!classes.empty()) weigh_classes(loss, class_weights(project, labels, classes));
  return loss;
}

OptimizerOptions optimizer_options(const Project& project) {
  const auto& chosen = project.training.optimizer;
  return {.kind = optimizer_from_name(chosen.name),
          .momentum = chosen.momentum,
          .dampening = chosen.dampening,
          .nesterov = chosen.nesterov,
          .rate_decay = chosen.rate_decay,
          .initial_accumulator = chosen.initial_accumulator,
          .square_decay = chosen.square_decay,
          .rmsprop_momentum = chosen.rmsprop_momentum,
          .centered = chosen.centered,
          .beta1 = chosen.beta1,
          .beta2 = chosen.beta2,
          .momentum_decay = chosen.momentum_decay,
          .weight_decay = chosen.weight_decay,
          .epsilon = chosen.epsilon};
}

ScheduleOptions schedule_options(const Project& project) {
  const auto& chosen = project.training.schedule;
  return {.kind = schedule_from_name(chosen.name),
          .factor = chosen.factor,
          .step_epochs = chosen.step_epochs,
          .milestones = chosen.milestones,
          .epoch_factor = chosen.epoch_factor,
          .restart_epochs = chosen.restart_epochs,
          .restart_factor = chosen.restart_factor,
          .warmup_epochs = chosen.warmup_epochs,
          .warmup_share = chosen.warmup_share,
          .start_divisor = chosen.start_divisor,
          .end_divisor = chosen.end_divisor,
          .patience = chosen.patience,
          .cooldown = chosen.cooldown,
          .threshold = chosen.threshold,
          .minimum_rate = chosen.minimum_rate};
}

}  // namespace

TrainingOptions training_options(const Project& project, std::span<const int> labels,
                                 std::span<const std::string> classes) {
  const auto& training = project.training;
  return {.loss = loss_options(project, labels, classes),
          .optimizer = optimizer_options(project),
          .learning_rate = training.optimizer.learning_rate,
          .schedule = schedule_options(project),
          .batch_size = training.batch_size,
          .epochs = training.epochs,
          .decay_all = training.optimizer.decay_all,
          .penalties = {.l1 = training.l1, .l2 = training.l2},
          .clip_norm = training.gradient_clip.norm,
          .clip_value = training.gradient_clip.value,
          .max_norm = training.max_norm,
          .input_noise = training.input_noise,
          .early_stopping = {.patience = training.early_stopping.patience,
                             .minimum_improvement = training.early_stopping.minimum_improvement,
                             .restore_best = training.early_stopping.restore_best},
          .shuffle_seed = static_cast<std::uint64_t>(project.seeds.shuffle),
          .dropout_seed = static_cast<std::uint64_t>(project.seeds.dropout),
          .noise_seed = static_cast<std::uint64_t>(project.seeds.noise)};
}

namespace {

/// Lets the last layer, which is dense, give the target in its own unit.
void unscale_outputs(Network<double>& network, const FittedScaling& scaling) {
  const std::size_t last = network.layers().size() - 1;
  Vector<double> bias = network.bias(last);
  for (Eigen::Index unit = 0; unit < bias.size(); ++unit) bias(unit) = scaling.inverse(bias(unit));
  network.set_layer(last, network.weights(last) * scaling.scale, bias);
}

}  // namespace

Model make_model(const Project& project, const PreparedData& data, const Table& table,
                 const Network<float>& trained) {
  Network<double> network = trained.cast<double>();
  if (data.task == Task::regression) unscale_outputs(network, data.target_scaling);
  Model model = {data.labels.classes, data.preprocessing, std::move(network), write_project(project),
                 trained.fingerprint()};
  model.threshold = decision_threshold(project, data, table, model);
  return model;
}

Model make_model(const Project& project, const PreparedData& data, const Table& table,
                 std::span<const float> trained) {
  Network<float> network = build_network(project, data.preprocessing.inputs(), data.classes());
  network.set_flat_parameters(trained);
  return make_model(project, data, table, network);
}

namespace {

Trainer<float> make_trainer(const Project& project, const PreparedData& data, const Table& table) {
  check_decision(project, data);
  Examples<float> train = select_examples(data, table, data.split.train);
  const TrainingOptions options = training_options(project, train.labels, data.labels.classes);
  return {build_network(project, data.preprocessing.inputs(), data.classes()), std::move(train),
          select_examples(data, table, data.split.validation), options};
}

}  // namespace

Run::Run(Project project, std::shared_ptr<const Table> table)
    : project_(std::move(project)),
      table_(std::move(table)),
      data_(prepare_data(project_, *table_)),
      trainer_(make_trainer(project_, data_, *table_)) {}

std::span<const int> Run::split(const std::string& name) const {
  if (name == "train") return data_.split.train;
  if (name == "validation") return data_.split.validation;
  if (name == "test") return data_.split.test;
  fail("unknown_choice", {"There is no split called \"", name, "\"; choose train, validation or test."});
}

std::span<const int> Run::scored_split(const std::string& split_name) const {
  const std::span<const int> positions = split(split_name);
  if (positions.empty()) {
    fail("no_rows", {"There are no ", split_name, " rows: data.split.", split_name, " is 0."},
         {.path = concat({"data.split.", split_name})});
  }
  return positions;
}

ClassificationScores Run::evaluate(const std::string& split_name, std::optional<double> threshold) const {
  const Examples<float> examples = select_examples(data_, *table_, scored_split(split_name));
  return score_classification(trainer_.network().class_logits(examples.inputs), examples.labels, threshold);
}

RegressionScores Run::evaluate_numbers(const std::string& split_name) const {
  const std::span<const int> positions = scored_split(split_name);
  return score_regression(predict_numbers(trainer_.network(), data_, *table_, positions),
                          numbers_at(data_, positions));
}

std::vector<float> Run::probability_grid(int resolution, std::array<double, 2> x,
                                         std::array<double, 2> y) const {
  const std::vector<ColumnEncoding>& columns = data_.preprocessing.columns;
  if (columns.size() != 2 || columns[0].type != ColumnType::number || columns[1].type != ColumnType::number) {
    fail("not_a_plane", {"A decision boundary can be drawn for exactly two number columns."});
  }
  if (!(resolution >= 2 && resolution <= 512)) {
    fail("out_of_range", {"The grid's resolution is ", resolution, "; it must be from 2 to 512."});
  }
  const auto encoded = [&](std::size_t column, std::array<double, 2> range, int step) {
    const double value = range[0] + (range[1] - range[0]) * step / (resolution - 1);
    return static_cast<float>(columns[column].scaling(value));
  };
  // The inputs between are missing indicators, 0 where there is a value.
  const std::vector<int> first = data_.preprocessing.first_inputs();
  Matrix<float> points = Matrix<float>::Zero(first.back(), Eigen::Index{resolution} * resolution);
  for (int row = 0; row < resolution; ++row) {
    for (int column = 0; column < resolution; ++column) {
      points(first[0], row * resolution + column) = encoded(0, x, column);
      points(first[1], row * resolution + column) = encoded(1, y, resolution - 1 - row);
    }
  }
  const Matrix<float> probabilities = trainer_.network().probabilities(points);
  std::vector<float> grid;
  grid.reserve(static_cast<std::size_t>(probabilities.size()));
  for (Eigen::Index k = 0; k < probabilities.rows(); ++k) {
    for (Eigen::Index point = 0; point < probabilities.cols(); ++point)
      grid.push_back(probabilities(k, point));
  }
  return grid;
}

}  // namespace vitrine
