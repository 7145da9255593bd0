#include <memory>

#include "command.h"
#include "error.h"
#include "project/cross_validation.h"
#include "project/measure.h"
#include "project/report.h"
#include "text.h"

namespace vitrine::cli {
namespace {

struct Arguments {
  ProjectArguments project;
  int folds = 0;    ///< 0: the project's.
  int repeats = 0;  ///< 0: the project's.
};

std::string text_of(const Json& document) {
  TextTable table({"metric", "mean", "standard deviation", "folds"});
  for (const auto& [metric, spread] : document.items()) {
    if (metric == "not_available" || spread.is_null()) continue;
    table.add({metric, fixed(spread["mean"], 4), fixed(spread["standard_deviation"], 4),
               std::to_string(spread["folds"].size())});
  }
  std::string text = table.text();
  for (const auto& [metric, reason] : document["not_available"].items()) text += plain(reason) + "\n";
  return text;
}

void run(const Shell& shell, const Arguments& arguments) {
  const LoadedProject loaded = load_project(arguments.project);
  shell.remark(loaded.warnings);
  const int folds = arguments.folds > 0 ? arguments.folds : loaded.project.search.folds;
  const int repeats = arguments.repeats > 0 ? arguments.repeats : loaded.project.search.repeats;
  if (folds < 2) {
    fail("out_of_range", {"Validation needs 2 or more folds, and search.folds is ", folds, ": give --folds."},
         {.path = "search.folds"});
  }
  CrossValidation validation = cross_validate(loaded.project, *loaded.table, folds, repeats);
  while (!validation.advance(10000)) continue;
  if (!validation.failure().empty()) fail("training_failed", {validation.failure()});
  const Json document =
      report::validation(metric_names_of(task_from_name(loaded.project.data.task)), validation.scores());
  shell.print(document, text_of(document));
}

}  // namespace

void add_validate(CLI::App& app, Shell& shell) {
  CLI::App* command =
      add_command(app, shell, "validate", "Score a project by stratified, repeated cross-validation.");
  const auto arguments = std::make_shared<Arguments>();
  add_project_arguments(command, arguments->project)->required();
  command->add_option("--folds", arguments->folds, "Folds, 2 or more; else the project's search.folds.")
      ->check(CLI::Range(2, 1000000));
  command->add_option("--repeats", arguments->repeats, "Repetitions; else the project's search.repeats.")
      ->check(CLI::Range(1, 1000000));
  command->callback([&shell, arguments] { shell.action = [&shell, arguments] { run(shell, *arguments); }; });
}

}  // namespace vitrine::cli
