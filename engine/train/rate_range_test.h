#pragma once

#include <optional>
#include <string>
#include <vector>

namespace vitrine {

struct RateRangeOptions {
  double lowest_rate = 1e-6;
  double highest_rate = 10;
  int steps = 100;         ///< At least 2.
  double smoothing = 0.9;  ///< Share of the running mean of losses that a step keeps, in [0, 1).
  double tolerance = 4;    ///< The test ends when the smoothed loss exceeds the best so far by this factor.
};

/// Finds a learning rate: Smith (2017), section 3.3. A network trains for some steps while the rate grows by
/// the same factor from each step to the next; the loss falls fastest at a good rate and explodes above it.
///
/// The caller trains: while (!test.finished()) test.add(loss of a step taken at test.rate()). Losses are
/// smoothed by an exponential average, corrected for its start at zero like Adam's.
class RateRangeTest {
 public:
  struct Point {
    double rate;
    double loss;      ///< Of the batch, before the step at this rate.
    double smoothed;  ///< The average up to here.
  };

  explicit RateRangeTest(const RateRangeOptions& options);

  /// Whether every rate had its turn, or the loss exploded or was not a number.
  bool finished() const;

  /// Of the next step: lowest_rate (highest_rate / lowest_rate)^(i / (steps - 1)).
  double rate() const;

  /// Takes the loss of the next step. One that is not finite ends the test and makes no point.
  void add(double loss);

  /// Ends the test before its last rate. @param failure  why, in words for people.
  void end(std::string failure);

  const std::string& failure() const { return failure_; }  ///< Empty if nobody ended it.

  const std::vector<Point>& points() const { return points_; }

  /// The rate where the smoothed loss falls fastest against the logarithm of the rate, by central
  /// differences. The first tenth of the steps, where the average rests on few losses, is left out. None if
  /// the loss falls nowhere.
  std::optional<double> suggestion() const;

 private:
  RateRangeOptions options_;
  std::vector<Point> points_;
  double kept_ = 1;  ///< smoothing^i: what the start at zero would weigh in the average.
  double best_;      ///< Smallest smoothed loss.
  bool exploded_ = false;
  std::string failure_;
};

}  // namespace vitrine
