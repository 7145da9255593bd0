#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "data/warning.h"
#include "json.h"
#include "load.h"

namespace vitrine::cli {

/// What the commands share: how to answer, and what to do once the command line is understood.
struct Shell {
  bool json = false;             ///< One JSON document on standard output, nothing else.
  std::function<void()> action;  ///< Set by the chosen command.

  /// Prints the document with --json, else the text for people.
  void print(const Json& document, const std::string& text) const;

  /// Remarks for people, on standard error; with --json they are part of the document instead.
  void remark(const std::vector<Warning>& warnings) const;
};

/// A command with what every command has.
CLI::App* add_command(CLI::App& app, Shell& shell, const std::string& name, const std::string& help);

/// PROJECT, --data and --set.
/// @returns the option of PROJECT.
CLI::Option* add_project_arguments(CLI::App* command, ProjectArguments& arguments);

void add_describe(CLI::App& app, Shell& shell);
void add_inspect(CLI::App& app, Shell& shell);
void add_train(CLI::App& app, Shell& shell);
void add_validate(CLI::App& app, Shell& shell);
void add_rate_range(CLI::App& app, Shell& shell);
void add_check_gradient(CLI::App& app, Shell& shell);
void add_predict(CLI::App& app, Shell& shell);
void add_explain(CLI::App& app, Shell& shell);
void add_search(CLI::App& app, Shell& shell);
void add_bench(CLI::App& app, Shell& shell);

}  // namespace vitrine::cli
