#include "project/option_condition.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <variant>

#include "data/preprocessing.h"
#include "nn/initializer.h"
#include "nn/loss.h"
#include "nn/optimizer.h"
#include "nn/schedule.h"

namespace vitrine {

namespace {

using Names = std::span<const std::string_view>;

bool contains(Names names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// The choices whose row of a table reads the option called `name`.
template <typename Kind>
std::vector<std::string_view> readers(Names choices, std::string_view name, Names (*read_by)(Kind)) {
  std::vector<std::string_view> found;
  for (std::size_t kind = 0; kind < choices.size(); ++kind) {
    if (contains(read_by(static_cast<Kind>(kind)), name)) found.push_back(choices[kind]);
  }
  return found;
}

/// Losses that read an option, among those that a person can choose.
std::vector<std::string_view> losses_reading(std::string_view name) {
  const auto offered = std::get<ChoiceOption>(find_option("training.loss")->kind).choices;
  std::vector<std::string_view> found;
  for (const std::string_view loss : offered) {
    const Names read = options_of(loss_from_name(loss));
    // Two outputs' weights are one: that of the second over that of the first.
    const bool one_weight = contains(read, "positive_weights");
    const bool reads = name == "class_weights"     ? one_weight || contains(read, name)
                       : name == "positive_weight" ? one_weight
                                                   : contains(read, name);
    if (reads) found.push_back(loss);
  }
  return found;
}

std::vector<std::string_view> initializers(bool scaled) {
  std::vector<std::string_view> found;
  for (const std::string_view name : initializer_names) {
    const Initializer kind = initializer_from_name(name);
    const bool has_value =
        kind == Initializer::normal || kind == Initializer::uniform || kind == Initializer::constant;
    if (scaled ? !has_value && kind != Initializer::zeros : has_value) found.push_back(name);
  }
  return found;
}

struct Fixed {
  std::string_view path, option, choice;
};

constexpr Fixed fixed[] = {
    {"data.preprocessing.range_low", "data.preprocessing.scaling", "min_max"},
    {"data.preprocessing.range_high", "data.preprocessing.scaling", "min_max"},
    {"data.preprocessing.clip", "data.preprocessing.scaling", "min_max"},
    {"data.preprocessing.quantile_low", "data.preprocessing.scaling", "robust"},
    {"data.preprocessing.quantile_high", "data.preprocessing.scaling", "robust"},
    {"data.preprocessing.fill_value", "data.preprocessing.imputation", "constant"},
    {"training.decision.threshold", "training.decision.rule", "given"},
};

/// What follows `prefix`; empty where the path does not start with it.
std::string_view after(std::string_view path, std::string_view prefix) {
  return path.substr(0, prefix.size()) == prefix ? path.substr(prefix.size()) : std::string_view();
}

OptionCondition candidate(std::string_view path) {
  for (const Fixed& row : fixed) {
    if (row.path == path) return {row.option, {row.choice}};
  }
  if (path == "network.initializer_value") return {"network.initializer", initializers(false)};
  if (path == "network.initializer_gain") return {"network.initializer", initializers(true)};
  if (const std::string_view name = after(path, "training.optimizer."); !name.empty()) {
    // Which parameters decay is no number of the rule, but says nothing without a decay.
    const std::string_view read = name == "decay_all" ? "weight_decay" : name;
    return {"training.optimizer.name", readers<OptimizerKind>(optimizer_names, read, options_read_by)};
  }
  if (const std::string_view name = after(path, "training.schedule."); !name.empty()) {
    return {"training.schedule.name", readers<ScheduleKind>(schedule_names, name, options_read_by)};
  }
  return {"training.loss", losses_reading(after(path, "training."))};
}

}  // namespace

std::optional<OptionCondition> condition_of(std::string_view path) {
  OptionCondition found = candidate(path);
  if (found.choices.empty()) return std::nullopt;
  return found;
}

}  // namespace vitrine
