#include "project/options.h"

#include <algorithm>
#include <array>

#include "data/preprocessing.h"
#include "error.h"
#include "explain/explain_options.h"
#include "nn/activation.h"
#include "nn/initializer.h"
#include "nn/optimizer.h"
#include "search/space.h"

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
constexpr NumberOption seed() { return whole(1, 0, 2147483647); }

constexpr std::array<std::string_view, 1> losses = {"cross_entropy"};
constexpr std::array<std::string_view, 1> samplers = {"random"};
constexpr std::array<std::string_view, 2> metrics = {"log_loss", "accuracy"};

constexpr ChoiceOption choice(std::string_view initial, std::span<const std::string_view> choices) {
  return {initial, choices};
}

// The field an option stands for, as a function without captures.
#define VITRINE_FIELD(member) [](Project& project, int) -> Option::Field { return &project.member; }
#define VITRINE_LAYER_FIELD(member) \
  [](Project& project, int index) -> Option::Field { return &project.network.layers[index].member; }

constexpr Option table[] = {
    {"data.source.rows", "Points", "rows", "How many points a generated data set has.",
     whole_log(300, 10, 100000), VITRINE_FIELD(data.source.rows)},
    {"data.source.noise", "Noise", "",
     "Standard deviation of the noise on a generated point; the shapes are 2 wide.", real(0.05, 0, 1),
     VITRINE_FIELD(data.source.noise)},
    {"data.preprocessing.scaling", "Scaling", "",
     "Brings number columns to a common scale, measured on training rows: mean 0 and standard deviation 1 "
     "(standard), smallest to largest value (min_max), or median 0 and distance 1 between two quantiles "
     "(robust).",
     choice("standard", scaling_names), VITRINE_FIELD(data.preprocessing.scaling)},
    {"data.preprocessing.range_low", "Range from", "",
     "Min-max scaling: what a column's smallest training value becomes.", real(0, -100, 0),
     VITRINE_FIELD(data.preprocessing.range_low)},
    {"data.preprocessing.range_high", "Range to", "",
     "Min-max scaling: what a column's largest training value becomes.", real(1, 0.01, 100),
     VITRINE_FIELD(data.preprocessing.range_high)},
    {"data.preprocessing.clip", "Clip", "",
     "Min-max scaling: values beyond those of training rows stop at the ends of the range.",
     BooleanOption{false}, VITRINE_FIELD(data.preprocessing.clip)},
    {"data.preprocessing.quantile_low", "Lower quantile", "%",
     "Robust scaling: the lower end of the distance that becomes 1, as a percentage of the training values.",
     real(25, 0, 49), VITRINE_FIELD(data.preprocessing.quantile_low)},
    {"data.preprocessing.quantile_high", "Upper quantile", "%",
     "Robust scaling: the upper end of the distance that becomes 1, as a percentage of the training values.",
     real(75, 51, 100), VITRINE_FIELD(data.preprocessing.quantile_high)},
    {"data.preprocessing.imputation", "Missing numbers", "",
     "What stands in for a missing number: the column's mean, median or most frequent value over training "
     "rows, or one constant.",
     choice("mean", imputation_names), VITRINE_FIELD(data.preprocessing.imputation)},
    {"data.preprocessing.fill_value", "Constant", "",
     "The constant that stands in for missing numbers, before scaling.", real(0, -1e9, 1e9),
     VITRINE_FIELD(data.preprocessing.fill_value)},
    {"data.preprocessing.missing_indicator", "Missing indicator", "",
     "One more input for each number column with missing values in training rows: 1 where the number is "
     "missing.",
     BooleanOption{false}, VITRINE_FIELD(data.preprocessing.missing_indicator)},
    {"data.preprocessing.missing_category", "Missing categories", "",
     "What a missing category becomes: zeros in all inputs of its column, a category of its own, or the most "
     "frequent one over training rows.",
     choice("zeros", missing_category_names), VITRINE_FIELD(data.preprocessing.missing_category)},
    {"data.preprocessing.rare_share", "Rare below", "",
     "Categories with a smaller share of the training rows share one input, called other.", real(0, 0, 0.5),
     VITRINE_FIELD(data.preprocessing.rare_share)},
    {"data.split.train", "Training share", "", "Share of the rows that the network learns from.",
     real(0.6, 0.05, 1), VITRINE_FIELD(data.split.train)},
    {"data.split.validation", "Validation share", "",
     "Share of the rows that score the network while settings are being chosen.", real(0.2, 0, 0.9),
     VITRINE_FIELD(data.split.validation)},
    {"data.split.test", "Test share", "", "Share of the rows kept aside for one honest score at the end.",
     real(0.2, 0, 0.9), VITRINE_FIELD(data.split.test)},
    {"network.layers[].units", "Units", "units", "Width of a hidden layer.", whole_log(16, 1, 1024),
     VITRINE_LAYER_FIELD(units)},
    {"network.layers[].activation", "Activation", "", "The non-linearity after a hidden layer.",
     choice("relu", activation_names), VITRINE_LAYER_FIELD(activation)},
    {"network.initializer", "Initial weights", "",
     "Where weights start: He suits relu, Xavier suits tanh and sigmoid.",
     choice("he_normal", initializer_names), VITRINE_FIELD(network.initializer)},
    {"training.loss", "Loss", "", "What training minimises: the cross-entropy of the true class, in nats.",
     choice("cross_entropy", losses), VITRINE_FIELD(training.loss)},
    {"training.optimizer.name", "Optimizer", "", "The rule that turns gradients into steps.",
     choice("adam", optimizer_names), VITRINE_FIELD(training.optimizer.name)},
    {"training.optimizer.learning_rate", "Learning rate", "",
     "Size of a step: too small learns slowly, too large overshoots.", logarithmic(0.001, 1e-6, 10),
     VITRINE_FIELD(training.optimizer.learning_rate)},
    {"training.optimizer.momentum", "Momentum", "",
     "SGD: share of the last step that carries over into the next.", real(0.9, 0, 0.9999),
     VITRINE_FIELD(training.optimizer.momentum)},
    {"training.optimizer.beta1", "Beta 1", "", "Adam: memory of the gradient's running mean.",
     real(0.9, 0, 0.9999), VITRINE_FIELD(training.optimizer.beta1)},
    {"training.optimizer.beta2", "Beta 2", "", "Adam: memory of the squared gradient's running mean.",
     real(0.999, 0, 0.999999), VITRINE_FIELD(training.optimizer.beta2)},
    {"training.optimizer.epsilon", "Epsilon", "", "Adam: keeps the division finite where gradients vanish.",
     logarithmic(1e-8, 1e-12, 0.1), VITRINE_FIELD(training.optimizer.epsilon)},
    {"training.batch_size", "Batch size", "rows", "Rows per step.", whole_log(32, 1, 4096),
     VITRINE_FIELD(training.batch_size)},
    {"training.epochs", "Epochs", "epochs", "How often training passes over all its rows.",
     whole_log(100, 1, 100000), VITRINE_FIELD(training.epochs)},
    {"training.l2", "L2", "",
     "Penalty on large weights: adds l2/2 times the sum of their squares to the loss.", logarithmic(0, 0, 10),
     VITRINE_FIELD(training.l2)},
    {"search.sampler", "Sampler", "", "How trials are chosen.", choice("random", samplers),
     VITRINE_FIELD(search.sampler)},
    {"search.metric", "Metric", "", "What makes a trial good: low log loss or high accuracy.",
     choice("log_loss", metrics), VITRINE_FIELD(search.metric)},
    {"search.trials", "Trials", "trials", "How many settings are tried in all.", whole_log(32, 1, 10000),
     VITRINE_FIELD(search.trials)},
    {"search.folds", "Folds", "folds",
     "Each trial is scored by so many-fold cross-validation; with 1, by the validation rows.",
     whole(3, 1, 20), VITRINE_FIELD(search.folds)},
    {"search.repeats", "Repeats", "", "How often the folds are drawn anew.", whole(1, 1, 20),
     VITRINE_FIELD(search.repeats)},
    {"explain.method", "Method", "", "Exact visits every coalition of columns; kernel samples them.",
     choice("auto", explain_method_names), VITRINE_FIELD(explain.method)},
    {"explain.space", "Explained output", "",
     "Probability, margin (the output layer's preactivation) or log-odds: three different games.",
     choice("probability", explain_space_names), VITRINE_FIELD(explain.space)},
    {"explain.background", "Background", "rows", "Training rows that stand for a column being absent.",
     whole_log(100, 1, 1000), VITRINE_FIELD(explain.background)},
    {"explain.coalitions", "Coalitions", "coalitions", "Kernel: coalitions evaluated per row.",
     whole_log(2048, 16, 100000), VITRINE_FIELD(explain.coalitions)},
    {"seeds.data", "Data seed", "", "Repeats the generated points.", seed(), VITRINE_FIELD(seeds.data)},
    {"seeds.split", "Split seed", "", "Repeats which rows train, validate and test.", seed(),
     VITRINE_FIELD(seeds.split)},
    {"seeds.weights", "Weights seed", "", "Repeats the weights training starts from.", seed(),
     VITRINE_FIELD(seeds.weights)},
    {"seeds.shuffle", "Shuffle seed", "", "Repeats the order of rows in every epoch.", seed(),
     VITRINE_FIELD(seeds.shuffle)},
    {"seeds.search", "Search seed", "", "Repeats the trials of a search and their folds.", seed(),
     VITRINE_FIELD(seeds.search)},
    {"seeds.explain", "Explain seed", "", "Repeats the background rows and the sampled coalitions.", seed(),
     VITRINE_FIELD(seeds.explain)},
};

#undef VITRINE_FIELD
#undef VITRINE_LAYER_FIELD

}  // namespace

std::span<const Option> option_table() { return table; }

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

Json describe() {
  Json options = Json::array();
  for (const Option& option : option_table()) {
    Json entry = {{"path", option.path}, {"label", option.label}};
    if (const auto* number = std::get_if<NumberOption>(&option.kind)) {
      entry["type"] = number->integer ? "integer" : "number";
      entry["default"] = default_of(option);
      entry["min"] = number->min;
      entry["max"] = number->max;
      entry["log"] = number->log;
    } else if (const auto* choices = std::get_if<ChoiceOption>(&option.kind)) {
      entry["type"] = "choice";
      entry["default"] = default_of(option);
      entry["choices"] = choices->choices;
    } else {
      entry["type"] = "boolean";
      entry["default"] = default_of(option);
    }
    entry["unit"] = option.unit;
    entry["help"] = option.help;
    options.push_back(std::move(entry));
  }
  return {{"vitrine", project_version},
          {"options", std::move(options)},
          {"limits", {{"layers", max_layers}}},
          {"search_space", write_search_space(read_search_space(Json()))}};
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
