#include <algorithm>
#include <chrono>
#include <filesystem>
#include <memory>
#include <utility>

#include "command.h"
#include "error.h"
#include "files.h"
#include "project/checkpoint.h"
#include "project/metrics_report.h"
#include "project/report.h"
#include "project/run.h"
#include "text.h"

namespace vitrine::cli {
namespace {

struct Arguments {
  ProjectArguments project;
  std::string out;
  std::string checkpoint;       ///< Empty: none.
  double checkpoint_every = 1;  ///< Seconds.
  bool test = false;
};

/// A run kept in a file: taken up where the file left it, and written while it goes on, so that whatever
/// interrupts it costs little.
class CheckpointFile {
 public:
  CheckpointFile(std::string path, double every, std::string data_sha256)
      : path_(std::move(path)), every_(every), data_sha256_(std::move(data_sha256)) {}

  void resume(Run& run) const {
    std::error_code ignored;
    if (!std::filesystem::exists(path_, ignored)) return;
    Checkpoint checkpoint = read_checkpoint(parse_json(read_file(path_), path_));
    check_same_run(checkpoint, run.project(), data_sha256_);
    run.trainer().resume(std::move(checkpoint.state));
  }

  void write(const Run& run) {
    write_file(path_, write_checkpoint(run.project(), data_sha256_, run.trainer().state()).dump() + "\n");
    written_ = Clock::now();
  }

  void write_now_and_then(const Run& run) {
    if (Clock::now() - written_ >= every_) write(run);
  }

 private:
  using Clock = std::chrono::steady_clock;

  std::string path_;
  std::chrono::duration<double> every_;
  std::string data_sha256_;
  Clock::time_point written_ = Clock::now();
};

/// Trains to the end. When it happens to be written changes nothing in a run.
void train(Run& run, const Arguments& arguments, const std::string& data_sha256) {
  constexpr int slice = 50;  // steps: short enough to write in time
  if (arguments.checkpoint.empty()) {
    while (!run.trainer().finished()) run.trainer().advance(10000);
    return;
  }
  CheckpointFile file(arguments.checkpoint, arguments.checkpoint_every, data_sha256);
  file.resume(run);
  while (!run.trainer().finished()) {
    run.trainer().advance(slice);
    file.write_now_and_then(run);
  }
  file.write(run);
}

Json scores_of(const Run& run, const Model& model, const std::string& split) {
  if (run.split(split).empty()) return nullptr;
  return report::metrics(run, split, model.threshold);
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
    text += std::string("\n") + split + " rows by class";
    if (!scores["threshold"].is_null()) {
      text +=
          ", " + plain(scores["classes"][1]) + " from probability " + fixed(scores["threshold"], 4) + " on";
    }
    text += "\n" + confusion_text(scores);
    break;
  }
#ifdef __FMA__
  constexpr const char* whose = " (of this build for AVX2 and FMA; others give another one)";
#else
  constexpr const char* whose = "";
#endif
  return text + "\nfingerprint " + plain(document["fingerprint"]) + whose + "\n";
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
  for (const std::string& path : {arguments.out, arguments.checkpoint}) {
    if (!path.empty()) check_writable(path);
  }
  train(training, arguments, loaded.sha256);
  if (!training.trainer().failure().empty()) fail("training_failed", {training.trainer().failure()});

  const Model model = training.model();
  const Json state = report::run_state(training, 0);
  Json document = Json::object();
  document["fingerprint"] = state["fingerprint"];
  document["epochs"] = state["history"];
  document["stopped_early"] = state["stopped_early"];
  document["best_epoch"] = state["best_epoch"];
  document["metrics"] = {{"train", scores_of(training, model, "train")},
                         {"validation", scores_of(training, model, "validation")},
                         {"test", arguments.test ? scores_of(training, model, "test") : Json(nullptr)}};
  if (!arguments.out.empty()) write_file(arguments.out, write_model(model).dump() + "\n");
  shell.print(document, text_of(document));
}

}  // namespace

void add_train(CLI::App& app, Shell& shell) {
  CLI::App* command = add_command(app, shell, "train", "Train a project's network.");
  const auto arguments = std::make_shared<Arguments>();
  add_project_arguments(command, arguments->project)->required();
  command->add_option("--out", arguments->out, "Write the trained model here.");
  command->add_option("--checkpoint", arguments->checkpoint,
                      "Keep the run in this file, and continue it from there if it exists.");
  command->add_option("--checkpoint-every", arguments->checkpoint_every, "Write it after so many seconds.")
      ->check(CLI::Range(0.0, 1e9))
      ->capture_default_str();
  command->add_flag("--test", arguments->test, "Score the test rows too.");
  command->callback([&shell, arguments] { shell.action = [&shell, arguments] { run(shell, *arguments); }; });
}

}  // namespace vitrine::cli
