#pragma once

#include <functional>

#include "project/trial.h"
#include "search/study.h"

namespace vitrine::cli {

/// Which trials are ours: those with trial % count == index.
struct Shard {
  int index = 0, count = 1;
  bool has(int trial) const { return trial % count == index; }
};

/// Runs the trials of a shard that the study still lacks, on so many threads. Which thread runs a trial, and
/// when, does not change its result.
///
/// @param make      makes the trial of a number; called by all threads at once.
/// @param finished  called with every result, by one thread at a time, before the study is told.
/// @throws what a trial or `finished` throws, once all threads have stopped.
void run_trials(Study& study, Shard shard, int workers, const std::function<Trial(int)>& make,
                const std::function<void(const TrialResult&)>& finished);

}  // namespace vitrine::cli
