#include "project/describe.h"

#include <optional>
#include <utility>

#include "data/task.h"
#include "explain/explain_options.h"
#include "nn/loss.h"
#include "project/option_condition.h"
#include "project/options.h"
#include "project/project.h"
#include "search/space.h"
#include "train/metrics/metric_table.h"

namespace vitrine {

namespace {

void describe_use(std::string_view path, const OptionWords& words, Json& entry) {
  entry["unit"] = words.unit;
  entry["help"] = words.help;
  if (const std::optional<OptionCondition> condition = condition_of(path)) {
    entry["only_with"] = {{"option", condition->option}, {"choices", condition->choices}};
  }
}

Json describe_option(const Option& option) {
  Json entry = {{"path", option.path}, {"label", option.words.label}};
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
  describe_use(option.path, option.words, entry);
  return entry;
}

Json describe_list(const ListOption& option) {
  Json entry = {{"path", option.path},      {"label", option.words.label}, {"type", "integers"},
                {"default", Json::array()}, {"longest", option.longest},   {"min", option.min},
                {"max", option.max}};
  describe_use(option.path, option.words, entry);
  return entry;
}

Json describe_task(Task task) {
  Json losses = Json::array();
  for (const std::string_view name : loss_names) {
    if (!output_after(loss_from_name(name), targets_of(task)).empty()) losses.push_back(name);
  }
  Json defaults = Json::object();
  Project project = default_project(task);
  for (const Option& option : option_table()) {
    if (option.path.find("[]") != std::string_view::npos) continue;
    const Json value = value_of(option, project);
    if (value != default_of(option)) defaults[std::string(option.path)] = value;
  }
  return {{"losses", std::move(losses)}, {"defaults", std::move(defaults)}};
}

Json describe_metric(const metrics::MetricRow& row) {
  const Task task = row.of_numbers != nullptr ? Task::regression : Task::classification;
  return {{"name", row.name},
          {"label", row.label},
          {"help", row.help},
          {"task", name_of(task)},
          {"larger_is_better", row.larger_is_better}};
}

}  // namespace

Json describe() {
  Json options = Json::array();
  for (const Option& option : option_table()) options.push_back(describe_option(option));
  Json tasks = Json::object();
  for (const std::string_view name : task_names) {
    tasks[std::string(name)] = describe_task(task_from_name(name));
  }
  Json metrics = Json::array();
  for (const metrics::MetricRow& row : metrics::metric_table()) metrics.push_back(describe_metric(row));
  return {{"vitrine", project_version},
          {"options", std::move(options)},
          {"lists", Json::array({describe_list(milestones_option())})},
          {"tasks", std::move(tasks)},
          {"metrics", std::move(metrics)},
          {"limits", {{"layers", max_layers}, {"exact_columns", automatic_exact_players}}},
          {"search_space", write_search_space(read_search_space(Json()))}};
}

}  // namespace vitrine
