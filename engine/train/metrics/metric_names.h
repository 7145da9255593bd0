#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

namespace vitrine::metrics {

/// The metrics that are one number, as documents spell them, in the order of metric_table(): first those of
/// classes. Apart from the table, so that a program which only checks names goes without the functions.
inline constexpr auto metric_names = std::to_array<std::string_view>({
    "accuracy",
    "balanced_accuracy",
    "precision_macro",
    "recall_macro",
    "f1_macro",
    "precision_weighted",
    "recall_weighted",
    "f1_weighted",
    "f1_micro",
    "cohen_kappa",
    "cohen_kappa_linear",
    "cohen_kappa_quadratic",
    "mcc",
    "log_loss",
    "brier",
    "top_3_accuracy",
    "roc_auc",
    "roc_auc_ovr_weighted",
    "roc_auc_ovo_macro",
    "average_precision",
    "ece",
    "mce",
    "r2",
    "rmse",
    "mae",
    "median_absolute_error",
    "max_error",
    "mape",
});

inline constexpr std::size_t class_metrics = 22;

/// Those of classes, and those of numbers.
inline constexpr std::span<const std::string_view> class_metric_names =
    std::span(metric_names).first(class_metrics);
inline constexpr std::span<const std::string_view> number_metric_names =
    std::span(metric_names).subspan(class_metrics);

}  // namespace vitrine::metrics
