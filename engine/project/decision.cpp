#include "project/decision.h"

#include <string>
#include <string_view>
#include <vector>

#include "error.h"
#include "nn/names.h"
#include "train/metrics/threshold.h"

namespace vitrine {

namespace {

constexpr const char* rule_path = "training.decision.rule";

}  // namespace

bool chooses_threshold(const Project& project) {
  const std::string& rule = project.training.decision.rule;
  return rule != "most_probable" && rule != "given";
}

void check_decision(const Project& project, const PreparedData& data, std::string_view remedy) {
  const std::string& rule = project.training.decision.rule;
  if (rule == "most_probable") return;
  if (data.classes() != 2) {
    fail("wrong_decision",
         {rule_path, " is ", rule, ", which needs a target of two classes: choose most_probable."},
         {.path = rule_path});
  }
  if (!chooses_threshold(project)) return;
  bool occurs[2] = {};
  for (const int position : data.split.validation) occurs[data.labels.labels[position]] = true;
  if (occurs[0] && occurs[1]) return;
  fail("wrong_decision",
       {rule_path, " is ", rule, ", which needs validation rows of both classes: ", remedy,
        ", or choose given."},
       {.path = rule_path});
}

std::optional<double> decision_threshold(const Project& project, const PreparedData& data, const Table& table,
                                         const Model& model) {
  check_decision(project, data);
  const auto& decision = project.training.decision;
  if (decision.rule == "most_probable") return std::nullopt;
  if (!chooses_threshold(project)) return decision.threshold;
  check_finite(model);
  const Matrix<double> predicted = model.predict(table, table_rows(data, data.split.validation));
  Labels labels;
  std::vector<double> probabilities;
  for (std::size_t i = 0; i < data.split.validation.size(); ++i) {
    labels.push_back(data.labels.labels[static_cast<std::size_t>(data.split.validation[i])]);
    probabilities.push_back(predicted(1, static_cast<Eigen::Index>(i)));
  }
  const auto goal = static_cast<metrics::ThresholdGoal>(
      position_of_choice("goal", decision.rule, metrics::threshold_goal_names));
  const auto choice = metrics::choose_threshold(labels, probabilities, goal);
  if (!choice.available()) fail("wrong_decision", {choice.reason()}, {.path = rule_path});
  return metrics::middle_of_gap(choice.value().threshold, probabilities);
}

}  // namespace vitrine
