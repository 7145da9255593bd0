#include "train/metrics/metric_table.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <limits>

#include "train/metrics/agreement.h"
#include "train/metrics/calibration.h"
#include "train/metrics/class_scores.h"
#include "train/metrics/metric_names.h"
#include "train/metrics/probability_scores.h"

namespace vitrine::metrics {

namespace {

using Classes = const ClassPredictions&;

constexpr double unbounded = std::numeric_limits<double>::infinity();

/// A metric of the predicted classes, from 0 to 1 unless said otherwise.
constexpr MetricRow of_labels(std::string_view name, std::string_view label, std::string_view help,
                              Metric (*function)(Classes), double lowest = 0) {
  return {name, label, help, Needs::labels, true, lowest, 1, function, nullptr};
}

/// A metric of probabilities that is better the larger it is, from 0 to 1.
constexpr MetricRow gain(std::string_view name, std::string_view label, std::string_view help,
                         Metric (*function)(Classes)) {
  return {name, label, help, Needs::probabilities, true, 0, 1, function, nullptr};
}

/// A metric of probabilities that is better the smaller it is, from 0.
constexpr MetricRow cost(std::string_view name, std::string_view label, std::string_view help, double highest,
                         Metric (*function)(Classes)) {
  return {name, label, help, Needs::probabilities, false, 0, highest, function, nullptr};
}

/// An error in numbers, from 0.
constexpr MetricRow error_of_numbers(std::string_view name, std::string_view label, std::string_view help,
                                     Metric (*function)(const NumberPredictions&)) {
  return {name, label, help, Needs::numeric_target, false, 0, unbounded, nullptr, function};
}

constexpr MetricRow table[] = {
    of_labels("accuracy", "Accuracy", "Share of rows whose predicted class is right.",
              [](Classes c) { return accuracy(c.confusion()); }),
    of_labels("balanced_accuracy", "Balanced accuracy",
              "Mean over the classes of the share of their rows that is found: rare classes count as much as "
              "frequent ones.",
              [](Classes c) { return balanced_accuracy(c.confusion()); }),
    of_labels("precision_macro", "Precision, macro",
              "Share of the predictions of a class that are right, averaged over classes; 0 for a class that "
              "is never predicted.",
              [](Classes c) { return averaged_scores(c.confusion(), Averaging::macro).precision; }),
    of_labels("recall_macro", "Recall, macro",
              "Share of the rows of a class that are found, averaged over classes; 0 for a class without "
              "rows.",
              [](Classes c) { return averaged_scores(c.confusion(), Averaging::macro).recall; }),
    of_labels("f1_macro", "F1, macro",
              "Harmonic mean of precision and recall of a class, averaged over classes.",
              [](Classes c) { return averaged_scores(c.confusion(), Averaging::macro).f1; }),
    of_labels("precision_weighted", "Precision, weighted",
              "Share of the predictions of a class that are right, averaged over classes by their rows.",
              [](Classes c) { return averaged_scores(c.confusion(), Averaging::weighted).precision; }),
    of_labels("recall_weighted", "Recall, weighted",
              "Share of the rows of a class that are found, averaged over classes by their rows: the "
              "accuracy.",
              [](Classes c) { return averaged_scores(c.confusion(), Averaging::weighted).recall; }),
    of_labels("f1_weighted", "F1, weighted",
              "Harmonic mean of precision and recall of a class, averaged over classes by their rows.",
              [](Classes c) { return averaged_scores(c.confusion(), Averaging::weighted).f1; }),
    of_labels("f1_micro", "F1, micro", "F1 of all rows pooled: with one class per row, the accuracy.",
              [](Classes c) { return averaged_scores(c.confusion(), Averaging::micro).f1; }),
    of_labels(
        "cohen_kappa", "Cohen's kappa",
        "Agreement with the truth beyond chance: 1 is perfect, 0 is guessing by the classes' frequencies.",
        [](Classes c) { return cohen_kappa(c.confusion(), KappaWeights::equal); }, -1),
    of_labels(
        "cohen_kappa_linear", "Cohen's kappa, linear",
        "Kappa for classes in order: a confusion counts by how many classes it is off.",
        [](Classes c) { return cohen_kappa(c.confusion(), KappaWeights::linear); }, -1),
    of_labels(
        "cohen_kappa_quadratic", "Cohen's kappa, quadratic",
        "Kappa for classes in order: a confusion counts by the square of how many classes it is off.",
        [](Classes c) { return cohen_kappa(c.confusion(), KappaWeights::quadratic); }, -1),
    of_labels(
        "mcc", "Matthews correlation",
        "Correlation of predicted and true classes: 1 is perfect, 0 is no better than a constant.",
        [](Classes c) { return matthews_correlation(c.confusion()); }, -1),
    cost("log_loss", "Log loss", "Mean of -log of the true class's probability, in nats.", unbounded,
         [](Classes c) { return finite("Log loss", log_loss(c)); }),
    cost("brier", "Brier score",
         "Mean squared error of the probabilities: of the second class when there are two, else summed over "
         "classes.",
         2, [](Classes c) { return c.classes() == 2 ? brier_of_two_classes(c) : Metric(brier_sum(c)); }),
    gain("top_3_accuracy", "Top-3 accuracy", "Share of rows whose class is among the three most probable.",
         [](Classes c) { return top_k_accuracy(c, 3); }),
    gain("roc_auc", "ROC AUC",
         "Chance that a row of a class is given a higher probability of it than a row of another: of the "
         "second class when there are two, else averaged over classes.",
         [](Classes c) {
           return c.classes() == 2 ? roc_auc_one_vs_rest(c, 1) : roc_auc_one_vs_rest_macro(c);
         }),
    gain("roc_auc_ovr_weighted", "ROC AUC, weighted",
         "ROC AUC of each class against all others, averaged by their rows.", roc_auc_one_vs_rest_weighted),
    gain("roc_auc_ovo_macro", "ROC AUC, one against one",
         "ROC AUC of each class against each other, averaged over pairs.",
         [](Classes c) { return roc_auc_one_vs_one_macro(c); }),
    gain("average_precision", "Average precision",
         "Area under the precision-recall curve: of the second class when there are two, else averaged over "
         "classes.",
         [](Classes c) {
           return c.classes() == 2 ? average_precision_one_vs_rest(c, 1) : average_precision_macro(c);
         }),
    cost("ece", "Calibration error",
         "How far confidence is from accuracy, on average over ten bins of confidence.", 1,
         [](Classes c) { return expected_calibration_error(confidence_reliability(c)); }),
    cost("mce", "Largest calibration error",
         "How far confidence is from accuracy in the worst of ten bins of confidence.", 1,
         [](Classes c) { return maximum_calibration_error(confidence_reliability(c)); }),
    {"r2", "R squared",
     "Share of the target's variance that the predictions explain: 0 is what its mean would score.",
     Needs::numeric_target, true, -unbounded, 1, nullptr, r_squared},
    error_of_numbers("rmse", "RMSE", "Root of the mean squared error, in the target's unit.",
                     root_mean_squared_error),
    error_of_numbers("mae", "MAE", "Mean absolute error, in the target's unit.", mean_absolute_error),
    error_of_numbers("median_absolute_error", "Median absolute error",
                     "Half of the rows are off by no more than this, in the target's unit.",
                     median_absolute_error),
    error_of_numbers("max_error", "Maximum error", "Error of the worst row, in the target's unit.",
                     max_error),
    error_of_numbers("mape", "Mean absolute percentage error",
                     "Mean absolute error as a share of the target; 0.1 is ten per cent.",
                     mean_absolute_percentage_error),
};

constexpr bool names_agree() {
  if (std::size(table) != metric_names.size()) return false;
  for (std::size_t i = 0; i < std::size(table); ++i) {
    const bool is_of_classes = table[i].needs != Needs::numeric_target;
    if (table[i].name != metric_names[i] || is_of_classes != (i < class_metrics)) return false;
  }
  return true;
}
static_assert(names_agree());

}  // namespace

std::span<const MetricRow> metric_table() { return table; }

const MetricRow* find_metric(std::string_view name) {
  for (const MetricRow& row : metric_table()) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

}  // namespace vitrine::metrics
