#include <algorithm>
#include <iostream>
#include <memory>
#include <numeric>
#include <optional>

#include "command.h"
#include "error.h"
#include "journal_file.h"
#include "parallel_search.h"
#include "project/metrics_report.h"
#include "project/report.h"
#include "project/run.h"
#include "project/trial.h"
#include "text.h"

namespace vitrine::cli {
namespace {

struct Arguments {
  ProjectArguments project;
  std::string journal;
  int workers = 1;
  std::string shard = "1/1";
  std::vector<std::string> merge;  ///< OUT, then the journals to join.
};

Shard read_shard(const std::string& text) {
  const std::size_t slash = text.find('/');
  const auto number = [](const std::string& digits) {
    const bool plain =
        !digits.empty() && digits.size() < 7 && digits.find_first_not_of("0123456789") == std::string::npos;
    return plain ? std::stoi(digits) : 0;
  };
  const int index = number(text.substr(0, slash));
  const int count = slash == std::string::npos ? 0 : number(text.substr(slash + 1));
  if (index < 1 || index > count) {
    fail("usage", {"--shard takes i/n with i from 1 to n, as in 2/4, not \"", text, "\"."});
  }
  return {index - 1, count};
}

/// Tells a study what its journal holds. Trials beyond the study's number stay in the journal, unused.
void resume(Study& study, const std::vector<TrialResult>& trials) {
  for (const TrialResult& trial : trials) {
    if (trial.trial >= study.options().trials) continue;
    if (trial.parameters != study.parameters(trial.trial)) {
      fail("other_study",
           {"Trial ", trial.trial, " of the journal has other parameters than this study gives it."});
    }
    study.tell(trial);
  }
}

/// Trains the best trial's project as it stands and scores its test rows; null where that cannot be.
Json test_scores(const Project& project, std::shared_ptr<const Table> table, const TrialResult& best) {
  Run run(apply_trial(project, best.parameters), std::move(table));
  if (run.data().split.test.empty()) return nullptr;
  while (!run.trainer().finished()) run.trainer().advance(10000);
  if (!run.trainer().failure().empty()) return nullptr;
  return report::metrics(run, "test", run.model().threshold);
}

std::string layers_text(const Json& layers) {
  std::string text;
  for (const Json& layer : layers) text.append(text.empty() ? "" : "-").append(plain(layer["units"]));
  return text.empty() ? "none" : text;
}

/// The ten best trials, then the best one's test score.
std::string text_of(const Json& document, const StudyOptions& study) {
  std::vector<Json> trials(document["trials"].begin(), document["trials"].end());
  std::stable_sort(trials.begin(), trials.end(), [&](const Json& a, const Json& b) {
    if (a["value"].is_null() || b["value"].is_null()) return !a["value"].is_null() && b["value"].is_null();
    const auto x = a["value"].get<double>(), y = b["value"].get<double>();
    return study.larger_is_better ? x > y : x < y;
  });
  if (trials.empty()) return "No trials.\n";
  std::vector<std::string> header = {"trial", study.metric};
  for (const auto& [path, unused] : trials[0]["parameters"].items()) header.push_back(path);
  TextTable table(std::move(header));
  for (std::size_t i = 0; i < std::min<std::size_t>(trials.size(), 10); ++i) {
    std::vector<std::string> cells = {plain(trials[i]["trial"]), fixed(trials[i]["value"], 4)};
    for (const auto& [path, value] : trials[i]["parameters"].items()) {
      cells.push_back(path == "network.layers" ? layers_text(value) : plain(value));
    }
    table.add(std::move(cells));
  }
  std::string text = table.text();
  if (!document["test"].is_null()) {
    text += "\nTrial " + plain(document["best"]["trial"]) +
            ", trained on the training rows, on the test rows: " + headline_text(document["test"]) + "\n";
  }
  return text;
}

void run_search(const Shell& shell, const Arguments& arguments) {
  const Shard shard = read_shard(arguments.shard);
  const LoadedProject loaded = load_project(arguments.project);
  shell.remark(loaded.warnings);
  Study study(study_options(loaded.project));
  std::optional<JournalFile> journal;
  if (!arguments.journal.empty()) {
    journal.emplace(arguments.journal, study_document(loaded.project, loaded.sha256));
    resume(study, journal->trials());
  }
  const int trials = study.options().trials;
  std::size_t done = study.results().size();
  const auto make = [&](int trial) { return Trial(loaded.project, *loaded.table, trial); };
  run_trials(study, shard, arguments.workers, make, [&](const TrialResult& result) {
    if (journal) journal->append(result);
    ++done;
    if (shell.json) return;
    std::cerr << "trial " << result.trial << ": "
              << (result.failure.empty()
                      ? study.options().metric + " " + fixed(report::number(result.value), 4)
                      : "failed, " + result.failure)
              << " (" << done << " of " << trials << " done)\n";
  });

  Json document = Json::object();
  document["trials"] = Json::array();
  for (const TrialResult& result : study.results()) document["trials"].push_back(report::trial(result));
  const std::optional<std::size_t> best = study.best();
  document["best"] = best ? report::trial(study.results()[*best]) : Json(nullptr);
  // A shard's best is not the study's: the test rows are scored once, for the trial that all trials agree on.
  const bool whole = study.results().size() == static_cast<std::size_t>(trials);
  document["test"] =
      best && whole ? test_scores(loaded.project, loaded.table, study.results()[*best]) : Json(nullptr);
  shell.print(document, text_of(document, study.options()));
}

void merge(const Shell& shell, const Arguments& arguments) {
  const std::vector<std::string> inputs(arguments.merge.begin() + 1, arguments.merge.end());
  const std::size_t trials = merge_journal_files(arguments.merge[0], inputs);
  Json document = Json::object();
  document["journal"] = arguments.merge[0];
  document["trials"] = trials;
  shell.print(document, arguments.merge[0] + " holds " + std::to_string(trials) + " trials.\n");
}

}  // namespace

void add_search(CLI::App& app, Shell& shell) {
  CLI::App* command = add_command(app, shell, "search", "Search for better options.");
  const auto arguments = std::make_shared<Arguments>();
  CLI::Option* project = add_project_arguments(command, arguments->project);
  CLI::Option* journal =
      command->add_option("--journal", arguments->journal, "Keep every trial here; resumes if it exists.");
  command->add_option("--workers", arguments->workers, "Threads. Results do not depend on it.")
      ->check(CLI::Range(1, 256));
  command->add_option("--shard", arguments->shard, "i/n: run only every n-th trial, from the i-th on.");
  CLI::Option* merging =
      command->add_option("--merge", arguments->merge, "OUT A B ...: join the journals of shards.")
          ->expected(2, -1);
  merging->excludes(project)->excludes(journal);
  command->callback([&shell, arguments, project, merging] {
    if (merging->count() > 0) {
      shell.action = [&shell, arguments] { merge(shell, *arguments); };
      return;
    }
    if (project->count() == 0) throw CLI::RequiredError("PROJECT");
    shell.action = [&shell, arguments] { run_search(shell, *arguments); };
  });
}

}  // namespace vitrine::cli
