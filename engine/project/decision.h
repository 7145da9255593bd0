#pragma once

#include <optional>
#include <string_view>

#include "data/table.h"
#include "project/model_file.h"
#include "project/project.h"
#include "project/run.h"

/// How a project tells two classes apart: training.decision. Network and training do not depend on it.
namespace vitrine {

/// Whether the project has its threshold chosen, for one of the goals of train/metrics/threshold.h.
bool chooses_threshold(const Project& project);

/// @throws Error "wrong_decision" with path "training.decision.rule" for a threshold unless there are two
///         classes, and for one that is to be chosen unless both occur in validation rows: one alone tells
///         nothing.
/// @param remedy  what brings more validation rows, to end a sentence with.
void check_decision(const Project& project, const PreparedData& data,
                    std::string_view remedy = "raise data.split.validation");

/// From which probability on the second of two classes is predicted: what the project gives, or what is best
/// for its goal on the validation rows, as the model predicts them; halfway between two probabilities that
/// occur there, so that rounding moves no row across. None where the most probable class is predicted.
///
/// @param data  its validation rows are those to choose on; others are not looked at.
/// @throws Error "not_finite", as check_finite, where a threshold is to be chosen; else as check_decision.
std::optional<double> decision_threshold(const Project& project, const PreparedData& data, const Table& table,
                                         const Model& model);

}  // namespace vitrine
