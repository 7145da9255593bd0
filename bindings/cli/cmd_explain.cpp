#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <set>

#include "command.h"
#include "error.h"
#include "files.h"
#include "project/model_explainer.h"
#include "project/report.h"
#include "text.h"

namespace vitrine::cli {
namespace {

struct Arguments {
  std::string model, data, background;
  std::string method, space, players;
  std::optional<int> coalitions, seed;
};

using Names = std::vector<std::string>;

/// One player per column, or the groups of a file and then each column it leaves out.
std::vector<Names> read_players(const Model& model, const std::string& path) {
  std::vector<Names> players;
  std::set<std::string> free;
  for (const ColumnEncoding& column : model.preprocessing.columns) free.insert(column.name);
  if (!path.empty()) {
    const Json document = parse_json(read_file(path), path);
    const std::string form = path + " must be a list of lists of column names: ";
    if (!document.is_array()) fail("wrong_type", {form, "it is no list."});
    for (const Json& group : document) {
      if (!group.is_array() || group.empty()) fail("wrong_type", {form, group.dump(), " is none."});
      Names& names = players.emplace_back();
      for (const Json& name : group) {
        if (!name.is_string()) fail("wrong_type", {form, name.dump(), " is no name."});
        if (free.erase(name.get<std::string>()) == 0) {
          fail("unknown_column", {path, ": ", name.dump(), " is no column of the model, or is named twice."});
        }
        names.push_back(name.get<std::string>());
      }
    }
  }
  for (const ColumnEncoding& column : model.preprocessing.columns) {
    if (free.count(column.name) > 0) players.push_back({column.name});
  }
  return players;
}

/// The model's own explain options, or the defaults; then what the command line says.
ExplainOptions options_of(const Model& model, const Arguments& arguments) {
  ExplainOptions options =
      explain_options(model.project.is_null() ? default_project() : read_project(model.project));
  if (!arguments.method.empty()) options.method = explain_method(arguments.method);
  if (!arguments.space.empty()) options.space = explain_space(arguments.space);
  options.coalitions = arguments.coalitions.value_or(options.coalitions);
  if (arguments.seed) options.seed = static_cast<std::uint64_t>(*arguments.seed);
  return options;
}

std::string joined(const Json& player) {
  std::string text;
  for (const Json& column : player) text += (text.empty() ? "" : " + ") + plain(column);
  return text;
}

/// Mean |value| of each player over the rows, per class.
std::string text_of(const Json& document) {
  std::vector<std::string> header = {"mean |value|"};
  for (const Json& name : document["classes"]) header.push_back(plain(name));
  TextTable table(std::move(header));
  const Json& values = document["values"];
  for (std::size_t player = 0; player < document["players"].size(); ++player) {
    std::vector<std::string> cells = {joined(document["players"][player])};
    for (std::size_t k = 0; k < document["classes"].size(); ++k) {
      double sum = 0;
      bool finite = true;
      for (const Json& row : values) {
        const Json& value = row[k][player];
        finite = finite && value.is_number();
        if (finite) sum += std::fabs(value.get<double>());
      }
      cells.push_back(finite ? fixed(sum / static_cast<double>(values.size()), 5) : "-");
    }
    table.add(std::move(cells));
  }
  return table.text() + "\n" + std::to_string(values.size()) + " rows, in " + plain(document["space"]) +
         ", " + plain(document["method"]) + "; largest additivity gap " + plain(document["additivity_gap"]) +
         "\n";
}

void run(const Shell& shell, const Arguments& arguments) {
  const Model model = load_model(arguments.model);
  const ExplainOptions options = options_of(model, arguments);
  const std::vector<Names> players = read_players(model, arguments.players);
  const CsvFile file = load_for_model(model, arguments.data);
  const CsvFile background = load_for_model(model, arguments.background);
  const ModelExplainer explainer(model, background.table, all_rows(background.table), players, options);
  Json document = explainer.explain(file.table, all_rows(file.table));
  std::vector<Warning> warnings = model_warnings(model, file);
  for (Warning& warning : model_warnings(model, background)) {
    warning.message = "Background: " + warning.message;
    warnings.push_back(std::move(warning));
  }
  shell.remark(warnings);
  document["warnings"] = Json::array();
  for (const Warning& warning : warnings) document["warnings"].push_back(report::warning(warning));
  shell.print(document, text_of(document));
}

}  // namespace

void add_explain(CLI::App& app, Shell& shell) {
  CLI::App* command =
      add_command(app, shell, "explain", "Shapley values: what each column adds to each prediction.");
  const auto arguments = std::make_shared<Arguments>();
  command->add_option("MODEL", arguments->model, "Model file.")->required();
  command->add_option("DATA", arguments->data, "CSV file with the rows to explain.")->required();
  command->add_option("--background", arguments->background, "CSV file with the rows to compare with.")
      ->required();
  command->add_option("--method", arguments->method, "auto, exact or kernel.");
  command->add_option("--space", arguments->space, "probability, margin or logodds.");
  command->add_option("--players", arguments->players,
                      "JSON list of lists of columns that are switched together.");
  command->add_option("--coalitions", arguments->coalitions, "kernel: coalitions evaluated per row.")
      ->check(CLI::Range(1, 100000000));
  command->add_option("--seed", arguments->seed, "kernel: of the sampled coalitions.")
      ->check(CLI::Range(0, 2147483647));
  command->callback([&shell, arguments] { shell.action = [&shell, arguments] { run(shell, *arguments); }; });
}

}  // namespace vitrine::cli
