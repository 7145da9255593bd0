#include <emscripten/bind.h>

#include "convert.h"
#include "open_data.h"
#include "project/run.h"

namespace vitrine::wasm {
namespace {

using emscripten::val;

Model model_of(const std::string& project_text, const OpenData& data, const val& weights) {
  const Project project = parse_project(project_text);
  const Table& table = data.file->table;
  return make_model(project, prepare_data(project, table), table, to_floats(weights));
}

std::string create_model(const std::string& project, const OpenData& data, const val& weights) {
  return guarded([&] { return to_text(write_model(model_of(project, data, weights))); });
}

val decision_threshold(const std::string& project, const OpenData& data, const val& weights) {
  return guarded([&] {
    const std::optional<double> threshold = model_of(project, data, weights).threshold;
    return threshold ? val(*threshold) : val::null();
  });
}

}  // namespace

EMSCRIPTEN_BINDINGS(model) {
  emscripten::function("createModel", &create_model);
  emscripten::function("decisionThreshold", &decision_threshold);
}

}  // namespace vitrine::wasm
