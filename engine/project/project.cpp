#include "project/project.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "data/task.h"
#include "data/toys.h"
#include "error.h"
#include "nn/loss.h"
#include "project/options.h"

namespace vitrine {

namespace {

/// @param path  empty for the project itself.
const Json& require_object(const Json& value, const std::string& path) {
  if (!value.is_object()) {
    fail("wrong_type", {path.empty() ? "The project" : path, " must be an object: {...}."}, {.path = path});
  }
  return value;
}

std::string require_text(const Json& value, const std::string& path) {
  if (!value.is_string()) fail("wrong_type", {path, " must be a text in quotes."}, {.path = path});
  return value.get<std::string>();
}

void assign(const Option::Field& field, const Json& value) {
  if (auto* const* number = std::get_if<double*>(&field)) **number = value.get<double>();
  if (auto* const* whole = std::get_if<int*>(&field)) **whole = static_cast<int>(value.get<double>());
  if (auto* const* text = std::get_if<std::string*>(&field)) **text = value.get<std::string>();
  if (auto* const* boolean = std::get_if<bool*>(&field)) **boolean = value.get<bool>();
}

[[noreturn]] void unknown_field(const std::string& path, const std::string& known) {
  fail("unknown_field", {"There is no field ", path, " in a project; here belong: ", known, "."},
       {.path = path});
}

/// Dataset names become file names, so they are plain words.
bool plain_word(const std::string& name) {
  return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
}

void set_table_option(Project& project, const std::string& path, const Json& value) {
  const Option* option = find_option(path);
  check_option(*option, path, value);
  assign(option->field(project, 0), value);
  if (path == "training.class_weights") project.training.given_class_weights.clear();
}

void read_toy(Project& project, const Json& source) {
  DataSource& toy = project.data.source;
  toy.kind = DataSource::Kind::toy;
  for (const auto& [key, value] : source.items()) {
    const std::string path = "data.source." + key;
    if (key == "toy") {
      toy.name = require_text(value, path);
    } else if (key == "rows" || key == "noise") {
      set_table_option(project, path, value);
    } else {
      unknown_field(path, "toy, rows, noise");
    }
  }
  if (std::find(toy_names.begin(), toy_names.end(), toy.name) == toy_names.end()) {
    fail("unknown_choice",
         {"There is no toy called \"", toy.name, "\"; choose one of ", comma_separated(toy_names), "."},
         {.path = "data.source.toy"});
  }
}

void read_file_source(DataSource& source, const Json& file) {
  source.kind = DataSource::Kind::file;
  source.name.clear();
  for (const auto& [key, value] : require_object(file, "data.source.file").items()) {
    const std::string path = "data.source.file." + key;
    if (key == "name") {
      source.name = require_text(value, path);
    } else if (key == "sha256") {
      source.sha256 = require_text(value, path);
      const bool digits = source.sha256.size() == 64 &&
                          source.sha256.find_first_not_of("0123456789abcdef") == std::string::npos;
      if (!digits) fail("wrong_type", {path, " must be 64 lower-case hexadecimal digits."}, {.path = path});
    } else {
      unknown_field(path, "name, sha256");
    }
  }
  if (source.name.empty() || source.sha256.empty()) {
    fail("missing_field", {"data.source.file needs a name and a sha256."}, {.path = "data.source.file"});
  }
}

void read_source(Project& project, const Json& document) {
  const Json& source = require_object(document, "data.source");
  DataSource& target = project.data.source;
  if (source.contains("toy")) {
    read_toy(project, source);
  } else if (source.contains("csv")) {
    target.kind = DataSource::Kind::csv;
    target.name = "data.csv";
    for (const auto& [key, value] : source.items()) {
      const std::string path = "data.source." + key;
      if (key == "csv")
        target.csv = require_text(value, path);
      else if (key == "name")
        target.name = require_text(value, path);
      else
        unknown_field(path, "csv, name");
    }
  } else if (source.size() == 1 && source.contains("dataset")) {
    target.kind = DataSource::Kind::dataset;
    target.name = require_text(source["dataset"], "data.source.dataset");
    if (!plain_word(target.name)) {
      fail("unknown_choice", {"\"", target.name, "\" is not the name of a data set."},
           {.path = "data.source.dataset"});
    }
  } else if (source.size() == 1 && source.contains("file")) {
    read_file_source(target, source["file"]);
  } else {
    fail("wrong_source", {"data.source must hold exactly one of dataset, toy, csv or file."},
         {.path = "data.source"});
  }
}

void read_columns(Project& project, const Json& document) {
  project.data.columns.clear();
  for (const auto& [name, choice] : require_object(document, "data.columns").items()) {
    const std::string path = "data.columns." + name;
    ColumnChoice column;
    for (const auto& [key, value] : require_object(choice, path).items()) {
      const std::string field = concat({path, ".", key});
      const std::string text = key == "role" || key == "type" ? require_text(value, field) : "";
      if (key == "role") {
        if (text != "input" && text != "ignore")
          fail("unknown_choice", {field, " must be \"input\" or \"ignore\"."}, {.path = field});
        column.role = text;
      } else if (key == "type") {
        if (text != "number" && text != "category") {
          fail("unknown_choice", {field, " must be \"number\" or \"category\"."}, {.path = field});
        }
        column.type = text;
      } else {
        unknown_field(field, "role, type");
      }
    }
    project.data.columns[name] = column;
  }
}

constexpr std::string_view layer_prefix = "network.layers[].";

bool is_layer_option(const Option& option) { return option.path.rfind(layer_prefix, 0) == 0; }

/// Names of the fields below a group, for messages.
std::string fields_below(const std::string& group) {
  std::vector<std::string_view> names;
  if (group.empty()) names = {"vitrine", "title"};
  if (group == "data") names = {"source", "target", "columns"};
  if (group == "search") names = {"space"};
  if (group == "training.schedule") names = {"milestones"};
  const std::string prefix = group.empty() ? "" : group + ".";
  for (const Option& option : option_table()) {
    if (option.path.rfind(prefix, 0) != 0) continue;
    const std::string_view rest = option.path.substr(prefix.size());
    const std::string_view name = rest.substr(0, rest.find_first_of(".["));
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  return comma_separated(names);
}

void read_layers(Project& project, const Json& document) {
  if (!document.is_array())
    fail("wrong_type", {"network.layers must be a list: [...]."}, {.path = "network.layers"});
  if (document.size() > max_layers) {
    fail("out_of_range",
         {"network.layers has ", document.size(), " hidden layers; at most ", max_layers, " are allowed."},
         {.path = "network.layers"});
  }
  project.network.layers.assign(document.size(), {});
  for (int index = 0; index < static_cast<int>(document.size()); ++index) {
    const std::string path = concat({"network.layers[", index, "]"});
    for (const Option& option : option_table()) {
      if (is_layer_option(option)) assign(option.field(project, index), default_of(option));
    }
    for (const auto& [key, value] : require_object(document[index], path).items()) {
      const Option* option = find_option(concat({layer_prefix, key}));
      const std::string field = concat({path, ".", key});
      if (option == nullptr) unknown_field(field, fields_below("network.layers[]"));
      check_option(*option, field, value);
      assign(option->field(project, index), value);
    }
  }
}

/// Epochs, each later than the one before.
void read_milestones(Project& project, const Json& document) {
  const ListOption& option = milestones_option();
  std::vector<int> milestones;
  bool valid = document.is_array() && document.size() <= static_cast<std::size_t>(option.longest);
  for (std::size_t i = 0; valid && i < document.size(); ++i) {
    const int lowest = milestones.empty() ? option.min : milestones.back() + 1;
    const double epoch = document[i].is_number() ? document[i].get<double>() : 0;
    valid = epoch >= lowest && epoch <= option.max && epoch == std::trunc(epoch);
    if (valid) milestones.push_back(static_cast<int>(epoch));
  }
  if (!valid) {
    fail("out_of_range",
         {option.path, " must be a list of at most ", option.longest, " whole numbers from ", option.min,
          " to ", option.max, ", in ascending order."},
         {.path = option.path});
  }
  project.training.schedule.milestones = std::move(milestones);
}

/// A weight for each class by name, {"rare": 5}, in place of a choice; a class without one has weight 1.
void read_class_weights(Project& project, const Json& document) {
  std::map<std::string, double> weights;
  for (const auto& [name, value] : document.items()) {
    const std::string path = "training.class_weights." + name;
    if (!value.is_number()) fail("wrong_type", {path, " must be a number above 0."}, {.path = path});
    const double weight = value.get<double>();
    if (!(weight > 0 && weight <= 1e6)) {
      fail("out_of_range", {path, " is ", value.dump(), "; it must be above 0 and at most 1000000."},
           {.path = path});
    }
    weights[name] = weight;
  }
  project.training.class_weights = "none";
  project.training.given_class_weights = std::move(weights);
}

/// Fields that are more than one option; returns whether `path` is one of them.
bool read_structure(Project& project, const std::string& path, const Json& value) {
  if (path == "title")
    project.title = require_text(value, path);
  else if (path == "data.source")
    read_source(project, value);
  else if (path == "data.target")
    project.data.target = require_text(value, path);
  else if (path == "data.columns")
    read_columns(project, value);
  else if (path == "network.layers")
    read_layers(project, value);
  else if (path == milestones_option().path)
    read_milestones(project, value);
  else if (path == "training.class_weights" && value.is_object())
    read_class_weights(project, value);
  else if (path == "search.space")
    project.search.space = require_object(value, path);
  else
    return false;
  return true;
}

void read_group(Project& project, const std::string& group, const Json& document) {
  for (const auto& [key, value] : document.items()) {
    const std::string path = group.empty() ? key : concat({group, ".", key});
    // A field called "optimizer.name" or "layers[].units" would pass for a path of the option table.
    if (key.find_first_of(".[") != std::string::npos) unknown_field(path, fields_below(group));
    if (path == "vitrine" || read_structure(project, path, value)) continue;
    if (find_option(path) != nullptr) {
      set_table_option(project, path, value);
      continue;
    }
    const bool is_group = !fields_below(path).empty();
    // Regularisers that are off may be written as null.
    if (value.is_null() && (path == "training.early_stopping" || path == "training.gradient_clip")) continue;
    if (!is_group) unknown_field(path, fields_below(group));
    read_group(project, path, require_object(value, path));
  }
}

/// The task that a document names; what is no task is refused with the other options.
Task task_of(const Json& document) {
  const bool has_data = document.contains("data") && document["data"].is_object();
  const bool is_regression =
      has_data && document["data"].contains("task") && document["data"]["task"] == name_of(Task::regression);
  return is_regression ? Task::regression : Task::classification;
}

Json write_source(const DataSource& source) {
  switch (source.kind) {
    case DataSource::Kind::toy:
      return {{"toy", source.name}};
    case DataSource::Kind::csv:
      return {{"csv", source.csv}, {"name", source.name}};
    case DataSource::Kind::file:
      return {{"file", {{"name", source.name}, {"sha256", source.sha256}}}};
    default:
      return {{"dataset", source.name}};
  }
}

/// Units and activation always; the rest where it is not the default.
Json write_layers(Project& project) {
  Json layers = Json::array();
  for (int index = 0; index < static_cast<int>(project.network.layers.size()); ++index) {
    Json layer = Json::object();
    for (const Option& option : option_table()) {
      if (!is_layer_option(option)) continue;
      const std::string name(option.path.substr(layer_prefix.size()));
      const Json value = value_of(option, project, index);
      if (name == "units" || name == "activation" || value != default_of(option)) layer[name] = value;
    }
    layers.push_back(std::move(layer));
  }
  return layers;
}

/// The JSON object at a dotted path, made where it is missing.
Json& place(Json& document, std::string_view path) {
  Json* here = &document;
  while (!path.empty()) {
    const std::size_t dot = path.find('.');
    here = &(*here)[std::string(path.substr(0, dot))];
    path = dot == std::string_view::npos ? "" : path.substr(dot + 1);
  }
  return *here;
}

}  // namespace

Project default_project() {
  Project project;
  for (const Option& option : option_table()) {
    if (option.path.find("[]") == std::string::npos) assign(option.field(project, 0), default_of(option));
  }
  read_layers(project, Json::array({Json::object()}));
  return project;
}

Project default_project(Task task) {
  Project project = default_project();
  if (task == Task::regression) {
    project.training.loss = name_of(LossKind::mse);
    project.search.metric = "rmse";
  }
  return project;
}

TargetKind targets_of(Task task) {
  return task == Task::regression ? TargetKind::numbers : TargetKind::labels;
}

Project read_project(const Json& document) {
  require_object(document, "");
  if (!document.contains("vitrine")) {
    fail("not_a_project",
         {"This is not a Vitrine project: the field \"vitrine\" with the version is missing."},
         {.path = "vitrine"});
  }
  const Json& version = document["vitrine"];
  if (!version.is_number_integer() || version.get<long long>() < 1) {
    fail("not_a_project",
         {"The field \"vitrine\" must hold the version of the document: ", project_version, "."},
         {.path = "vitrine"});
  }
  if (version.get<long long>() > project_version) {
    fail("newer_version",
         {"This project was made by a newer Vitrine (document version ", version.dump(),
          "); this one reads version ", project_version, "."},
         {.path = "vitrine"});
  }
  Project project = default_project(task_of(document));
  read_group(project, "", document);
  check_split(project);
  return project;
}

void check_split(const Project& project) {
  const auto& split = project.data.split;
  const double sum = split.train + split.validation + split.test;
  if (!(std::abs(sum - 1) < 1e-6)) {
    fail("out_of_range",
         {"The shares of data.split add up to ", Json(sum).dump(),
          "; train, validation and test must add up to 1."},
         {.path = "data.split"});
  }
}

Project parse_project(const std::string& text) { return read_project(parse_json(text, "The project")); }

Json write_project(const Project& project) {
  Json document = {{"vitrine", project_version}};
  if (!project.title.empty()) document["title"] = project.title;
  Project defaults = default_project(task_from_name(project.data.task));
  const Json source = write_source(project.data.source);
  if (source != write_source(defaults.data.source)) document["data"]["source"] = source;
  if (!project.data.target.empty()) document["data"]["target"] = project.data.target;
  for (const auto& [name, choice] : project.data.columns) {
    Json& column = document["data"]["columns"][name] = Json::object();
    if (!choice.role.empty()) column["role"] = choice.role;
    if (!choice.type.empty()) column["type"] = choice.type;
  }
  Project values = project;  // fields are reached through a mutable reference
  for (const Option& option : option_table()) {
    if (option.path.find("[]") != std::string::npos) continue;
    const bool only_for_toys = option.path.rfind("data.source.", 0) == 0;
    if (only_for_toys && project.data.source.kind != DataSource::Kind::toy) continue;
    const Json value = value_of(option, values);
    if (value != value_of(option, defaults)) place(document, option.path) = value;
  }
  if (project.network.layers != defaults.network.layers) {
    document["network"]["layers"] = write_layers(values);
  }
  for (const auto& [name, weight] : project.training.given_class_weights) {
    document["training"]["class_weights"][name] = weight;
  }
  if (!project.training.schedule.milestones.empty()) {
    document["training"]["schedule"]["milestones"] = project.training.schedule.milestones;
  }
  if (!project.search.space.is_null()) document["search"]["space"] = project.search.space;
  return document;
}

void set_option(Project& project, const std::string& path, const Json& value) {
  if (path.rfind("data.split.", 0) != 0 && read_structure(project, path, value)) return;
  if (find_option(path) == nullptr || path.find("[]") != std::string::npos) {
    fail("unknown_field", {"There is no option called ", path, "."}, {.path = path});
  }
  set_table_option(project, path, value);
}

}  // namespace vitrine
