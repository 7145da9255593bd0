#include <memory>

#include "command.h"
#include "error.h"
#include "project/report.h"
#include "project/run_gradient_check.h"
#include "text.h"

namespace vitrine::cli {
namespace {

struct Arguments {
  ProjectArguments project;
  int rows = 16;
  int steps = 0;
};

std::string text_of(const Json& document) {
  return "Compared the gradient of " + plain(document["checked"]) +
         " parameters with central differences.\nLargest relative error: " + plain(document["worst"]) +
         ", at " + plain(document["parameter"]) + " (analytic " + plain(document["analytic"]) +
         ", numerical " + plain(document["numerical"]) + ").\n" + plain(document["explanation"]) + "\n";
}

void run(const Shell& shell, const Arguments& arguments) {
  LoadedProject loaded = load_project(arguments.project);
  shell.remark(loaded.warnings);
  Run training(std::move(loaded.project), loaded.table);
  training.trainer().advance(arguments.steps);
  if (!training.trainer().failure().empty()) fail("training_failed", {training.trainer().failure()});
  const Json document = report::gradient_check(check_gradient(training, arguments.rows));
  shell.print(document, text_of(document));
}

}  // namespace

void add_check_gradient(CLI::App& app, Shell& shell) {
  CLI::App* command = add_command(app, shell, "check-gradient",
                                  "Compare a network's gradient with finite differences, in float64.");
  const auto arguments = std::make_shared<Arguments>();
  add_project_arguments(command, arguments->project)->required();
  command->add_option("--rows", arguments->rows, "Training rows to take the loss of.")
      ->check(CLI::Range(1, 1000000))
      ->capture_default_str();
  command->add_option("--steps", arguments->steps, "Train so many steps first.")
      ->check(CLI::Range(0, 100000000))
      ->capture_default_str();
  command->callback([&shell, arguments] { shell.action = [&shell, arguments] { run(shell, *arguments); }; });
}

}  // namespace vitrine::cli
