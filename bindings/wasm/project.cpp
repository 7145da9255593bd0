#include "project/project.h"

#include <emscripten/bind.h>

#include "convert.h"
#include "project/trial.h"

namespace vitrine::wasm {
namespace {

std::string check_project(const std::string& project) {
  return guarded([&] { return to_text(write_project(parse_project(project))); });
}

std::string apply_parameters(const std::string& project, const std::string& parameters) {
  return guarded(
      [&] { return to_text(write_project(apply_trial(parse_project(project), parse_json(parameters)))); });
}

}  // namespace

EMSCRIPTEN_BINDINGS(project) {
  emscripten::function("checkProject", &check_project);
  emscripten::function("applyTrial", &apply_parameters);
}

}  // namespace vitrine::wasm
