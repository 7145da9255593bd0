#include "load.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <numeric>
#include <set>
#include <utility>

#include "data/sha256.h"
#include "error.h"
#include "files.h"
#include "project/run.h"

namespace vitrine::cli {
namespace {

std::filesystem::path datasets_folder() {
  const char* chosen = std::getenv("VITRINE_DATASETS");
  return chosen != nullptr && *chosen != '\0' ? chosen : VITRINE_DATASETS_DIR;
}

/// The value of --set: JSON where it reads as JSON, else text.
Json read_value(const std::string& text) {
  try {
    return parse_json(text);
  } catch (const Error&) {
    return text;
  }
}

/// Applies "path=value": --set training.epochs=50, --set training.optimizer.name=sgd.
void apply_set(Project& project, const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) {
    fail("usage", {"--set takes an option's path and value, as in training.epochs=50, not \"", text, "\"."});
  }
  set_option(project, text.substr(0, equals), read_value(text.substr(equals + 1)));
}

/// The bytes of the project's CSV; none for toys and inline text. A file that replaces the project's data
/// becomes its source, so that a model says what it was trained on.
std::string source_bytes(DataSource& source, const std::string& data_path) {
  if (!data_path.empty()) {
    std::string bytes = read_file(data_path);
    if (source.kind == DataSource::Kind::file) return bytes;  // the reader checks that it is the file meant
    source = DataSource{};
    source.kind = DataSource::Kind::file;
    source.name = std::filesystem::path(data_path).filename().string();
    source.sha256 = sha256(bytes);
    return bytes;
  }
  if (source.kind == DataSource::Kind::file) {
    fail("needs_data", {"This project was made with the file ", source.name, ": give it with --data."},
         {.path = "data.source.file"});
  }
  if (source.kind != DataSource::Kind::dataset) return "";
  const std::filesystem::path path = datasets_folder() / (source.name + ".csv");
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) {
    fail("unknown_dataset",
         {"There is no sample data set \"", source.name, "\": looked for ", path.string(),
          ". VITRINE_DATASETS names another folder."},
         {.path = "data.source.dataset"});
  }
  return read_file(path.string());
}

bool concerns_values(const Warning& warning, const std::set<std::string>& columns) {
  static const std::set<std::string> codes = {"ragged_rows", "mixed_types", "infinite_values",
                                              "precision_loss", "encoding_fallback"};
  if (codes.count(warning.code) == 0) return false;
  return warning.names.empty() ||
         std::any_of(warning.names.begin(), warning.names.end(),
                     [&](const std::string& name) { return columns.count(name) > 0; });
}

}  // namespace

LoadedProject load_project(const ProjectArguments& arguments) {
  LoadedProject loaded;
  loaded.project = parse_project(read_file(arguments.project));
  for (const std::string& set : arguments.sets) apply_set(loaded.project, set);
  check_split(loaded.project);
  DataSource& source = loaded.project.data.source;
  const std::string bytes = source_bytes(source, arguments.data);
  CsvFile file = read_data(loaded.project, bytes);
  loaded.table = std::make_shared<const Table>(std::move(file.table));
  loaded.warnings = std::move(file.warnings);
  if (source.kind != DataSource::Kind::toy) {
    loaded.sha256 = sha256(source.kind == DataSource::Kind::csv ? source.csv : bytes);
  }
  return loaded;
}

Model load_model(const std::string& path) { return read_model(parse_json(read_file(path), path)); }

CsvFile load_for_model(const Model& model, const std::string& path) {
  std::vector<ColumnSchema> schema;
  for (const ColumnEncoding& column : model.preprocessing.columns)
    schema.push_back({column.name, column.type});
  return read_csv(read_file(path), schema);
}

std::vector<Warning> model_warnings(const Model& model, const CsvFile& file) {
  std::set<std::string> columns;
  for (const ColumnEncoding& encoding : model.preprocessing.columns) columns.insert(encoding.name);
  std::vector<Warning> warnings;
  for (const Warning& warning : file.warnings) {
    if (concerns_values(warning, columns)) warnings.push_back(warning);
  }
  for (const ColumnEncoding& encoding : model.preprocessing.columns) {
    const int position = file.table.find(encoding.name);
    if (encoding.type != ColumnType::category || position < 0) continue;
    const Column& column = file.table.columns[static_cast<std::size_t>(position)];
    std::string unknown;
    int count = 0;
    for (const int code : column.codes) {
      if (code < 0) continue;
      const std::string& value = column.categories[static_cast<std::size_t>(code)];
      if (std::find(encoding.categories.begin(), encoding.categories.end(), value) !=
          encoding.categories.end())
        continue;
      if (++count == 1) unknown = value;
    }
    if (count == 0) continue;
    Warning& warning = warnings.emplace_back();
    warning.code = "unknown_category";
    warning.message = "Column \"" + encoding.name + "\" has " + std::to_string(count) +
                      (count == 1 ? " value" : " values") + " the model has never seen, such as \"" +
                      unknown + "\"; they count as none of the known categories.";
    warning.names = {encoding.name};
    warning.count = count;
  }
  return warnings;
}

std::vector<int> all_rows(const Table& table) {
  std::vector<int> rows(static_cast<std::size_t>(table.rows()));
  std::iota(rows.begin(), rows.end(), 0);
  return rows;
}

}  // namespace vitrine::cli
