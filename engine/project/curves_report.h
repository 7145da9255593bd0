#pragma once

#include <span>

#include "json.h"
#include "project/run.h"

/// The curves behind the metrics of classes, as JSON to be drawn.
namespace vitrine::report {

/// {"classes": [{"class", "share", "roc": {"false_positive_rate", "true_positive_rate", "thresholds"} or
/// null, "precision_recall": {"recall", "precision", "thresholds"} or null, "not_available": {curve:
/// reason}}]}, each class against all others; none for a numeric target, or where nothing can be said of the
/// predictions.
///
/// The share is that of the class's rows among all. Thresholds fall along both curves; the first point, where
/// nothing is predicted as the class, has none: null. Between its points an ROC curve is straight; a
/// precision-recall curve keeps a point's precision back to the recall before it, so that the area below it
/// is the average precision. Each has at most 200 points, all of its corners where they are no more.
///
/// @param positions  of the prepared labels.
Json curves(const PreparedData& data, const Table& table, const Network<float>& network,
            std::span<const int> positions);

}  // namespace vitrine::report
