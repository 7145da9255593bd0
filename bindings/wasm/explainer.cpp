#include <emscripten/bind.h>

#include "convert.h"
#include "open_data.h"
#include "project/model_explainer.h"
#include "project/run.h"

namespace vitrine::wasm {
namespace {

struct ExplainerOnData {
  std::shared_ptr<const Table> table;
  ModelExplainer explainer;
};

ExplainerOnData* create_explainer(const std::string& model_text, const std::string& project_text,
                                  const OpenData& data) {
  return guarded([&] {
    const Project project = parse_project(project_text);
    const Model model = read_model(parse_json(model_text));
    const std::vector<int> background = background_rows(project, prepare_data(project, data.file->table));
    return new ExplainerOnData{
        data.table(), ModelExplainer(model, data.file->table, background, column_players(model.preprocessing),
                                     explain_options(project))};
  });
}

std::string explain(const ExplainerOnData& self, const emscripten::val& rows) {
  return guarded(
      [&] { return to_text(self.explainer.explain(*self.table, to_rows(rows, self.table->rows()))); });
}

}  // namespace

EMSCRIPTEN_BINDINGS(explainer) {
  emscripten::function("createExplainer", &create_explainer, emscripten::allow_raw_pointers());
  emscripten::class_<ExplainerOnData>("Explainer").function("explain", &explain);
}

}  // namespace vitrine::wasm
