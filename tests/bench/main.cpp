/// One contestant, natively.
///
/// usage: bench_NAME INPUTS HIDDEN1 HIDDEN2 OUTPUTS BATCH ROWS SEED WARMUP_SECONDS SECONDS
///
/// Prints steps per second and the last loss.

#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "contestant.h"

namespace {

struct Measured {
  double steps_per_second, loss;
};

Measured run_for(void* training, double seconds, int steps_per_call) {
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  double steps = 0, loss = 0, elapsed = 0;
  do {
    loss = bench_advance(training, steps_per_call);
    steps += steps_per_call;
    elapsed = std::chrono::duration<double>(Clock::now() - start).count();
  } while (elapsed < seconds);
  return {steps / elapsed, loss};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 10) {
    std::fputs("usage: bench_NAME INPUTS HIDDEN1 HIDDEN2 OUTPUTS BATCH ROWS SEED WARMUP_SECONDS SECONDS\n",
               stderr);
    return 2;
  }
  int n[7];
  for (int i = 0; i < 7; ++i) n[i] = std::atoi(argv[i + 1]);
  void* training = bench_create(n[0], n[1], n[2], n[3], n[4], n[5], n[6]);
  const Measured warm = run_for(training, std::atof(argv[8]), 1);
  const int steps_per_call = 1 + static_cast<int>(warm.steps_per_second * 0.004);
  const Measured measured = run_for(training, std::atof(argv[9]), steps_per_call);
  std::printf("{\"stepsPerSecond\": %.1f, \"loss\": %.6f}\n", measured.steps_per_second, measured.loss);
  bench_destroy(training);
}
