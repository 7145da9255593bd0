#include "bench/measurement.h"

#include <algorithm>
#include <limits>

namespace vitrine::bench {

namespace {

/// Of one call: short enough to stop on time, long enough for the clock not to matter.
constexpr double call_seconds = 0.004;
constexpr int most_units = 1 << 20;

}  // namespace

void Measurement::enter(Phase phase, double now) {
  phase_ = phase;
  started_ = now;
  units_ = 0;
}

int Measurement::units_left() const {
  if (phase_ == Phase::warm_up || !request_.max_steps) return std::numeric_limits<int>::max();
  return *request_.max_steps - units_;
}

bool Measurement::advance(double now) {
  if (started_ < 0) enter(request_.warmup_seconds > 0 ? Phase::warm_up : Phase::timed, now);
  double elapsed = now - started_;
  if (elapsed > 0 && units_ > 0) {
    next_ = static_cast<int>(std::clamp(units_ / elapsed * call_seconds, 1.0, double{most_units}));
  }
  if (phase_ == Phase::warm_up && elapsed >= request_.warmup_seconds && units_ > 0) {
    enter(Phase::timed, now);
    elapsed = 0;
  }
  // A coarse clock may not have moved yet: then the calls that follow do nothing until it has.
  if (phase_ == Phase::timed && units_ > 0 && elapsed > 0 &&
      (elapsed >= request_.min_seconds || units_left() == 0)) {
    seconds_ = elapsed;
    phase_ = Phase::done;
  }
  if (phase_ == Phase::done) return false;
  const int units = std::min(next_, units_left());
  work_->advance(units);
  units_ += units;
  return true;
}

Json Measurement::reply() const {
  Json reply = reply_head(request_);
  reply["seconds"] = seconds_;
  const Json results = work_->reply(units_, seconds_);
  for (const auto& [name, value] : results.items()) reply[name] = value;
  return reply;
}

Json reply_head(const Request& request) {
#if defined(__AVX2__)
  constexpr const char* simd = "avx2";
#elif defined(__wasm_simd128__)
  constexpr const char* simd = "simd128";
#elif defined(__SSE2__)
  constexpr const char* simd = "sse";
#else
  constexpr const char* simd = "none";
#endif
  return {{"contract", "perflab/1"}, {"op", request.op}, {"ok", true}, {"threads", 1}, {"simd", simd},
          {"dtype", "float32"}};
}

}  // namespace vitrine::bench
