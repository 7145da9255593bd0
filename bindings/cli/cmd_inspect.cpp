#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

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

/// Three digits of a value; an F without a number is infinite, anything else without one undefined.
std::string short_value(const std::string& name, const Json& value) {
  if (!value.is_number()) return name == "f" ? "infinite" : "-";
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, "%.3g", value.get<double>());
  return buffer;
}

/// The values of a measure, "f 119, p 1.67e-31, eta_squared 0.619", or why there is none.
std::string short_association(const Json& association) {
  if (association["measure"].is_null()) return "none: " + plain(association["reason"]);
  std::string text;
  for (const auto& [name, value] : association.items()) {
    if (name == "measure" || name == "meaning" || name == "rows") continue;
    text += (text.empty() ? "" : ", ") + name + " " + short_value(name, value);
  }
  return text;
}

/// Columns, with their association where there is a target.
std::string columns_text(const Json& columns, const std::string& target) {
  std::vector<std::string> header = {"column", "type", "missing", "distinct", "min", "max"};
  if (!target.empty()) header.push_back("association with " + target);
  TextTable table(header);
  std::map<std::string, std::string> meanings;
  for (const Json& column : columns) {
    std::vector<std::string> cells = {plain(column["name"]),
                                      plain(column["type"]),
                                      plain(column["missing"]),
                                      plain(column["distinct"]),
                                      column.contains("min") ? plain(column["min"]) : "",
                                      column.contains("max") ? plain(column["max"]) : ""};
    if (!target.empty()) {
      const Json& association = column["association"];
      cells.push_back(short_association(association));
      if (!association["measure"].is_null())
        meanings[plain(association["measure"])] = plain(association["meaning"]);
    }
    table.add(std::move(cells));
  }
  std::string text = table.text();
  if (!meanings.empty()) text += "\n";
  for (const auto& [measure, meaning] : meanings) text += measure + ": " + meaning + "\n";
  return text;
}

std::string text_of(const Json& inspection, const std::string& target) {
  std::string text = plain(inspection["rows"]) + " rows, " + std::to_string(inspection["columns"].size()) +
                     " columns; " + plain(inspection["encoding"]) + ", delimiter " +
                     inspection["delimiter"].dump() + ", decimal mark " + inspection["decimal"].dump() +
                     (inspection["header"].get<bool>() ? "" : ", no header") + "\n\n";
  text += columns_text(inspection["columns"], target);
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
  Json inspection = report::inspection(file, arguments.target);
  if (!arguments.target.empty()) {
    const Json associations = report::associations(file.table, arguments.target);
    for (std::size_t i = 0; i < associations.size(); ++i)
      inspection["columns"][i]["association"] = associations[i];
  }
  shell.print(inspection, text_of(inspection, arguments.target));
}

}  // namespace

void add_inspect(CLI::App& app, Shell& shell) {
  CLI::App* command = add_command(app, shell, "inspect", "Say what a CSV file holds.");
  const auto arguments = std::make_shared<Arguments>();
  command->add_option("DATA", arguments->data, "CSV file.")->required();
  command->add_option("--target", arguments->target,
                      "Column to predict; adds warnings about it and how each column goes together with it.");
  command->callback([&shell, arguments] { shell.action = [&shell, arguments] { run(shell, *arguments); }; });
}

}  // namespace vitrine::cli
