#include <algorithm>
#include <memory>

#include "command.h"
#include "error.h"
#include "files.h"
#include "project/metrics_report.h"
#include "project/report.h"
#include "project/run.h"
#include "text.h"

namespace vitrine::cli {
namespace {

struct Arguments {
  ProjectArguments project;
  std::string out;
  bool test = false;
};

Json scores_of(const Run& run, const std::string& split, const std::vector<int>& positions) {
  if (positions.empty()) return nullptr;
  return report::metrics(run, split);
}

/// Every epoch of a short run, about 20 of a long one.
std::string history_text(const Json& epochs) {
  TextTable table({"epoch", "train loss", "train accuracy", "validation loss", "validation accuracy"});
  const std::size_t every = std::max<std::size_t>(1, epochs.size() / 20);
  for (std::size_t i = 0; i < epochs.size(); ++i) {
    if ((i + 1) % every != 0 && i + 1 != epochs.size()) continue;
    const Json& epoch = epochs[i];
    table.add({plain(epoch["epoch"]), fixed(epoch["train_loss"], 4), fixed(epoch["train_accuracy"], 3),
               fixed(epoch["validation_loss"], 4), fixed(epoch["validation_accuracy"], 3)});
  }
  return table.text();
}

std::string text_of(const Json& document) {
  std::string text = history_text(document["epochs"]);
  text += "\n";
  for (const auto& [split, scores] : document["metrics"].items()) {
    if (!scores.is_null())
      text += split + ", " + plain(scores["rows"]) + " rows: " + headline_text(scores) + "\n";
  }
  for (const char* split : {"test", "validation", "train"}) {
    const Json& scores = document["metrics"][split];
    if (scores.is_null() || !scores.contains("confusion")) continue;
    text += std::string("\n") + split + " rows by class\n" + confusion_text(document["metrics"][split]);
    break;
  }
  return text + "\nfingerprint " + plain(document["fingerprint"]) + "\n";
}

void run(const Shell& shell, const Arguments& arguments) {
  LoadedProject loaded = load_project(arguments.project);
  shell.remark(loaded.warnings);
  Run training(std::move(loaded.project), loaded.table);
  shell.remark(training.data().warnings);
  if (arguments.test && training.data().split.test.empty()) {
    fail("no_rows", {"--test: the project's test split is empty; raise data.split.test."},
         {.path = "data.split.test"});
  }
  while (!training.trainer().finished()) training.trainer().advance(10000);
  if (!training.trainer().failure().empty()) fail("training_failed", {training.trainer().failure()});

  const Split& split = training.data().split;
  const Json state = report::run_state(training, 0);
  Json document = Json::object();
  document["fingerprint"] = state["fingerprint"];
  document["epochs"] = state["history"];
  document["metrics"] = {{"train", scores_of(training, "train", split.train)},
                         {"validation", scores_of(training, "validation", split.validation)},
                         {"test", arguments.test ? scores_of(training, "test", split.test) : Json(nullptr)}};
  if (!arguments.out.empty()) write_file(arguments.out, write_model(training.model()).dump() + "\n");
  shell.print(document, text_of(document));
}

}  // namespace

void add_train(CLI::App& app, Shell& shell) {
  CLI::App* command = add_command(app, shell, "train", "Train a project's network.");
  const auto arguments = std::make_shared<Arguments>();
  add_project_arguments(command, arguments->project)->required();
  command->add_option("--out", arguments->out, "Write the trained model here.");
  command->add_flag("--test", arguments->test, "Score the test rows too.");
  command->callback([&shell, arguments] { shell.action = [&shell, arguments] { run(shell, *arguments); }; });
}

}  // namespace vitrine::cli
