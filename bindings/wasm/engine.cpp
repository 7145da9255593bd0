#include <emscripten/bind.h>

#include <memory>

#include "convert.h"
#include "data/sha256.h"
#include "project/model_explainer.h"
#include "project/report.h"
#include "project/run.h"
#include "project/trial.h"

namespace vitrine::wasm {

namespace {

using emscripten::val;

/// A parsed table. Runs share it.
struct Data {
  std::shared_ptr<const CsvFile> file;

  std::shared_ptr<const Table> table() const { return {file, &file->table}; }
};

struct TrialOnData {
  std::shared_ptr<const Table> table;  // the trial reads from it while it lives
  Trial trial;
};

struct ExplainerOnData {
  std::shared_ptr<const Table> table;
  ModelExplainer explainer;
};

Data* open_data(const std::string& project, const std::string& bytes) {
  return guarded(
      [&] { return new Data{std::make_shared<const CsvFile>(read_data(parse_project(project), bytes))}; });
}

Run* create_run(const std::string& project, const Data& data) {
  return guarded([&] { return new Run(parse_project(project), data.table()); });
}

TrialOnData* create_trial(const std::string& project, const Data& data, int trial) {
  return guarded([&] {
    return new TrialOnData{data.table(), Trial(parse_project(project), data.file->table, trial)};
  });
}

ExplainerOnData* create_explainer(const std::string& model_text, const std::string& project_text,
                                  const Data& data) {
  return guarded([&] {
    const Project project = parse_project(project_text);
    const Model model = read_model(parse_json(model_text));
    const std::vector<int> background = background_rows(project, prepare_data(project, data.file->table));
    return new ExplainerOnData{
        data.table(), ModelExplainer(model, data.file->table, background, column_players(model.preprocessing),
                                     explain_options(project))};
  });
}

std::string inspect(const Data& data, const std::string& target) {
  return guarded([&] { return to_text(report::inspection(*data.file, target)); });
}

std::string preview(const Data& data, int rows) {
  return guarded([&] { return to_text(report::preview(data.file->table, rows)); });
}

int advance_run(Run& run, int steps) {
  return guarded([&] { return run.trainer().advance(steps); });
}

std::string evaluate(const Run& run, const std::string& split) {
  return guarded([&] { return to_text(report::scores(run.evaluate(split), run.data().labels.classes)); });
}

val rows_of_split(const Run& run, const std::string& split) {
  return guarded([&] { return to_array(table_rows(run.data(), run.split(split))); });
}

std::string predict(const Run& run, const val& rows) {
  return guarded([&] {
    const Matrix<double> probabilities =
        run.model().probabilities(run.table(), to_rows(rows, run.table().rows()));
    Json list = Json::array();
    for (Eigen::Index row = 0; row < probabilities.cols(); ++row) {
      Json& classes = list.push_back(Json::array());
      for (Eigen::Index k = 0; k < probabilities.rows(); ++k) classes.push_back(probabilities(k, row));
    }
    return to_text(list);
  });
}

val predict_grid(const Run& run, int resolution, double x_min, double x_max, double y_min, double y_max) {
  return guarded([&] { return to_array(run.probability_grid(resolution, {x_min, x_max}, {y_min, y_max})); });
}

}  // namespace

EMSCRIPTEN_BINDINGS(vitrine) {
  using emscripten::allow_raw_pointers;
  using emscripten::function;

  function(
      "sha256", +[](const std::string& bytes) { return sha256(bytes); });
  function(
      "checkProject", +[](const std::string& project) {
        return guarded([&] { return to_text(write_project(parse_project(project))); });
      });
  function(
      "applyTrial", +[](const std::string& project, const std::string& parameters) {
        return guarded([&] {
          return to_text(write_project(apply_trial(parse_project(project), parse_json(parameters))));
        });
      });
  function("openData", &open_data, allow_raw_pointers());
  function("createRun", &create_run, allow_raw_pointers());
  function("createTrial", &create_trial, allow_raw_pointers());
  function("createExplainer", &create_explainer, allow_raw_pointers());

  emscripten::class_<Data>("Data").function("inspect", &inspect).function("preview", &preview);

  emscripten::class_<Run>("Run")
      .function(
          "info", +[](const Run& run) { return guarded([&] { return to_text(report::run_info(run)); }); })
      .function("advance", &advance_run)
      .function(
          "finished", +[](const Run& run) { return run.trainer().finished(); })
      .function(
          "state",
          +[](const Run& run, int history_from) {
            return guarded([&] { return to_text(report::run_state(run, history_from)); });
          })
      .function("evaluate", &evaluate)
      .function(
          "weights", +[](const Run& run) { return to_array(run.trainer().network().flat_parameters()); })
      .function("predictGrid", &predict_grid)
      .function("rows", &rows_of_split)
      .function("predict", &predict)
      .function(
          "model",
          +[](const Run& run) { return guarded([&] { return to_text(write_model(run.model())); }); });

  emscripten::class_<TrialOnData>("Trial")
      .function(
          "advance",
          +[](TrialOnData& self, int steps) { return guarded([&] { return self.trial.advance(steps); }); })
      .function(
          "progress", +[](const TrialOnData& self) { return self.trial.progress(); })
      .function(
          "result", +[](const TrialOnData& self) {
            return guarded([&] { return to_text(report::trial(self.trial.result())); });
          });

  emscripten::class_<ExplainerOnData>("Explainer")
      .function(
          "explain", +[](const ExplainerOnData& self, const val& rows) {
            return guarded([&] {
              return to_text(self.explainer.explain(*self.table, to_rows(rows, self.table->rows())));
            });
          });
}

}  // namespace vitrine::wasm
