#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "nn/loss.h"
#include "nn/optimizer.h"
#include "nn/schedule.h"
#include "project/option_condition.h"

namespace vitrine {
namespace {

std::set<std::string> choices_of(std::string_view path) {
  const bool exists = find_option(path) != nullptr || path == milestones_option().path;
  REQUIRE(exists);
  std::set<std::string> names;
  if (const auto condition = condition_of(path)) {
    for (const std::string_view name : condition->choices) names.emplace(name);
  }
  return names;
}

using Names = std::set<std::string>;

TEST_CASE("option conditions: an option counts with the choices that read it") {
  struct Case {
    const char* path;
    Names choices;  // none: always
  };
  for (const Case& each : {
           Case{"training.optimizer.learning_rate", {}},
           Case{"training.optimizer.name", {}},
           Case{"training.optimizer.momentum", {"sgd"}},
           Case{"training.optimizer.rmsprop_momentum", {"rmsprop"}},
           Case{"training.optimizer.weight_decay", {"adamw"}},
           Case{"training.optimizer.decay_all", {"adamw"}},
           Case{"training.optimizer.beta1", {"adam", "amsgrad", "nadam", "adamw"}},
           Case{"training.schedule.factor", {"step", "multi_step", "plateau"}},
           Case{"training.schedule.milestones", {"multi_step"}},
           Case{"training.schedule.warmup_epochs", {"warmup_cosine"}},
           Case{"training.loss", {}},
           Case{"training.label_smoothing", {"cross_entropy"}},
           Case{"training.positive_weight", {"binary_cross_entropy"}},
           Case{"training.class_weights", {"cross_entropy", "binary_cross_entropy", "focal", "hinge"}},
           Case{"training.gradient_clip.norm", {}},
           Case{"training.decision.rule", {}},
           Case{"training.decision.threshold", {"given"}},
           Case{"network.initializer_value", {"normal", "uniform", "constant"}},
           Case{"network.initializer_gain",
                {"he_normal", "he_uniform", "xavier_normal", "xavier_uniform", "lecun_normal",
                 "lecun_uniform", "orthogonal"}},
           Case{"network.layers[].dropout", {}},
           Case{"data.preprocessing.clip", {"min_max"}},
           Case{"data.preprocessing.fill_value", {"constant"}},
           Case{"data.preprocessing.scaling", {}},
       }) {
    CAPTURE(each.path);
    CHECK(choices_of(each.path) == each.choices);
  }
}

TEST_CASE("option conditions: the deciding option is a choice that offers all of them") {
  for (const Option& option : option_table()) {
    const auto condition = condition_of(option.path);
    if (!condition) continue;
    CAPTURE(std::string(option.path));
    const Option* deciding = find_option(condition->option);
    REQUIRE(deciding != nullptr);
    const auto* offered = std::get_if<ChoiceOption>(&deciding->kind);
    REQUIRE(offered != nullptr);
    for (const std::string_view choice : condition->choices) {
      CHECK(std::find(offered->choices.begin(), offered->choices.end(), choice) != offered->choices.end());
    }
  }
}

TEST_CASE("option conditions: what an optimizer or a schedule reads can be set with it") {
  // Conventions of other libraries that the reference values need.
  const Names without_option = {"training.schedule.linear", "training.schedule.absolute_threshold"};
  const auto check = [&](const std::string& group, std::string_view choice,
                         std::span<const std::string_view> read) {
    for (const std::string_view name : read) {
      const std::string path = group + std::string(name);
      CAPTURE(path);
      if (without_option.count(path) == 0) CHECK(choices_of(path).count(std::string(choice)) == 1);
    }
  };
  for (const std::string_view name : optimizer_names) {
    check("training.optimizer.", name, options_read_by(optimizer_from_name(name)));
  }
  for (const std::string_view name : schedule_names) {
    check("training.schedule.", name, options_read_by(schedule_from_name(name)));
  }
}

}  // namespace
}  // namespace vitrine
