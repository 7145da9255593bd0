#include "parallel_search.h"

#include <atomic>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace vitrine::cli {

void run_trials(Study& study, Shard shard, int workers, const std::function<Trial(int)>& make,
                const std::function<void(const TrialResult&)>& finished) {
  std::mutex mutex;  // guards study, finished and failure
  std::exception_ptr failure;
  std::atomic<bool> stop = false;

  const auto next_trial = [&]() -> std::optional<int> {
    const std::lock_guard lock(mutex);
    std::optional<int> trial = study.ask();
    while (trial && !shard.has(*trial)) trial = study.ask();
    return trial;
  };
  const auto work = [&] {
    try {
      while (!stop) {
        const std::optional<int> number = next_trial();
        if (!number) return;
        Trial trial = make(*number);
        while (!trial.advance(10000)) {
          if (stop) return;
        }
        const std::lock_guard lock(mutex);
        finished(trial.result());
        study.tell(trial.result());
      }
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!failure) failure = std::current_exception();
      stop = true;
    }
  };

  std::vector<std::thread> threads;
  for (int i = 1; i < workers; ++i) threads.emplace_back(work);
  work();
  for (std::thread& thread : threads) thread.join();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace vitrine::cli
