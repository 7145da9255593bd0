#include "project/curves_report.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "project/measure.h"
#include "project/report.h"
#include "train/metrics/curve_corners.h"
#include "train/metrics/ranking.h"

namespace vitrine::report {

namespace {

using metrics::ClassPredictions;
using metrics::CurvePoint;
using metrics::Interpolation;
using metrics::Measured;

constexpr std::size_t most_points = 200;

/// A curve's points in the order in which they are drawn, x rising and the threshold falling.
struct DrawnCurve {
  std::vector<double> x, y, thresholds;
};

Json write(const DrawnCurve& curve, const char* x, const char* y, Interpolation between) {
  std::vector<CurvePoint> points;
  for (std::size_t i = 0; i < curve.x.size(); ++i) points.push_back({curve.x[i], curve.y[i]});
  Json xs = Json::array(), ys = Json::array(), thresholds = Json::array();
  for (const std::size_t i : metrics::curve_corners(points, between, most_points)) {
    xs.push_back(curve.x[i]);
    ys.push_back(curve.y[i]);
    thresholds.push_back(i == 0 ? Json(nullptr) : number(curve.thresholds[i]));
  }
  return {{x, std::move(xs)}, {y, std::move(ys)}, {"thresholds", std::move(thresholds)}};
}

Json roc(const metrics::RocCurve& curve) {
  return write({curve.false_positive_rate, curve.true_positive_rate, curve.thresholds}, "false_positive_rate",
               "true_positive_rate", Interpolation::straight);
}

Json precision_recall(const metrics::PrecisionRecallCurve& curve) {
  DrawnCurve drawn = {curve.recall, curve.precision, curve.thresholds};
  drawn.thresholds.push_back(0);  // of the point that has none
  for (std::vector<double>* values : {&drawn.x, &drawn.y, &drawn.thresholds}) {
    std::reverse(values->begin(), values->end());
  }
  return write(drawn, "recall", "precision", Interpolation::steps);
}

/// The curve, or null and the reason why there is none.
template <typename Curve>
void add(Json& document, const char* name, const Measured<Curve>& curve, Json (*write)(const Curve&)) {
  document[name] = curve.available() ? write(curve.value()) : Json(nullptr);
  if (!curve.available()) document["not_available"][name] = curve.reason();
}

Json curves_of_class(const ClassPredictions& rows, int k) {
  const std::vector<double> scores = rows.probabilities_of(k);
  const auto positives = std::count(rows.labels().begin(), rows.labels().end(), k);
  Json document = {{"class", rows.confusion().names()[static_cast<std::size_t>(k)]},
                   {"share", static_cast<double>(positives) / rows.rows()},
                   {"not_available", Json::object()}};
  add(document, "roc", metrics::roc_curve(rows.labels(), scores, k), roc);
  add(document, "precision_recall", metrics::precision_recall_curve(rows.labels(), scores, k),
      precision_recall);
  return document;
}

}  // namespace

Json curves(const PreparedData& data, const Table& table, const Network<float>& network,
            std::span<const int> positions) {
  Json classes = Json::array();
  if (data.task == Task::classification) {
    const Measured<ClassPredictions> rows = predict_classes(network, data, table, positions, std::nullopt);
    for (int k = 0; rows.available() && k < rows.value().classes(); ++k) {
      classes.push_back(curves_of_class(rows.value(), k));
    }
  }
  return {{"classes", std::move(classes)}};
}

}  // namespace vitrine::report
