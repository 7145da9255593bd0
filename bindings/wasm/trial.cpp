#include "project/trial.h"

#include <emscripten/bind.h>

#include "convert.h"
#include "open_data.h"
#include "project/report.h"

namespace vitrine::wasm {
namespace {

struct TrialOnData {
  std::shared_ptr<const Table> table;  // the trial reads from it while it lives
  Trial trial;
};

TrialOnData* create_trial(const std::string& project, const OpenData& data, int trial) {
  return guarded([&] {
    return new TrialOnData{data.table(), Trial(parse_project(project), data.file->table, trial)};
  });
}

bool advance(TrialOnData& self, int steps) {
  return guarded([&] { return self.trial.advance(steps); });
}

std::string result(const TrialOnData& self) {
  return guarded([&] { return to_text(report::trial(self.trial.result())); });
}

}  // namespace

EMSCRIPTEN_BINDINGS(trial) {
  emscripten::function("createTrial", &create_trial, emscripten::allow_raw_pointers());
  emscripten::class_<TrialOnData>("Trial")
      .function("advance", &advance)
      .function(
          "progress", +[](const TrialOnData& self) { return self.trial.progress(); })
      .function("result", &result);
}

}  // namespace vitrine::wasm
