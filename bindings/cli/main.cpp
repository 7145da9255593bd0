#include <algorithm>
#include <exception>
#include <iostream>
#include <string>

#include "command.h"
#include "error.h"

namespace {

using vitrine::Json;

#ifdef __FMA__
constexpr const char* version =
    "vitrine " VITRINE_VERSION ", for AVX2 and FMA: its fingerprints are its own, not those of other builds";
#else
constexpr const char* version = "vitrine " VITRINE_VERSION;
#endif

/// Exit status, as the command line promises.
enum Status { success = 0, our_failure = 1, bad_input = 2 };

/// Says on standard error what went wrong: one JSON object, or a sentence.
void report_error(bool json, const std::string& code, const std::string& message, const std::string& path,
                  int line) {
  if (!json) {
    std::cerr << "vitrine: " << message << '\n';
    return;
  }
  Json error = {{"code", code}, {"message", message}};
  if (!path.empty()) error["path"] = path;
  if (line > 0) error["line"] = line;
  Json document = Json::object();
  document["error"] = std::move(error);
  std::cerr << document.dump() << '\n';
}

/// What the parser says, in words that name the commands where one is missing or unknown.
std::string usage_message(const CLI::App& app, const CLI::ParseError& error, int argc, char** argv) {
  const bool unknown = argc >= 2 && argv[1][0] != '-';
  const bool missing = dynamic_cast<const CLI::RequiredError*>(&error) != nullptr;
  if (!app.get_subcommands().empty() || (!unknown && !missing)) return error.what();
  std::string commands;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    commands += (commands.empty() ? "" : ", ") + command->get_name();
  }
  const std::string start =
      unknown ? "There is no command \"" + std::string(argv[1]) + "\"" : "A command is required";
  return start + "; there are " + commands + ".";
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Vitrine: train, tune and explain neural networks.", "vitrine"};
  vitrine::cli::Shell shell;
  app.set_version_flag("--version", version);
  app.require_subcommand(1);
  vitrine::cli::add_describe(app, shell);
  vitrine::cli::add_inspect(app, shell);
  vitrine::cli::add_train(app, shell);
  vitrine::cli::add_validate(app, shell);
  vitrine::cli::add_rate_range(app, shell);
  vitrine::cli::add_check_gradient(app, shell);
  vitrine::cli::add_predict(app, shell);
  vitrine::cli::add_explain(app, shell);
  vitrine::cli::add_search(app, shell);
  vitrine::cli::add_bench(app, shell);

  // Looked for by hand: a command line that does not parse must answer in the form it asked for.
  const bool json =
      std::any_of(argv, argv + argc, [](const char* argument) { return std::string(argument) == "--json"; });
  try {
    app.parse(argc, argv);
    shell.action();
    return success;
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);  // --help and --version
    report_error(json, "usage", usage_message(app, error, argc, argv), "", 0);
    if (!json) std::cerr << "Run with --help for more information.\n";
    return bad_input;
  } catch (const vitrine::Error& error) {
    report_error(json, error.code(), error.what(), error.path(), error.line());
    return bad_input;
  } catch (const std::exception& error) {
    report_error(json, "internal", std::string("This should not happen: ") + error.what(), "", 0);
    return our_failure;
  }
}
