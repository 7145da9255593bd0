#include "command.h"
#include "project/describe.h"
#include "text.h"

namespace vitrine::cli {
namespace {

std::string allowed(const Json& option) {
  if (option.contains("choices")) {
    std::string text;
    for (const Json& choice : option["choices"]) text += (text.empty() ? "" : ", ") + plain(choice);
    return text;
  }
  if (option["type"] == "boolean") return "true, false";
  const std::string numbers = plain(option["min"]) + " to " + plain(option["max"]);
  return option["type"] == "integers" ? "up to " + plain(option["longest"]) + " of " + numbers : numbers;
}

std::string text_of(const Json& description) {
  TextTable table({"option", "default", "allowed", "meaning"});
  for (const char* kind : {"options", "lists"}) {
    for (const Json& option : description[kind]) {
      table.add({plain(option["path"]), plain(option["default"]), allowed(option), plain(option["help"])});
    }
  }
  return table.text();
}

}  // namespace

void add_describe(CLI::App& app, Shell& shell) {
  CLI::App* command = add_command(app, shell, "describe", "List every option: default, range, meaning.");
  command->callback([&shell] {
    shell.action = [&shell] {
      const Json description = describe();
      shell.print(description, text_of(description));
    };
  });
}

}  // namespace vitrine::cli
