#include <emscripten/bind.h>

#include "convert.h"
#include "open_data.h"
#include "project/model_explainer.h"
#include "project/run.h"

namespace vitrine::wasm {
namespace {

using emscripten::val;

struct ExplainerOnData {
  std::shared_ptr<const Table> table;
  ModelExplainer explainer;
};

ExplainerOnData* create_explainer(const std::string& project_text, const OpenData& data, const val& weights) {
  return guarded([&] {
    const Project project = parse_project(project_text);
    const PreparedData prepared = prepare_data(project, data.file->table);
    const Model model = make_model(project, prepared, data.file->table, to_floats(weights));
    return new ExplainerOnData{data.table(),
                               ModelExplainer(model, data.file->table, background_rows(project, prepared),
                                              column_players(model.preprocessing), explain_options(project))};
  });
}

std::string explain(const ExplainerOnData& self, const val& rows) {
  return guarded(
      [&] { return to_text(self.explainer.explain(*self.table, to_rows(rows, self.table->rows()))); });
}

}  // namespace

EMSCRIPTEN_BINDINGS(explainer) {
  emscripten::function("createExplainer", &create_explainer, emscripten::allow_raw_pointers());
  emscripten::class_<ExplainerOnData>("Explainer").function("explain", &explain);
}

}  // namespace vitrine::wasm
