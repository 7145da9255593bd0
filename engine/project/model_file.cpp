#include "project/model_file.h"

#include <cmath>
#include <initializer_list>
#include <set>
#include <utility>

#include "error.h"

namespace vitrine {

namespace {

constexpr int newest_version = 1;

std::string element(const std::string& path, std::size_t index) { return concat({path, "[", index, "]"}); }

std::string member(const std::string& path, const std::string& key) {
  return path.empty() ? key : path + "." + key;
}

Json matrix_rows(const Matrix<double>& matrix) {
  Json rows = Json::array();
  for (Eigen::Index r = 0; r < matrix.rows(); ++r) {
    Json row = Json::array();
    for (Eigen::Index c = 0; c < matrix.cols(); ++c) row.push_back(matrix(r, c));
    rows.push_back(std::move(row));
  }
  return rows;
}

void check_finite(const Network<double>& network) {
  for (const double parameter : network.parameters()) {
    if (std::isfinite(parameter)) continue;
    fail("not_finite",
         {"The network has weights that are not finite numbers, so it cannot be saved; train it again with a "
          "smaller learning rate."});
  }
}

/// Empty when every number column is taken as it is.
Json write_preprocessing(const Preprocessing& preprocessing) {
  Json list = Json::array();
  for (const ColumnEncoding& column : preprocessing.columns) {
    if (!column.fill) continue;
    list.push_back(
        {{"column", column.name}, {"fill", *column.fill}, {"shift", column.shift}, {"scale", column.scale}});
  }
  return list;
}

Json write_columns(const Preprocessing& preprocessing) {
  Json list = Json::array();
  for (const ColumnEncoding& column : preprocessing.columns) {
    Json entry = {{"name", column.name}, {"type", name_of(column.type)}};
    if (column.type == ColumnType::category) entry["categories"] = column.categories;
    list.push_back(std::move(entry));
  }
  return list;
}

Json write_layers(const Network<double>& network) {
  Json list = Json::array();
  for (std::size_t layer = 0; layer < network.layers().size(); ++layer) {
    const Vector<double> bias = network.bias(layer);
    list.push_back({{"type", "dense"},
                    {"activation", name_of(network.layers()[layer].activation)},
                    {"weights", matrix_rows(network.weights(layer))},
                    {"bias", std::vector<double>(bias.begin(), bias.end())}});
  }
  return list;
}

// Reading. Each function gets a value and its path, and returns it checked.

[[noreturn]] void damaged(std::string_view path, std::initializer_list<Piece> problem) {
  fail("damaged_model", {path, " ", concat(problem)}, {.path = path});
}

[[noreturn]] void unsupported(std::string_view path, std::initializer_list<Piece> problem) {
  fail("unsupported_model", {path, " ", concat(problem)}, {.path = path});
}

/// Checks that an object has all required fields and none but these.
void check_fields(const Json& object, const std::string& path, std::initializer_list<const char*> required,
                  std::initializer_list<const char*> optional = {}) {
  if (!object.is_object()) damaged(path, {"must be an object: {...}."});
  std::set<std::string> known(required.begin(), required.end());
  for (const char* key : required) {
    if (!object.contains(key)) damaged(member(path, key), {"is missing."});
  }
  known.insert(optional.begin(), optional.end());
  for (const auto& [key, value] : object.items()) {
    if (known.count(key) == 0) damaged(member(path, key), {"is not a field of a model file."});
  }
}

const Json& list_at(const Json& value, const std::string& path) {
  if (!value.is_array()) damaged(path, {"must be a list: [...]."});
  return value;
}

std::string text_at(const Json& value, const std::string& path) {
  if (!value.is_string()) damaged(path, {"must be a text in quotes."});
  return value.get<std::string>();
}

double number_at(const Json& value, const std::string& path) {
  if (!value.is_number()) damaged(path, {"must be a number."});
  const double number = value.get<double>();
  if (!std::isfinite(number)) damaged(path, {"must be a finite number."});
  return number;
}

std::vector<std::string> distinct_texts(const Json& value, const std::string& path) {
  std::vector<std::string> texts;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < list_at(value, path).size(); ++i) {
    texts.push_back(text_at(value[i], element(path, i)));
    if (!seen.insert(texts.back()).second) damaged(element(path, i), {"repeats \"", texts.back(), "\"."});
  }
  return texts;
}

Vector<double> numbers_at(const Json& value, const std::string& path, std::size_t expected) {
  if (list_at(value, path).size() != expected) {
    damaged(path, {"has ", value.size(), " numbers; ", expected, " are needed."});
  }
  Vector<double> numbers(static_cast<Eigen::Index>(expected));
  for (std::size_t i = 0; i < expected; ++i) {
    numbers[static_cast<Eigen::Index>(i)] = number_at(value[i], element(path, i));
  }
  return numbers;
}

std::vector<ColumnEncoding> read_columns(const Json& list) {
  std::vector<ColumnEncoding> columns;
  std::set<std::string> names;
  for (std::size_t i = 0; i < list_at(list, "columns").size(); ++i) {
    const std::string path = element("columns", i);
    check_fields(list[i], path, {"name", "type"}, {"categories"});
    ColumnEncoding column;
    column.name = text_at(list[i]["name"], path + ".name");
    if (!names.insert(column.name).second) damaged(path + ".name", {"repeats \"", column.name, "\"."});
    const std::string type = text_at(list[i]["type"], path + ".type");
    if (type == "category") {
      column.type = ColumnType::category;
      if (!list[i].contains("categories")) damaged(path + ".categories", {"is missing."});
      column.categories = distinct_texts(list[i]["categories"], path + ".categories");
      if (column.categories.empty()) damaged(path + ".categories", {"must not be empty."});
    } else if (type != "number") {
      damaged(path + ".type", {"is \"", type, "\"; it must be number or category."});
    } else if (list[i].contains("categories")) {
      damaged(path + ".categories", {"does not belong to a number column."});
    }
    columns.push_back(std::move(column));
  }
  if (columns.empty()) damaged("columns", {"must not be empty."});
  return columns;
}

/// Fills in what was fitted: nothing, or one entry per number column in the order of the columns.
void read_preprocessing(const Json& list, std::vector<ColumnEncoding>& columns) {
  if (list_at(list, "preprocessing").empty()) return;
  std::size_t i = 0;
  for (ColumnEncoding& column : columns) {
    if (column.type != ColumnType::number) continue;
    const std::string path = element("preprocessing", i);
    if (i == list.size()) damaged(path, {"is missing: the entry of column \"", column.name, "\"."});
    check_fields(list[i], path, {"column", "fill", "shift", "scale"});
    const std::string name = text_at(list[i]["column"], path + ".column");
    if (name != column.name) {
      damaged(path + ".column",
              {"is \"", name, "\"; the number columns in their order ask for \"", column.name, "\"."});
    }
    column.fill = number_at(list[i]["fill"], path + ".fill");
    column.shift = number_at(list[i]["shift"], path + ".shift");
    column.scale = number_at(list[i]["scale"], path + ".scale");
    if (!(column.scale > 0)) damaged(path + ".scale", {"must be more than 0."});
    ++i;
  }
  if (i < list.size()) damaged(element("preprocessing", i), {"has no number column left to belong to."});
}

/// A layer as written, before its size is checked against its neighbours.
struct LayerEntry {
  std::string path;
  int units;
  Activation activation;
};

LayerEntry read_layer_entry(const Json& layer, const std::string& path, bool last) {
  if (!layer.is_object()) damaged(path, {"must be an object: {...}."});
  if (!layer.contains("type")) damaged(path + ".type", {"is missing."});
  const std::string type = text_at(layer["type"], path + ".type");
  if (type == "batch_norm" || type == "layer_norm" || type == "residual") {
    unsupported(path + ".type", {"is ", type, "; this version reads dense layers only."});
  }
  if (type != "dense") damaged(path + ".type", {"is \"", type, "\"; it must be dense."});
  check_fields(layer, path, {"type", "activation", "weights", "bias"});
  LayerEntry entry{path, static_cast<int>(list_at(layer["weights"], path + ".weights").size()),
                   Activation::identity};
  if (entry.units == 0) damaged(path + ".weights", {"must not be empty."});
  const std::string activation = text_at(layer["activation"], path + ".activation");
  try {
    entry.activation = activation_from_name(activation);
  } catch (const Error& error) {
    unsupported(path + ".activation", {"is \"", activation, "\". ", error.what()});
  }
  if (last && entry.activation != Activation::identity) {
    damaged(path + ".activation",
            {"is ", activation, "; the last layer's must be identity (output says what follows)."});
  }
  return entry;
}

Output read_output(const Json& value) {
  const std::string name = text_at(value, "output");
  if (name == "identity")
    unsupported("output", {"is identity (regression); this version reads classifiers only."});
  if (name != "softmax" && name != "sigmoid")
    damaged("output", {"is \"", name, "\"; it must be softmax or sigmoid."});
  return name == "softmax" ? Output::softmax : Output::sigmoid;
}

Network<double> read_network(const Json& layers, int inputs, Output output, std::size_t classes) {
  std::vector<LayerEntry> entries;
  for (std::size_t i = 0; i < list_at(layers, "layers").size(); ++i) {
    entries.push_back(read_layer_entry(layers[i], element("layers", i), i + 1 == layers.size()));
  }
  if (entries.empty()) damaged("layers", {"must not be empty."});
  const std::size_t outputs = output == Output::sigmoid ? 1 : classes;
  if (static_cast<std::size_t>(entries.back().units) != outputs) {
    damaged(entries.back().path + ".weights",
            {"has ", entries.back().units, " rows; output and classes ask for ", outputs, "."});
  }
  std::vector<LayerOptions> hidden;
  for (std::size_t i = 0; i + 1 < entries.size(); ++i)
    hidden.push_back({entries[i].units, entries[i].activation});
  Network<double> network(inputs, hidden, entries.back().units, output);
  int fan_in = inputs;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string path = entries[i].path + ".weights";
    Matrix<double> weights(entries[i].units, fan_in);
    for (int unit = 0; unit < entries[i].units; ++unit) {
      const auto row = static_cast<std::size_t>(unit);
      weights.row(unit) =
          numbers_at(layers[i]["weights"][row], element(path, row), static_cast<std::size_t>(fan_in));
    }
    const Vector<double> bias =
        numbers_at(layers[i]["bias"], entries[i].path + ".bias", static_cast<std::size_t>(entries[i].units));
    network.set_layer(i, weights, bias);
    fan_in = entries[i].units;
  }
  return network;
}

void check_version(const Json& document) {
  if (!document.is_object() || !document.contains("vitrine_model")) {
    fail("not_a_model", {"This is not a model file: it has no field vitrine_model."});
  }
  const Json& version = document["vitrine_model"];
  if (!version.is_number_integer() || version < 1) damaged("vitrine_model", {"must be a version number: 1."});
  if (version > newest_version) {
    fail("newer_version",
         {"This model file has version ", version.dump(), "; this version of Vitrine reads up to ",
          newest_version, "."},
         {.path = "vitrine_model"});
  }
}

}  // namespace

Matrix<double> Model::probabilities(const Table& table, std::span<const int> rows) const {
  return network.probabilities(preprocessing.transform(table, rows));
}

Json write_model(const Model& model) {
  check_finite(model.network);
  return {{"vitrine_model", newest_version},
          {"task", "classification"},
          {"classes", model.classes},
          {"output", model.network.output() == Output::sigmoid ? "sigmoid" : "softmax"},
          {"columns", write_columns(model.preprocessing)},
          {"preprocessing", write_preprocessing(model.preprocessing)},
          {"project", model.project},
          {"fingerprint", model.fingerprint},
          {"layers", write_layers(model.network)}};
}

Model read_model(const Json& document) {
  check_version(document);
  check_fields(document, "", {"vitrine_model", "task", "classes", "output", "columns", "layers"},
               {"preprocessing", "project", "fingerprint"});
  const std::string task = text_at(document["task"], "task");
  if (task == "regression") unsupported("task", {"is regression; this version reads classifiers only."});
  if (task != "classification") damaged("task", {"is \"", task, "\"; it must be classification."});

  const std::vector<std::string> classes = distinct_texts(document["classes"], "classes");
  const Output output = read_output(document["output"]);
  if (classes.size() < 2) damaged("classes", {"must name at least two classes."});
  if (output == Output::sigmoid && classes.size() != 2)
    damaged("classes", {"must name two classes for output sigmoid."});

  Preprocessing preprocessing{read_columns(document["columns"])};
  if (document.contains("preprocessing"))
    read_preprocessing(document["preprocessing"], preprocessing.columns);
  Json project;
  if (document.contains("project")) project = document["project"];
  if (!project.is_null() && !project.is_object()) damaged("project", {"must be an object or null."});
  std::string fingerprint;
  if (document.contains("fingerprint")) fingerprint = text_at(document["fingerprint"], "fingerprint");

  int inputs = 0;
  for (const ColumnEncoding& column : preprocessing.columns) inputs += column.inputs();
  Network<double> network = read_network(document["layers"], inputs, output, classes.size());
  return {classes, std::move(preprocessing), std::move(network), std::move(project), std::move(fingerprint)};
}

}  // namespace vitrine
