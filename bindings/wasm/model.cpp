#include <emscripten/bind.h>

#include "convert.h"
#include "open_data.h"
#include "project/run.h"

namespace vitrine::wasm {
namespace {

using emscripten::val;

std::string create_model(const std::string& project_text, const OpenData& data, const val& weights) {
  return guarded([&] {
    const Project project = parse_project(project_text);
    return to_text(
        write_model(make_model(project, prepare_data(project, data.file->table), to_floats(weights))));
  });
}

}  // namespace

EMSCRIPTEN_BINDINGS(model) { emscripten::function("createModel", &create_model); }

}  // namespace vitrine::wasm
