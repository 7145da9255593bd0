#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "command.h"
#include "project/prediction_warning.h"
#include "project/report.h"
#include "text.h"

namespace vitrine::cli {
namespace {

struct Arguments {
  std::string model;
  std::string data;
};

std::string text_of(const Json& document) {
  const bool is_number = document["classes"].empty();
  std::vector<std::string> header = {"row", is_number ? "prediction" : "class"};
  for (const Json& name : document["classes"]) header.push_back("p(" + plain(name) + ")");
  TextTable table(std::move(header));
  int row = 0;
  for (const Json& prediction : document["predictions"]) {
    std::vector<std::string> cells = {std::to_string(++row)};
    if (is_number) {
      cells.push_back(plain(prediction["value"]));
    } else {
      cells.push_back(plain(prediction["class"]));
      for (const Json& probability : prediction["probabilities"]) cells.push_back(fixed(probability, 4));
    }
    table.add(std::move(cells));
  }
  return table.text();
}

void run(const Shell& shell, const Arguments& arguments) {
  const Model model = load_model(arguments.model);
  const CsvFile file = load_for_model(model, arguments.data);
  const std::vector<int> rows = all_rows(file.table);
  const Matrix<double> predicted = model.predict(file.table, rows);
  std::vector<Warning> warnings = model_warnings(model, file);
  if (std::optional<Warning> warning = warn_of_no_prediction(model, file.table, rows, predicted)) {
    warnings.push_back(std::move(*warning));
  }
  shell.remark(warnings);
  Json document = report::predictions(model, predicted);
  document["warnings"] = Json::array();
  for (const Warning& warning : warnings) document["warnings"].push_back(report::warning(warning));
  shell.print(document, text_of(document));
}

}  // namespace

void add_predict(CLI::App& app, Shell& shell) {
  CLI::App* command =
      add_command(app, shell, "predict", "Predict the class, or the number, of each row of a CSV file.");
  const auto arguments = std::make_shared<Arguments>();
  command->add_option("MODEL", arguments->model, "Model file.")->required();
  command->add_option("DATA", arguments->data, "CSV file with the model's columns.")->required();
  command->callback([&shell, arguments] { shell.action = [&shell, arguments] { run(shell, *arguments); }; });
}

}  // namespace vitrine::cli
