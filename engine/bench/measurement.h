#pragma once

#include <memory>
#include <utility>

#include "bench/work.h"

namespace vitrine::bench {

/// Work against the clock: a warm-up, then the timed part, for as long as the request asks for.
///
/// The caller reads the clock between calls of a few milliseconds. That is also what the page does, and what
/// V8 needs: it swaps optimised code in when a wasm function is entered, so that a loop that is entered once
/// would be measured in its baseline tier.
class Measurement {
 public:
  Measurement(Request request, std::unique_ptr<Work> work)
      : request_(std::move(request)), work_(std::move(work)) {}

  /// Does a few milliseconds of work. @returns whether there is more to do.
  /// @param now  seconds of a clock that never goes back.
  bool advance(double now);

  bool timing() const { return phase_ != Phase::warm_up; }  ///< Whether the timed part has begun.
  double started() const { return started_; }  ///< The timed part's begin, on the caller's clock.
  double seconds() const { return seconds_; }  ///< What it took; once all is done.

  /// The contract's reply, once all is done, but for who answers.
  Json reply() const;

 private:
  enum class Phase { warm_up, timed, done };

  void enter(Phase phase, double now);
  int units_left() const;

  Request request_;
  std::unique_ptr<Work> work_;
  Phase phase_ = Phase::warm_up;
  double started_ = -1;  ///< Of the phase; below 0 before the first call.
  double seconds_ = 0;
  int units_ = 0;  ///< Of the phase.
  int next_ = 1;   ///< Units of the next call.
};

/// What every reply begins with: {"contract", "op", "ok", "threads", "simd", "dtype"}, simd being "avx2",
/// "sse", "simd128" or "none".
Json reply_head(const Request& request);

}  // namespace vitrine::bench
