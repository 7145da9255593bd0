#include <memory>

#include "command.h"
#include "data/csv.h"
#include "error.h"
#include "files.h"
#include "project/report.h"
#include "text.h"

namespace vitrine::cli {
namespace {

struct Arguments {
  std::string data;
  std::string target;
};

std::string text_of(const Json& inspection) {
  std::string text = plain(inspection["rows"]) + " rows, " + std::to_string(inspection["columns"].size()) +
                     " columns; " + plain(inspection["encoding"]) + ", delimiter " +
                     inspection["delimiter"].dump() + ", decimal mark " + inspection["decimal"].dump() +
                     (inspection["header"].get<bool>() ? "" : ", no header") + "\n\n";
  TextTable table({"column", "type", "missing", "distinct", "min", "max"});
  for (const Json& column : inspection["columns"]) {
    table.add({plain(column["name"]), plain(column["type"]), plain(column["missing"]),
               plain(column["distinct"]), column.contains("min") ? plain(column["min"]) : "",
               column.contains("max") ? plain(column["max"]) : ""});
  }
  text += table.text();
  if (!inspection["warnings"].empty()) text += "\n";
  for (const Json& warning : inspection["warnings"]) text += "note: " + plain(warning["message"]) + "\n";
  return text;
}

void run(const Shell& shell, const Arguments& arguments) {
  const CsvFile file = read_csv(read_file(arguments.data));
  if (!arguments.target.empty() && file.table.find(arguments.target) < 0) {
    std::string names;
    for (const Column& column : file.table.columns) names += (names.empty() ? "" : ", ") + column.name;
    fail("unknown_column", {"There is no column \"", arguments.target, "\"; the file has: ", names, "."});
  }
  const Json inspection = report::inspection(file, arguments.target);
  shell.print(inspection, text_of(inspection));
}

}  // namespace

void add_inspect(CLI::App& app, Shell& shell) {
  CLI::App* command = add_command(app, shell, "inspect", "Say what a CSV file holds.");
  const auto arguments = std::make_shared<Arguments>();
  command->add_option("DATA", arguments->data, "CSV file.")->required();
  command->add_option("--target", arguments->target, "Column to predict; adds warnings about it.");
  command->callback([&shell, arguments] { shell.action = [&shell, arguments] { run(shell, *arguments); }; });
}

}  // namespace vitrine::cli
