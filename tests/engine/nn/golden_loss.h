#pragma once

#include <map>
#include <string>

#include "goldens.h"
#include "nn/loss.h"

namespace vitrine::test {

/// A golden's loss in the engine's words.
/// @param params  among other things, the numbers of the loss; null where there are none.
inline LossOptions loss_options_of(const std::string& loss, const Golden& params) {
  static const std::map<std::string, LossKind> kinds = {
      {"softmax_cross_entropy", LossKind::cross_entropy},
      {"softmax_cross_entropy_soft_targets", LossKind::cross_entropy},
      {"binary_cross_entropy_with_logits", LossKind::binary_cross_entropy},
      {"focal", LossKind::focal},
      {"multi_margin", LossKind::hinge},
      {"mse", LossKind::mse},
      {"mae", LossKind::mae},
      {"huber", LossKind::huber}};
  LossOptions options;
  options.kind = kinds.at(loss);
  const auto take = [&](const char* name, auto& field) {
    if (params.contains(name) && !params[name].is_null()) params[name].get_to(field);
  };
  take("label_smoothing", options.label_smoothing);
  take("class_weights", options.class_weights);
  take("alpha", options.class_weights);
  take("pos_weight", options.positive_weights);
  take("gamma", options.focal_gamma);
  take("margin", options.hinge_margin);
  take("p", options.hinge_power);
  take("delta", options.huber_delta);
  return options;
}

}  // namespace vitrine::test
