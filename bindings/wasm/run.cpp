#include "project/run.h"

#include <emscripten/bind.h>

#include <optional>

#include "convert.h"
#include "open_data.h"
#include "project/report.h"

namespace vitrine::wasm {
namespace {

using emscripten::val;

Run* create_run(const std::string& project, const OpenData& data) {
  return guarded([&] { return new Run(parse_project(project), data.table()); });
}

std::string info(const Run& run) {
  return guarded([&] { return to_text(report::run_info(run)); });
}

int advance(Run& run, int steps) {
  return guarded([&] { return run.trainer().advance(steps); });
}

std::string state(const Run& run, int history_from) {
  return guarded([&] { return to_text(report::run_state(run, history_from)); });
}

/// @param threshold  NaN for the most probable class: a number costs less to pass than one that may be null.
std::string evaluate(const Run& run, const std::string& split, double threshold) {
  return guarded([&] {
    const bool decides = threshold == threshold;
    return to_text(report::scores(run, split, decides ? std::optional(threshold) : std::nullopt));
  });
}

val rows_of_split(const Run& run, const std::string& split) {
  return guarded([&] { return to_array(table_rows(run.data(), run.split(split))); });
}

val predict_grid(const Run& run, int resolution, double x_min, double x_max, double y_min, double y_max) {
  return guarded([&] { return to_array(run.probability_grid(resolution, {x_min, x_max}, {y_min, y_max})); });
}

}  // namespace

EMSCRIPTEN_BINDINGS(run) {
  emscripten::function("createRun", &create_run, emscripten::allow_raw_pointers());
  emscripten::class_<Run>("Run")
      .function("info", &info)
      .function("advance", &advance)
      .function(
          "finished", +[](const Run& run) { return run.trainer().finished(); })
      .function("state", &state)
      .function("evaluate", &evaluate)
      .function(
          "weights", +[](const Run& run) { return to_array(run.trainer().network().flat_parameters()); })
      .function("predictGrid", &predict_grid)
      .function("rows", &rows_of_split);
}

}  // namespace vitrine::wasm
