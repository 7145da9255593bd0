#include <memory>

#include "command.h"
#include "error.h"
#include "project/rate_range.h"
#include "project/report.h"
#include "text.h"

namespace vitrine::cli {
namespace {

struct Arguments {
  ProjectArguments project;
  RateRangeOptions range;
};

std::string text_of(const Json& document) {
  TextTable table({"learning rate", "loss", "smoothed loss"});
  for (const Json& point : document["points"]) {
    table.add({plain(point["learning_rate"]), fixed(point["loss"], 4), fixed(point["smoothed_loss"], 4)});
  }
  const Json& suggestion = document["suggestion"];
  const Json& failure = document["failure"];
  return table.text() + "\n" +
         (failure.is_null() ? "" : "There training failed. " + failure.get<std::string>() + "\n") +
         (suggestion.is_null() ? "The loss falls at none of these rates.\n"
                               : "The loss falls fastest at the learning rate " + plain(suggestion) + ".\n");
}

void run(const Shell& shell, const Arguments& arguments) {
  if (!(arguments.range.lowest_rate < arguments.range.highest_rate)) {
    fail("usage", {"--lowest must be below --highest."});
  }
  const LoadedProject loaded = load_project(arguments.project);
  shell.remark(loaded.warnings);
  const Json document = report::rate_range(test_rate_range(loaded.project, *loaded.table, arguments.range));
  shell.print(document, text_of(document));
}

}  // namespace

void add_rate_range(CLI::App& app, Shell& shell) {
  CLI::App* command =
      add_command(app, shell, "rate-range",
                  "Find a learning rate: train at rates that grow, and see where the loss falls.");
  const auto arguments = std::make_shared<Arguments>();
  RateRangeOptions& range = arguments->range;
  add_project_arguments(command, arguments->project)->required();
  command->add_option("--lowest", range.lowest_rate, "Learning rate of the first step.")
      ->check(CLI::Range(1e-12, 1e3))
      ->capture_default_str();
  command->add_option("--highest", range.highest_rate, "Learning rate of the last step.")
      ->check(CLI::Range(1e-12, 1e3))
      ->capture_default_str();
  command->add_option("--steps", range.steps, "Steps from the lowest to the highest rate.")
      ->check(CLI::Range(2, 100000))
      ->capture_default_str();
  command->callback([&shell, arguments] { shell.action = [&shell, arguments] { run(shell, *arguments); }; });
}

}  // namespace vitrine::cli
