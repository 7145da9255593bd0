#include "command.h"

#include <iostream>
#include <stdexcept>

namespace vitrine::cli {

void Shell::print(const Json& document, const std::string& text) const {
  if (json) {
    std::cout << document.dump() << '\n';
  } else {
    std::cout << text;
  }
  std::cout.flush();
  if (!std::cout) throw std::runtime_error("Standard output cannot be written.");
}

void Shell::remark(const std::vector<Warning>& warnings) const {
  if (json) return;
  for (const Warning& warning : warnings) std::cerr << "note: " << warning.message << '\n';
}

CLI::App* add_command(CLI::App& app, Shell& shell, const std::string& name, const std::string& help) {
  CLI::App* command = app.add_subcommand(name, help);
  command->add_flag("--json", shell.json, "Print one JSON document and nothing else.");
  return command;
}

CLI::Option* add_project_arguments(CLI::App* command, ProjectArguments& arguments) {
  CLI::Option* project = command->add_option("PROJECT", arguments.project, "Project document, a JSON file.");
  command->add_option("--data", arguments.data, "CSV file that replaces the project's data.");
  command->add_option("--set", arguments.sets, "Set an option, as in training.epochs=50. Repeatable.")
      ->allow_extra_args(false);
  return project;
}

}  // namespace vitrine::cli
