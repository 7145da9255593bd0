#include "project/options.h"

#include <algorithm>
#include <array>

#include "data/preprocessing.h"
#include "data/task.h"
#include "error.h"
#include "explain/explain_options.h"
#include "nn/activation.h"
#include "nn/initializer.h"
#include "nn/loss.h"
#include "nn/optimizer.h"
#include "nn/schedule.h"
#include "train/metrics/metric_names.h"
#include "train/metrics/threshold.h"

namespace vitrine {

namespace {

constexpr NumberOption real(double initial, double min, double max) { return {initial, min, max}; }
constexpr NumberOption logarithmic(double initial, double min, double max) {
  return {initial, min, max, false, true};
}
constexpr NumberOption whole(double initial, double min, double max) { return {initial, min, max, true}; }
constexpr NumberOption whole_log(double initial, double min, double max) {
  return {initial, min, max, true, true};
}
constexpr BooleanOption yes() { return {true}; }
constexpr BooleanOption no() { return {false}; }
constexpr NumberOption seed() { return whole(1, 0, 2147483647); }

constexpr std::array<std::string_view, 2> class_weightings = {"none", "balanced"};
constexpr std::array<std::string_view, 1> samplers = {"random"};

/// How one of two classes is predicted: without a threshold, with the one given, or with the best for a goal.
constexpr auto decision_rules = [] {
  std::array<std::string_view, 2 + metrics::threshold_goal_names.size()> rules = {"most_probable", "given"};
  for (std::size_t goal = 0; goal < metrics::threshold_goal_names.size(); ++goal) {
    rules[2 + goal] = metrics::threshold_goal_names[goal];
  }
  return rules;
}();

constexpr ChoiceOption choice(std::string_view initial, std::span<const std::string_view> choices) {
  return {initial, choices};
}

/// The page has an option's words from its generated files: a module that a visitor downloads goes without
/// them.
constexpr OptionWords words(std::string_view label, std::string_view unit, std::string_view help) {
#ifdef VITRINE_WITHOUT_OPTION_WORDS
  return {};
#endif
  return {label, unit, help};
}

// The field an option stands for, as a function without captures.
#define VITRINE_FIELD(member) [](Project& project, int) -> Option::Field { return &project.member; }
#define VITRINE_LAYER_FIELD(member) \
  [](Project& project, int index) -> Option::Field { return &project.network.layers[index].member; }

constexpr Option table[] = {
    {"data.source.rows", words("Points", "rows", "How many points a generated data set has."),
     whole_log(300, 10, 100000), VITRINE_FIELD(data.source.rows)},
    {"data.source.noise",
     words("Noise", "", "Standard deviation of the noise on a generated point; the shapes are 2 wide."),
     real(0.05, 0, 1), VITRINE_FIELD(data.source.noise)},
    {"data.task",
     words("Task", "", "What the target is: classes to tell apart, or a number to come close to."),
     choice("classification", task_names), VITRINE_FIELD(data.task)},
    {"data.preprocessing.scaling",
     words("Scaling", "",
           "Brings number columns to a common scale, measured on training rows: mean 0 and standard "
           "deviation 1 (standard), smallest to largest value (min_max), or median 0 and distance 1 between "
           "two quantiles "
           "(robust)."),
     choice("standard", scaling_names), VITRINE_FIELD(data.preprocessing.scaling)},
    {"data.preprocessing.range_low",
     words("Range from", "", "Min-max scaling: what a column's smallest training value becomes."),
     real(0, -100, 0), VITRINE_FIELD(data.preprocessing.range_low)},
    {"data.preprocessing.range_high",
     words("Range to", "", "Min-max scaling: what a column's largest training value becomes."),
     real(1, 0.01, 100), VITRINE_FIELD(data.preprocessing.range_high)},
    {"data.preprocessing.clip",
     words("Clip", "",
           "Min-max scaling: values beyond those of training rows stop at the ends of the range."),
     no(), VITRINE_FIELD(data.preprocessing.clip)},
    {"data.preprocessing.quantile_low",
     words("Lower quantile", "%",
           "Robust scaling: the lower end of the distance that becomes 1, as a percentage of the training "
           "values."),
     real(25, 0, 49), VITRINE_FIELD(data.preprocessing.quantile_low)},
    {"data.preprocessing.quantile_high",
     words("Upper quantile", "%",
           "Robust scaling: the upper end of the distance that becomes 1, as a percentage of the training "
           "values."),
     real(75, 51, 100), VITRINE_FIELD(data.preprocessing.quantile_high)},
    {"data.preprocessing.imputation",
     words("Missing numbers", "",
           "What stands in for a missing number: the column's mean, median or most frequent value over "
           "training "
           "rows, or one constant."),
     choice("mean", imputation_names), VITRINE_FIELD(data.preprocessing.imputation)},
    {"data.preprocessing.fill_value",
     words("Constant", "", "The constant that stands in for missing numbers, before scaling."),
     real(0, -1e9, 1e9), VITRINE_FIELD(data.preprocessing.fill_value)},
    {"data.preprocessing.missing_indicator",
     words(
         "Missing indicator", "",
         "One more input for each number column with missing values in training rows: 1 where the number is "
         "missing."),
     no(), VITRINE_FIELD(data.preprocessing.missing_indicator)},
    {"data.preprocessing.missing_category",
     words("Missing categories", "",
           "What a missing category becomes: zeros in all inputs of its column, a category of its own, or "
           "the most "
           "frequent one over training rows."),
     choice("zeros", missing_category_names), VITRINE_FIELD(data.preprocessing.missing_category)},
    {"data.preprocessing.rare_share",
     words("Rare below", "",
           "Categories with a smaller share of the training rows share one input, called other."),
     real(0, 0, 0.5), VITRINE_FIELD(data.preprocessing.rare_share)},
    {"data.split.train", words("Training share", "", "Share of the rows that the network learns from."),
     real(0.6, 0.05, 1), VITRINE_FIELD(data.split.train)},
    {"data.split.validation",
     words("Validation share", "",
           "Share of the rows that score the network while settings are being chosen."),
     real(0.2, 0, 0.9), VITRINE_FIELD(data.split.validation)},
    {"data.split.test",
     words("Test share", "", "Share of the rows kept aside for one honest score at the end."),
     real(0.2, 0, 0.9), VITRINE_FIELD(data.split.test)},
    {"network.layers[].units", words("Units", "units", "Width of a hidden layer."), whole_log(16, 1, 1024),
     VITRINE_LAYER_FIELD(units)},
    {"network.layers[].activation", words("Activation", "", "The non-linearity after a hidden layer."),
     choice("relu", activation_names), VITRINE_LAYER_FIELD(activation)},
    {"network.layers[].dropout",
     words("Dropout", "", "Share of the layer's units that each training step leaves out."), real(0, 0, 0.95),
     VITRINE_LAYER_FIELD(dropout)},
    {"network.layers[].batch_norm",
     words("Batch normalisation", "",
           "Brings each unit to mean 0 and variance 1 over the batch, before its activation."),
     no(), VITRINE_LAYER_FIELD(batch_norm)},
    {"network.layers[].layer_norm",
     words("Layer normalisation", "",
           "Brings each row to mean 0 and variance 1 over the layer's units, before their activation."),
     no(), VITRINE_LAYER_FIELD(layer_norm)},
    {"network.layers[].residual",
     words("Residual connection", "",
           "Adds what enters the layer to what leaves it; both need the same width."),
     no(), VITRINE_LAYER_FIELD(residual)},
    {"network.initializer",
     words("Initial weights", "", "Where weights start: He suits relu, Xavier suits tanh and sigmoid."),
     choice("he_normal", initializer_names), VITRINE_FIELD(network.initializer)},
    {"network.initializer_value",
     words("Initial value", "", "Standard deviation of normal, bound of uniform, or the constant itself."),
     real(0.05, -10, 10), VITRINE_FIELD(network.initializer_value)},
    {"network.initializer_gain",
     words("Gain by activation", "",
           "He, Xavier, LeCun, orthogonal: scales first weights by what makes up for how much the activation "
           "shrinks signals; He scales them for relu without it."),
     no(), VITRINE_FIELD(network.initializer_gain)},
    {"training.loss",
     words("Loss", "",
           "What training minimises. Binary cross-entropy needs two classes; hinge and mse show what "
           "cross-entropy "
           "is better at."),
     choice("cross_entropy", loss_names), VITRINE_FIELD(training.loss)},
    {"training.label_smoothing",
     words("Label smoothing", "",
           "Cross-entropy: share of the target that is spread evenly over all classes."),
     real(0, 0, 0.99), VITRINE_FIELD(training.label_smoothing)},
    {"training.positive_weight",
     words("Positive weight", "", "Binary cross-entropy: how much a row of the second class counts."),
     logarithmic(1, 0.001, 1000), VITRINE_FIELD(training.positive_weight)},
    {"training.focal_gamma",
     words("Focal gamma", "",
           "Focal: how strongly rows that are already right are played down; 0 is cross-entropy."),
     real(2, 0, 10), VITRINE_FIELD(training.focal_gamma)},
    {"training.hinge_margin",
     words("Hinge margin", "", "Hinge: by how much the logit of the true class must lead."),
     real(1, 0.01, 100), VITRINE_FIELD(training.hinge_margin)},
    {"training.hinge_power", words("Hinge power", "", "Hinge: 1 counts the missing margin, 2 its square."),
     whole(1, 1, 2), VITRINE_FIELD(training.hinge_power)},
    {"training.huber_delta",
     words("Huber delta", "",
           "Huber: up to this error, in standard deviations of the target, the loss is squared, beyond it "
           "absolute."),
     logarithmic(1, 0.001, 1000), VITRINE_FIELD(training.huber_delta)},
    {"training.class_weights",
     words(
         "Class weights", "",
         "Balanced makes every class count alike in the loss, however rare it is; a project may instead give "
         "weights by class name."),
     choice("none", class_weightings), VITRINE_FIELD(training.class_weights)},
    {"training.optimizer.name",
     words("Optimizer", "",
           "The rule that turns gradients into steps; sgd is plain, with momentum or Nesterov's by its "
           "options."),
     choice("adam", optimizer_names), VITRINE_FIELD(training.optimizer.name)},
    {"training.optimizer.learning_rate",
     words("Learning rate", "", "Size of a step: too small learns slowly, too large overshoots."),
     logarithmic(0.001, 1e-6, 10), VITRINE_FIELD(training.optimizer.learning_rate)},
    {"training.optimizer.momentum",
     words("Momentum", "", "SGD: share of the last step that carries over into the next; 0 for plain SGD."),
     real(0.9, 0, 0.9999), VITRINE_FIELD(training.optimizer.momentum)},
    {"training.optimizer.dampening",
     words("Dampening", "", "SGD: share of each gradient that stays out of the momentum."), real(0, 0, 1),
     VITRINE_FIELD(training.optimizer.dampening)},
    {"training.optimizer.nesterov",
     words("Nesterov", "", "SGD with Nesterov momentum: looks ahead along the momentum before it steps."),
     no(), VITRINE_FIELD(training.optimizer.nesterov)},
    {"training.optimizer.rate_decay",
     words("Rate decay", "", "Adagrad: how fast the learning rate shrinks from step to step."), real(0, 0, 1),
     VITRINE_FIELD(training.optimizer.rate_decay)},
    {"training.optimizer.initial_accumulator",
     words("Initial accumulator", "", "Adagrad: what the sum of squared gradients starts at."),
     real(0, 0, 10), VITRINE_FIELD(training.optimizer.initial_accumulator)},
    {"training.optimizer.square_decay",
     words("Square decay", "", "RMSprop: memory of the running mean of squared gradients."),
     real(0.99, 0, 0.9999), VITRINE_FIELD(training.optimizer.square_decay)},
    {"training.optimizer.rmsprop_momentum",
     words("RMSprop momentum", "", "RMSprop: share of the last step that carries over into the next."),
     real(0, 0, 0.9999), VITRINE_FIELD(training.optimizer.rmsprop_momentum)},
    {"training.optimizer.centered",
     words("Centered", "", "RMSprop: divides by the spread of gradients instead of their size."), no(),
     VITRINE_FIELD(training.optimizer.centered)},
    {"training.optimizer.beta1",
     words("Beta 1", "", "Adam and its kin: memory of the running mean of gradients."), real(0.9, 0, 0.9999),
     VITRINE_FIELD(training.optimizer.beta1)},
    {"training.optimizer.beta2",
     words("Beta 2", "", "Adam and its kin: memory of the running mean of squared gradients."),
     real(0.999, 0, 0.999999), VITRINE_FIELD(training.optimizer.beta2)},
    {"training.optimizer.momentum_decay",
     words("Momentum decay", "", "NAdam: how fast its momentum warms up."), real(0.004, 0, 1),
     VITRINE_FIELD(training.optimizer.momentum_decay)},
    {"training.optimizer.epsilon",
     words("Epsilon", "", "All but SGD: keeps the division finite where gradients vanish."),
     logarithmic(1e-8, 1e-12, 0.1), VITRINE_FIELD(training.optimizer.epsilon)},
    {"training.optimizer.weight_decay",
     words("Weight decay", "", "AdamW: share of every weight that a step at learning rate 1 takes away."),
     logarithmic(0.01, 0, 10), VITRINE_FIELD(training.optimizer.weight_decay)},
    {"training.optimizer.decay_all",
     words("Decay everything", "",
           "AdamW: weight decay acts on biases and on what normalisation learns, too."),
     no(), VITRINE_FIELD(training.optimizer.decay_all)},
    {"training.schedule.name", words("Schedule", "", "How the learning rate moves during training."),
     choice("constant", schedule_names), VITRINE_FIELD(training.schedule.name)},
    {"training.schedule.factor",
     words("Factor of a drop", "", "Step, multi-step, plateau: what a drop multiplies the learning rate by."),
     real(0.1, 0.01, 0.99), VITRINE_FIELD(training.schedule.factor)},
    {"training.schedule.step_epochs",
     words("Epochs between drops", "epochs",
           "Step: epochs from drop to drop; 0 for a third of the training."),
     whole(0, 0, 100000), VITRINE_FIELD(training.schedule.step_epochs)},
    {"training.schedule.epoch_factor",
     words("Factor of an epoch", "",
           "Exponential: what each epoch multiplies the learning rate by; 0 to end at a hundredth."),
     real(0, 0, 1), VITRINE_FIELD(training.schedule.epoch_factor)},
    {"training.schedule.restart_epochs",
     words("First cycle", "epochs",
           "Cosine restarts: length of the first cycle; 0 so that the third ends the training."),
     whole(0, 0, 100000), VITRINE_FIELD(training.schedule.restart_epochs)},
    {"training.schedule.restart_factor",
     words("Cycle growth", "", "Cosine restarts: how many times as long each cycle is as the one before."),
     whole(2, 1, 10), VITRINE_FIELD(training.schedule.restart_factor)},
    {"training.schedule.warmup_epochs",
     words("Warm-up", "epochs", "Warm-up cosine: epochs of rising; 0 for a tenth of the training."),
     whole(0, 0, 100000), VITRINE_FIELD(training.schedule.warmup_epochs)},
    {"training.schedule.warmup_share", words("Rising share", "", "One cycle: share of the steps that rise."),
     real(0.3, 0.01, 0.99), VITRINE_FIELD(training.schedule.warmup_share)},
    {"training.schedule.start_divisor",
     words("Start divisor", "", "One cycle: highest learning rate over the first."), logarithmic(25, 1, 1000),
     VITRINE_FIELD(training.schedule.start_divisor)},
    {"training.schedule.end_divisor",
     words("End divisor", "", "One cycle: first learning rate over the last."), logarithmic(1e4, 1, 1e8),
     VITRINE_FIELD(training.schedule.end_divisor)},
    {"training.schedule.patience",
     words("Plateau patience", "epochs", "Plateau: epochs without a better validation loss before a drop."),
     whole(10, 0, 1000), VITRINE_FIELD(training.schedule.patience)},
    {"training.schedule.cooldown",
     words("Cooldown", "epochs", "Plateau: epochs after a drop that do not count."), whole(0, 0, 1000),
     VITRINE_FIELD(training.schedule.cooldown)},
    {"training.schedule.threshold",
     words("Threshold", "", "Plateau: share by which a better validation loss must be lower."),
     real(1e-4, 0, 0.5), VITRINE_FIELD(training.schedule.threshold)},
    {"training.schedule.minimum_rate",
     words("Lowest rate", "", "Cosines, plateau: the learning rate goes no lower."), logarithmic(0, 0, 10),
     VITRINE_FIELD(training.schedule.minimum_rate)},
    {"training.batch_size", words("Batch size", "rows", "Rows per step."), whole_log(32, 1, 4096),
     VITRINE_FIELD(training.batch_size)},
    {"training.epochs", words("Epochs", "epochs", "How often training passes over all its rows."),
     whole_log(100, 1, 100000), VITRINE_FIELD(training.epochs)},
    {"training.l1",
     words("L1", "",
           "Penalty that drives weights to zero: adds l1 times the sum of their sizes to the loss."),
     logarithmic(0, 0, 10), VITRINE_FIELD(training.l1)},
    {"training.l2",
     words("L2", "", "Penalty on large weights: adds l2/2 times the sum of their squares to the loss."),
     logarithmic(0, 0, 10), VITRINE_FIELD(training.l2)},
    {"training.max_norm",
     words("Max norm", "", "Longest allowed vector of weights into a hidden unit; 0 for any length."),
     logarithmic(0, 0, 100), VITRINE_FIELD(training.max_norm)},
    {"training.input_noise",
     words("Input noise", "", "Standard deviation of the noise added to every input in training."),
     real(0, 0, 10), VITRINE_FIELD(training.input_noise)},
    {"training.gradient_clip.norm",
     words("Clip norm", "",
           "Longest allowed gradient over all weights; a longer one is shortened. 0 for any length."),
     logarithmic(0, 0, 1000), VITRINE_FIELD(training.gradient_clip.norm)},
    {"training.gradient_clip.value",
     words("Clip value", "", "Largest allowed entry of a gradient; a larger one is cut. 0 for any."),
     logarithmic(0, 0, 1000), VITRINE_FIELD(training.gradient_clip.value)},
    {"training.early_stopping.patience",
     words("Early stopping", "epochs",
           "Stops after so many epochs without a better validation loss; 0 never stops early."),
     whole(0, 0, 10000), VITRINE_FIELD(training.early_stopping.patience)},
    {"training.early_stopping.minimum_improvement",
     words("Minimum improvement", "", "Early stopping: by how much a better validation loss must be lower."),
     real(0, 0, 10), VITRINE_FIELD(training.early_stopping.minimum_improvement)},
    {"training.early_stopping.restore_best",
     words("Restore the best", "", "Early stopping: training ends with the network of its best epoch."),
     yes(), VITRINE_FIELD(training.early_stopping.restore_best)},
    {"training.decision.rule",
     words(
         "Decision", "",
         "Two classes: predicts the most probable one, or the second from a probability on that is given or, "
         "after training, chosen on validation rows for a goal."),
     choice("most_probable", decision_rules), VITRINE_FIELD(training.decision.rule)},
    {"training.decision.threshold",
     words("Decision threshold", "", "The lowest probability from which the second class is predicted."),
     real(0.5, 0, 1), VITRINE_FIELD(training.decision.threshold)},
    {"search.sampler", words("Sampler", "", "How trials are chosen."), choice("random", samplers),
     VITRINE_FIELD(search.sampler)},
    {"search.metric",
     words("Metric", "", "What makes a trial good. For a numeric target: r2, rmse or another error."),
     choice("log_loss", metrics::metric_names), VITRINE_FIELD(search.metric)},
    {"search.trials", words("Trials", "trials", "How many settings are tried in all."),
     whole_log(32, 1, 10000), VITRINE_FIELD(search.trials)},
    {"search.folds",
     words("Folds", "folds",
           "Each trial is scored by so many-fold cross-validation; with 1, by the validation rows."),
     whole(3, 1, 20), VITRINE_FIELD(search.folds)},
    {"search.repeats", words("Repeats", "", "How often the folds are drawn anew."), whole(1, 1, 20),
     VITRINE_FIELD(search.repeats)},
    {"explain.method", words("Method", "", "Exact visits every coalition of columns; kernel samples them."),
     choice("auto", explain_method_names), VITRINE_FIELD(explain.method)},
    {"explain.space",
     words("Explained output", "",
           "Probability, margin (the output layer's preactivation) or log-odds: three different games."),
     choice("probability", explain_space_names), VITRINE_FIELD(explain.space)},
    {"explain.background", words("Background", "rows", "Training rows that stand for a column being absent."),
     whole_log(100, 1, 1000), VITRINE_FIELD(explain.background)},
    {"explain.coalitions", words("Coalitions", "coalitions", "Kernel: coalitions evaluated per row."),
     whole_log(2048, 16, 100000), VITRINE_FIELD(explain.coalitions)},
    {"seeds.data", words("Data seed", "", "Repeats the generated points."), seed(),
     VITRINE_FIELD(seeds.data)},
    {"seeds.split", words("Split seed", "", "Repeats which rows train, validate and test."), seed(),
     VITRINE_FIELD(seeds.split)},
    {"seeds.weights", words("Weights seed", "", "Repeats the weights training starts from."), seed(),
     VITRINE_FIELD(seeds.weights)},
    {"seeds.shuffle", words("Shuffle seed", "", "Repeats the order of rows in every epoch."), seed(),
     VITRINE_FIELD(seeds.shuffle)},
    {"seeds.dropout", words("Dropout seed", "", "Repeats which units dropout leaves out."), seed(),
     VITRINE_FIELD(seeds.dropout)},
    {"seeds.noise", words("Noise seed", "", "Repeats the noise on inputs."), seed(),
     VITRINE_FIELD(seeds.noise)},
    {"seeds.search", words("Search seed", "", "Repeats the trials of a search and their folds."), seed(),
     VITRINE_FIELD(seeds.search)},
    {"seeds.explain", words("Explain seed", "", "Repeats the background rows and the sampled coalitions."),
     seed(), VITRINE_FIELD(seeds.explain)},
};

#undef VITRINE_FIELD
#undef VITRINE_LAYER_FIELD

}  // namespace

std::span<const Option> option_table() { return table; }

const ListOption& milestones_option() {
  static constexpr ListOption milestones = {
      "training.schedule.milestones",
      words("Milestones", "epochs",
            "Multi-step: epochs after which the learning rate drops, in ascending order; none for a half and "
            "three quarters of the training."),
      100, 1, 100000};
  return milestones;
}

const Option* find_option(std::string_view path) {
  for (const Option& option : option_table()) {
    if (option.path == path) return &option;
  }
  return nullptr;
}

Json default_of(const Option& option) {
  if (const auto* text = std::get_if<ChoiceOption>(&option.kind)) return text->initial;
  if (const auto* boolean = std::get_if<BooleanOption>(&option.kind)) return boolean->initial;
  const auto& number = std::get<NumberOption>(option.kind);
  return number.integer ? Json(static_cast<int>(number.initial)) : Json(number.initial);
}

Json value_of(const Option& option, Project& project, int index) {
  const Option::Field field = option.field(project, index);
  if (auto* const* number = std::get_if<double*>(&field)) return **number;
  if (auto* const* whole = std::get_if<int*>(&field)) return **whole;
  if (auto* const* boolean = std::get_if<bool*>(&field)) return **boolean;
  return *std::get<std::string*>(field);
}

namespace {

std::string text_of(double value) { return Json(value).dump(); }

/// Whole numbers without ".0", others at their shortest.
std::string bound(const NumberOption& option, double value) {
  return option.integer || value == static_cast<int>(value) ? concat({static_cast<int>(value)})
                                                            : text_of(value);
}

/// A value as it stands in a message: short, whatever it is.
std::string quoted(const Json& value) {
  std::string text = value.dump();
  if (text.size() > 60) text = text.substr(0, 57) + "...";
  return text;
}

}  // namespace

void check_option(const Option& option, std::string_view path, const Json& value) {
  if (const auto* choices = std::get_if<ChoiceOption>(&option.kind)) {
    const std::span<const std::string_view> names = choices->choices;
    const bool known =
        value.is_string() && std::find(names.begin(), names.end(), value.get<std::string>()) != names.end();
    if (known) return;
    fail(value.is_string() ? "unknown_choice" : "wrong_type",
         {path, " is ", quoted(value), "; it must be one of ", comma_separated(names), "."}, {.path = path});
  }
  if (std::holds_alternative<BooleanOption>(option.kind)) {
    if (value.is_boolean()) return;
    fail("wrong_type", {path, " is ", quoted(value), "; it must be true or false."}, {.path = path});
  }
  const auto& number = std::get<NumberOption>(option.kind);
  const std::string allowed = concat({"; it must be a ", (number.integer ? "whole " : ""), "number from ",
                                      bound(number, number.min), " to ", bound(number, number.max), "."});
  if (!value.is_number()) fail("wrong_type", {path, " is ", quoted(value), allowed}, {.path = path});
  const double x = value.get<double>();
  const bool whole = !number.integer || x == static_cast<double>(static_cast<long long>(x));
  // Written so that NaN fails too.
  if (!(x >= number.min && x <= number.max) || !whole) {
    fail("out_of_range", {path, " is ", quoted(value), allowed}, {.path = path});
  }
}

}  // namespace vitrine
