#include <emscripten/bind.h>

#include "convert.h"
#include "data/sha256.h"
#include "open_data.h"
#include "project/project.h"
#include "project/report.h"
#include "project/run.h"

namespace vitrine::wasm {
namespace {

OpenData* open_data(const std::string& project, const std::string& bytes) {
  return guarded([&] {
    return new OpenData{std::make_shared<const CsvFile>(read_data(parse_project(project), bytes))};
  });
}

std::string inspect(const OpenData& data, const std::string& target) {
  return guarded([&] { return to_text(report::inspection(*data.file, target)); });
}

std::string preview(const OpenData& data, int rows) {
  return guarded([&] { return to_text(report::preview(data.file->table, rows)); });
}

}  // namespace

EMSCRIPTEN_BINDINGS(data) {
  emscripten::function(
      "sha256", +[](const std::string& bytes) { return sha256(bytes); });
  emscripten::function("openData", &open_data, emscripten::allow_raw_pointers());
  emscripten::class_<OpenData>("Data").function("inspect", &inspect).function("preview", &preview);
}

}  // namespace vitrine::wasm
