#include <iostream>
#include <memory>
#include <optional>

#include "command.h"
#include "error.h"
#include "parallel_search.h"
#include "project/cross_validation.h"
#include "project/measure.h"
#include "project/nested_validation.h"
#include "project/report.h"
#include "text.h"

namespace vitrine::cli {
namespace {

struct Arguments {
  ProjectArguments project;
  int folds = 0;    ///< 0: the project's.
  int repeats = 0;  ///< 0: the project's.
  bool search = false;
  int workers = 1;
};

std::string text_of(const Json& document) {
  TextTable table({"metric", "mean", "standard deviation", "folds"});
  for (const auto& [metric, spread] : document.items()) {
    if (!spread.is_object() || metric == "not_available") continue;
    table.add({metric, fixed(spread["mean"], 4), fixed(spread["standard_deviation"], 4),
               std::to_string(spread["folds"].size())});
  }
  std::string text = table.text();
  for (const auto& [metric, reason] : document["not_available"].items()) text += plain(reason) + "\n";
  return text;
}

/// The metrics of each fold.
std::vector<std::vector<metrics::Metric>> scores_of(CrossValidation validation) {
  while (!validation.advance(10000)) continue;
  if (!validation.failure().empty()) fail("training_failed", {validation.failure()});
  return validation.scores();
}

/// The best trial of a search over a fold's training rows.
TrialResult search_fold(const NestedValidation& validation, const Fold& fold, int workers) {
  Study study = validation.study();
  const auto make = [&](int trial) { return validation.trial(fold, trial); };
  run_trials(study, Shard{}, workers, make, [](const TrialResult&) {});
  if (const std::optional<std::size_t> best = study.best()) return study.results()[*best];
  const std::string reason = study.results().empty() ? "There are none." : study.results()[0].failure;
  fail("training_failed", {"No trial of the search could be trained. ", reason});
}

struct Searched {
  std::vector<std::vector<metrics::Metric>> scores;  ///< Of each fold.
  Json chosen = Json::array();                       ///< The trial that each fold's own search found best.
};

Searched search_and_score(const NestedValidation& validation, const Shell& shell, int workers) {
  Searched searched;
  for (const Fold& fold : validation.folds()) {
    const TrialResult best = search_fold(validation, fold, workers);
    searched.scores.push_back(scores_of(validation.score(fold, best.parameters)).front());
    searched.chosen.push_back(report::trial(best));
    if (shell.json) continue;
    std::cerr << "fold " << searched.scores.size() << " of " << validation.folds().size() << ": trial "
              << best.trial << ", " << validation.study().options().metric << " "
              << fixed(report::number(best.value), 4) << " within\n";
  }
  return searched;
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
  const std::span<const std::string_view> metrics = metric_names_of(task_from_name(loaded.project.data.task));
  Json document;
  if (arguments.search) {
    const NestedValidation validation(loaded.project, *loaded.table, folds, repeats);
    const Searched searched = search_and_score(validation, shell, arguments.workers);
    document = report::validation(metrics, searched.scores);
    document["chosen"] = searched.chosen;
  } else {
    document =
        report::validation(metrics, scores_of(cross_validate(loaded.project, *loaded.table, folds, repeats)));
  }
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
  CLI::Option* search = command->add_flag(
      "--search", arguments->search,
      "Score the project's search: each fold by the best of a search over the other rows alone.");
  command
      ->add_option("--workers", arguments->workers, "Threads of the searches. Results do not depend on it.")
      ->check(CLI::Range(1, 256))
      ->needs(search);
  command->callback([&shell, arguments] { shell.action = [&shell, arguments] { run(shell, *arguments); }; });
}

}  // namespace vitrine::cli
