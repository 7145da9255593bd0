#pragma once

#include <span>
#include <vector>

#include "train/metrics/class_predictions.h"
#include "train/metrics/metric.h"

/// Whether probabilities mean what they say: of all rows predicted with probability 0.8, four in five should
/// come true.
namespace vitrine::metrics {

/// Rows whose probability lies in one of several equal intervals.
struct ReliabilityBin {
  double lower, upper;
  int rows = 0;
  Metric mean_probability;  ///< What was promised; not available without rows.
  Metric frequency;         ///< Share of the rows that came true; not available without rows.
};

/// Which edge belongs to an interval: [lower, upper) and the last one closed, or (lower, upper] and the first
/// one closed.
enum class BinEdge { lower, upper };

/// Reliability diagram: DeGroot & Fienberg (1983).
///
/// @param probabilities  in [0, 1].
/// @param outcomes       one per probability: 1 where what it was given for came true, else 0.
std::vector<ReliabilityBin> reliability(std::span<const double> probabilities, std::span<const int> outcomes,
                                        int bins = 10, BinEdge closed = BinEdge::lower);

/// Of the confidence, the largest probability of a row: the frequency is then the accuracy.
std::vector<ReliabilityBin> confidence_reliability(const ClassPredictions& predictions, int bins = 10,
                                                   BinEdge closed = BinEdge::lower);

/// Of the probability of class k.
std::vector<ReliabilityBin> class_reliability(const ClassPredictions& predictions, int k, int bins = 10,
                                              BinEdge closed = BinEdge::lower);

/// Mean over rows of |frequency - mean probability| of their bin: Naeini, Cooper & Hauskrecht (2015).
Metric expected_calibration_error(std::span<const ReliabilityBin> bins);

/// The largest |frequency - mean probability| of a bin with rows.
Metric maximum_calibration_error(std::span<const ReliabilityBin> bins);

}  // namespace vitrine::metrics
