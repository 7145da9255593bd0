#include "project/model_file.h"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <string_view>
#include <utility>

#include "data/task.h"
#include "data/text_index.h"
#include "error.h"
#include "project/checksum.h"

namespace vitrine {

namespace {

constexpr int newest_version = 1;
/// Just above 1: no probability reaches it, so the second class is never predicted.
constexpr double largest_threshold = 1 + std::numeric_limits<double>::epsilon();

std::string element(const std::string& path, std::size_t index) { return concat({path, "[", index, "]"}); }

std::string member(const std::string& path, std::string_view key) {
  return path.empty() ? std::string(key) : concat({path, ".", key});
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

/// What was fitted for a column beyond its type and categories; null if nothing was.
Json write_encoding(const ColumnEncoding& column) {
  Json entry = Json::object();
  entry["column"] = column.name;
  if (column.fill) {
    const FittedScaling& scaling = column.scaling;
    entry["fill"] = *column.fill;
    entry["shift"] = scaling.shift;
    entry["scale"] = scaling.scale;
    if (std::isfinite(scaling.low)) entry["clip"] = Json::array({scaling.low, scaling.high});
  }
  if (!column.rare.empty()) entry["rare"] = column.rare;
  if (column.category_fill) entry["fill"] = *column.category_fill;
  if (column.missing_indicator) entry["missing_indicator"] = true;
  return entry.size() > 1 ? entry : Json(nullptr);
}

Json write_preprocessing(const Preprocessing& preprocessing) {
  Json list = Json::array();
  for (const ColumnEncoding& column : preprocessing.columns) {
    Json entry = write_encoding(column);
    if (!entry.is_null()) list.push_back(std::move(entry));
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

bool has_epsilon(LayerKind kind) { return kind == LayerKind::batch_norm || kind == LayerKind::layer_norm; }

Json write_layer(const Network<double>& network, const Layer& layer) {
  Json entry = {{"type", name_of(layer.kind)}, {"activation", name_of(layer.activation)}};
  for (const Tensor& tensor : tensors_of(layer)) {
    const TensorKind kind = tensor.shape.kind;
    const Matrix<double> values = network.tensor(layer.index, kind);
    entry[std::string(name_of(kind))] =
        kind == TensorKind::weights ? matrix_rows(values)
                                    : Json(std::vector<double>(values.data(), values.data() + values.size()));
  }
  if (has_epsilon(layer.kind)) entry["epsilon"] = layer.epsilon;
  return entry;
}

/// Layers from `first` up to `end`. A residual connection holds the layers that it skips.
Json write_layers(const Network<double>& network, std::size_t first, std::size_t end) {
  const std::vector<Layer>& layers = network.layers();
  Json list = Json::array();
  for (std::size_t i = first; i < end; ++i) {
    std::size_t connection = i;  // the outermost that starts here, if any
    for (std::size_t above = i + 1; above < end; ++above) {
      if (layers[above].kind == LayerKind::residual && layers[above].first_skipped == i) connection = above;
    }
    if (connection > i) {
      list.push_back(
          {{"type", name_of(LayerKind::residual)}, {"layers", write_layers(network, i, connection)}});
      i = connection;
    } else if (layers[i].kind != LayerKind::dropout) {
      list.push_back(write_layer(network, layers[i]));
    }
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

bool holds(std::initializer_list<std::string_view> keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

/// Checks that an object has all required fields and none but these.
void check_fields(const Json& object, const std::string& path,
                  std::initializer_list<std::string_view> required,
                  std::initializer_list<std::string_view> optional = {}) {
  if (!object.is_object()) damaged(path, {"must be an object: {...}."});
  for (const std::string_view key : required) {
    if (!object.contains(key)) damaged(member(path, key), {"is missing."});
  }
  for (const auto& [key, value] : object.items()) {
    if (!holds(required, key) && !holds(optional, key))
      damaged(member(path, key), {"is not a field of a model file."});
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

bool boolean_at(const Json& value, const std::string& path) {
  if (!value.is_boolean()) damaged(path, {"must be true or false."});
  return value.get<bool>();
}

std::vector<std::string> distinct_texts(const Json& value, const std::string& path) {
  std::vector<std::string> texts;
  TextIndex distinct;
  for (std::size_t i = 0; i < list_at(value, path).size(); ++i) {
    texts.push_back(text_at(value[i], element(path, i)));
    const bool is_new = distinct.add(value[i].get<std::string>()) == static_cast<int>(i);
    if (!is_new) damaged(element(path, i), {"repeats \"", texts.back(), "\"."});
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
  TextIndex names;
  for (std::size_t i = 0; i < list_at(list, "columns").size(); ++i) {
    const std::string path = element("columns", i);
    check_fields(list[i], path, {"name", "type"}, {"categories"});
    ColumnEncoding column;
    column.name = text_at(list[i]["name"], path + ".name");
    const bool is_new = names.add(list[i]["name"].get<std::string>()) == static_cast<int>(i);
    if (!is_new) damaged(path + ".name", {"repeats \"", column.name, "\"."});
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

void read_number_encoding(const Json& entry, const std::string& path, ColumnEncoding& column) {
  check_fields(entry, path, {"column", "fill", "shift", "scale"}, {"clip", "missing_indicator"});
  FittedScaling& scaling = column.scaling;
  column.fill = number_at(entry["fill"], path + ".fill");
  scaling.shift = number_at(entry["shift"], path + ".shift");
  scaling.scale = number_at(entry["scale"], path + ".scale");
  if (!(scaling.scale > 0)) damaged(path + ".scale", {"must be more than 0."});
  if (!entry.contains("clip")) return;
  const Vector<double> ends = numbers_at(entry["clip"], path + ".clip", 2);
  if (!(ends[0] < ends[1])) damaged(path + ".clip", {"must name the lower end before the higher one."});
  scaling.low = ends[0];
  scaling.high = ends[1];
}

/// A text that is one of the column's categories.
std::string category_at(const Json& value, const std::string& path, const ColumnEncoding& column) {
  std::string category = text_at(value, path);
  if (std::find(column.categories.begin(), column.categories.end(), category) == column.categories.end()) {
    damaged(path, {"is \"", category, "\", which is no category of column \"", column.name, "\"."});
  }
  return category;
}

void read_category_encoding(const Json& entry, const std::string& path, ColumnEncoding& column) {
  check_fields(entry, path, {"column"}, {"fill", "rare", "missing_indicator"});
  if (entry.contains("fill")) column.category_fill = category_at(entry["fill"], path + ".fill", column);
  if (!entry.contains("rare")) return;
  column.rare = distinct_texts(entry["rare"], path + ".rare");
  for (std::size_t i = 0; i < column.rare.size(); ++i) {
    category_at(entry["rare"][i], element(path + ".rare", i), column);
  }
}

/// Fills in what was fitted: one entry for each number column, or for none, and one for a category column
/// that is more than one-hot, in the order of the columns.
void read_preprocessing(const Json& list, std::vector<ColumnEncoding>& columns) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < list_at(list, "preprocessing").size(); ++i) {
    const std::string path = element("preprocessing", i);
    if (!list[i].is_object() || !list[i].contains("column")) damaged(path + ".column", {"is missing."});
    names.push_back(text_at(list[i]["column"], path + ".column"));
  }
  const bool numbers_are_fitted =
      std::any_of(columns.begin(), columns.end(), [&](const ColumnEncoding& column) {
        return column.type == ColumnType::number &&
               std::find(names.begin(), names.end(), column.name) != names.end();
      });
  std::size_t i = 0;
  for (ColumnEncoding& column : columns) {
    const std::string path = element("preprocessing", i);
    const bool is_number = column.type == ColumnType::number;
    if (i == names.size() || names[i] != column.name) {
      if (!is_number || !numbers_are_fitted) continue;
      if (i == names.size()) damaged(path, {"is missing: the entry of column \"", column.name, "\"."});
      damaged(path + ".column",
              {"is \"", names[i], "\"; the columns in their order ask for \"", column.name, "\"."});
    }
    const Json& entry = list[i];
    if (is_number) {
      read_number_encoding(entry, path, column);
    } else {
      read_category_encoding(entry, path, column);
    }
    if (entry.contains("missing_indicator")) {
      column.missing_indicator = boolean_at(entry["missing_indicator"], path + ".missing_indicator");
    }
    ++i;
  }
  if (i < names.size()) {
    damaged(element("preprocessing", i), {"is about \"", names[i], "\", and no such column is left."});
  }
}

LayerKind layer_kind_at(const Json& layer, const std::string& path) {
  if (!layer.is_object()) damaged(path, {"must be an object: {...}."});
  if (!layer.contains("type")) damaged(path + ".type", {"is missing."});
  const std::string type = text_at(layer["type"], path + ".type");
  for (const LayerKind kind :
       {LayerKind::dense, LayerKind::batch_norm, LayerKind::layer_norm, LayerKind::residual}) {
    if (type == name_of(kind)) return kind;
  }
  damaged(path + ".type", {"is \"", type, "\"; it must be dense, batch_norm, layer_norm or residual."});
}

Activation activation_at(const Json& value, const std::string& path) {
  const std::string name = text_at(value, path);
  try {
    return activation_from_name(name);
  } catch (const Error& error) {
    unsupported(path, {"is \"", name, "\". ", error.what()});
  }
}

/// The list of layers, read one after another.
class LayerReader {
 public:
  explicit LayerReader(int inputs) : width_(inputs) {}

  void read(const Json& list, const std::string& path, int depth = 0) {
    if (list_at(list, path).empty()) damaged(path, {"must not be empty."});
    if (depth > deepest) damaged(path, {"is nested more than ", deepest, " residual layers deep."});
    for (std::size_t i = 0; i < list.size(); ++i) read_layer(list[i], element(path, i), depth);
  }

  /// @throws Error unless the last layer gives so many logits.
  Network<double> network(int inputs, Output output, std::size_t outputs) const {
    const Layer& last = layers_.back();
    if (last.activation != Activation::identity) {
      damaged(last_path_ + ".activation",
              {"is ", name_of(last.activation),
               "; the last layer's must be identity (output says what follows)."});
    }
    if (static_cast<std::size_t>(width_) != outputs) {
      damaged(last.kind == LayerKind::dense ? last_path_ + ".weights" : last_path_,
              {"gives ", width_, " logits; output and classes ask for ", outputs, "."});
    }
    Network<double> network(inputs, layers_, output);
    for (const Layer& layer : network.layers()) {
      const std::vector<Tensor> tensors = tensors_of(layer);
      for (std::size_t i = 0; i < tensors.size(); ++i) {
        network.set_tensor(layer.index, tensors[i].shape.kind, tensors_[layer.index][i]);
      }
    }
    return network;
  }

 private:
  static constexpr int deepest = 32;

  void read_layer(const Json& entry, const std::string& path, int depth) {
    Layer layer;
    layer.kind = layer_kind_at(entry, path);
    std::vector<Matrix<double>> tensors;
    if (layer.kind == LayerKind::residual) {
      check_fields(entry, path, {"type", "layers"});
      layer.first_skipped = layers_.size();
      const int inputs = width_;
      read(entry["layers"], path + ".layers", depth + 1);
      if (width_ != inputs) {
        damaged(path + ".layers",
                {"make ", width_, " values of ", inputs,
                 "; a residual connection adds one to the other and needs as many of both."});
      }
    } else if (layer.kind == LayerKind::dense) {
      check_fields(entry, path, {"type", "activation", "weights", "bias"});
      tensors = {weights_at(entry["weights"], path + ".weights"), {}};
      width_ = static_cast<int>(tensors[0].rows());
      tensors[1] = values_at(entry, path, TensorKind::bias);
    } else if (layer.kind == LayerKind::batch_norm) {
      check_fields(entry, path, {"type", "gamma", "beta", "mean", "variance", "epsilon"}, {"activation"});
      for (const TensorKind kind :
           {TensorKind::gamma, TensorKind::beta, TensorKind::mean, TensorKind::variance}) {
        tensors.emplace_back(values_at(entry, path, kind));
      }
      for (Eigen::Index i = 0; i < tensors[3].size(); ++i) {
        if (tensors[3](i) < 0)
          damaged(element(path + ".variance", static_cast<std::size_t>(i)), {"must not be below 0."});
      }
    } else {
      check_fields(entry, path, {"type", "gamma", "beta", "epsilon"}, {"activation"});
      tensors = {values_at(entry, path, TensorKind::gamma), values_at(entry, path, TensorKind::beta)};
    }
    layer.units = width_;
    if (has_epsilon(layer.kind)) {
      layer.epsilon = number_at(entry["epsilon"], path + ".epsilon");
      if (!(layer.epsilon > 0)) damaged(path + ".epsilon", {"must be more than 0."});
    }
    if (entry.contains("activation")) {
      layer.activation = activation_at(entry["activation"], path + ".activation");
    }
    layers_.push_back(layer);
    tensors_.push_back(std::move(tensors));
    last_path_ = path;
  }

  /// units x inputs; the number of units is that of the rows.
  Matrix<double> weights_at(const Json& rows, const std::string& path) const {
    if (list_at(rows, path).empty()) damaged(path, {"must not be empty."});
    Matrix<double> weights(rows.size(), width_);
    for (std::size_t unit = 0; unit < rows.size(); ++unit) {
      weights.row(static_cast<Eigen::Index>(unit)) =
          numbers_at(rows[unit], element(path, unit), static_cast<std::size_t>(width_));
    }
    return weights;
  }

  /// One number per unit.
  Vector<double> values_at(const Json& entry, const std::string& path, TensorKind kind) const {
    const std::string key(name_of(kind));
    return numbers_at(entry[key], member(path, key), static_cast<std::size_t>(width_));
  }

  int width_;  ///< Of what the next layer reads.
  std::vector<Layer> layers_;
  std::vector<std::vector<Matrix<double>>> tensors_;  ///< Of each layer, in the order of tensors_of().
  std::string last_path_;
};

Output read_output(const Json& value) {
  const std::string name = text_at(value, "output");
  const auto found = std::find(output_names.begin(), output_names.end(), name);
  if (found == output_names.end()) {
    damaged("output", {"is \"", name, "\"; it must be one of ", comma_separated(output_names), "."});
  }
  return static_cast<Output>(found - output_names.begin());
}

/// Task, classes and output must tell the same story.
void check_output(bool is_regression, std::size_t classes, Output output) {
  if (is_regression != (output == Output::identity)) {
    damaged("output",
            {is_regression ? "must be identity for regression." : "must be softmax or sigmoid for classes."});
  }
  if (is_regression && classes > 0) damaged("classes", {"must be empty for regression."});
  if (!is_regression && classes < 2) damaged("classes", {"must name at least two classes."});
  if (output == Output::sigmoid && classes != 2)
    damaged("classes", {"must name two classes for output sigmoid."});
}

double read_threshold(const Json& value, std::size_t classes) {
  if (classes != 2) damaged("threshold", {"tells two classes apart, and there are ", classes, "."});
  const double threshold = number_at(value, "threshold");
  if (!(threshold >= 0 && threshold <= largest_threshold)) {
    damaged("threshold", {"is ", value.dump(), "; it must be from 0 to 1."});
  }
  return threshold;
}

constexpr std::string_view way_out =
    ": the file is damaged. One that was changed on purpose can be read without this field.";

void check_checksum(const Json& document) {
  if (document.contains("sha256") && !checksum_fits(document)) {
    damaged("sha256", {"is not that of the file's contents", way_out});
  }
}

/// The weights of classes are those that were trained. Of a number, the last layer has been rescaled.
void check_fingerprint(const Model& model) {
  if (model.predicts_numbers() || model.fingerprint.empty()) return;
  const std::string found = model.network.cast<float>().fingerprint();
  if (found == model.fingerprint) return;
  damaged("fingerprint", {"is \"", model.fingerprint, "\", that of the layers is \"", found, "\"", way_out});
}

void check_version(const Json& document) {
  if (!document.is_object() || !document.contains("vitrine_model")) {
    fail("not_a_model", {"This is not a model file: it has no field vitrine_model."});
  }
  const Json& version = document["vitrine_model"];
  if (!version.is_number_integer() || version.get<std::int64_t>() < 1)
    damaged("vitrine_model", {"must be a version number: 1."});
  if (version.get<std::int64_t>() > newest_version) {
    fail("newer_version",
         {"This model file has version ", version.dump(), "; this version of Vitrine reads up to ",
          newest_version, "."},
         {.path = "vitrine_model"});
  }
}

}  // namespace

Matrix<double> Model::predict(const Table& table, std::span<const int> rows) const {
  const Matrix<double> inputs = preprocessing.transform(table, rows);
  return predicts_numbers() ? network.logits(inputs) : network.probabilities(inputs);
}

int Model::decide(const Vector<double>& probabilities) const {
  if (threshold) return probabilities(1) >= *threshold ? 1 : 0;
  int best = 0;
  for (int k = 1; k < probabilities.size(); ++k) best = probabilities(k) > probabilities(best) ? k : best;
  return best;
}

void check_finite(const Model& model) {
  for (const double number : model.network.flat_parameters()) {
    if (std::isfinite(number)) continue;
    fail("not_finite",
         {"The network has weights that are not finite numbers, so it can be neither saved nor explained; "
          "train it again with a smaller learning rate."});
  }
}

Json write_model(const Model& model) {
  check_finite(model);
  Json document = {{"vitrine_model", newest_version},
                   {"task", name_of(model.predicts_numbers() ? Task::regression : Task::classification)},
                   {"classes", model.classes},
                   {"output", output_names[static_cast<std::size_t>(model.network.output())]}};
  if (model.threshold) document["threshold"] = *model.threshold;
  document["columns"] = write_columns(model.preprocessing);
  document["preprocessing"] = write_preprocessing(model.preprocessing);
  document["project"] = model.project;
  document["fingerprint"] = model.fingerprint;
  document["layers"] = write_layers(model.network, 0, model.network.layers().size());
  add_checksum(document);
  return document;
}

Model read_model(const Json& document) {
  check_version(document);
  check_checksum(document);
  check_fields(document, "", {"vitrine_model", "task", "classes", "output", "columns", "layers"},
               {"preprocessing", "threshold", "project", "fingerprint", "sha256"});
  const std::string task = text_at(document["task"], "task");
  if (std::find(task_names.begin(), task_names.end(), task) == task_names.end()) {
    damaged("task", {"is \"", task, "\"; it must be one of ", comma_separated(task_names), "."});
  }

  const std::vector<std::string> classes = distinct_texts(document["classes"], "classes");
  const Output output = read_output(document["output"]);
  check_output(task == name_of(Task::regression), classes.size(), output);

  Preprocessing preprocessing{read_columns(document["columns"])};
  if (document.contains("preprocessing"))
    read_preprocessing(document["preprocessing"], preprocessing.columns);
  std::optional<double> threshold;
  if (document.contains("threshold")) threshold = read_threshold(document["threshold"], classes.size());
  Json project;
  if (document.contains("project")) project = document["project"];
  if (!project.is_null() && !project.is_object()) damaged("project", {"must be an object or null."});
  std::string fingerprint;
  if (document.contains("fingerprint")) fingerprint = text_at(document["fingerprint"], "fingerprint");

  int inputs = 0;
  for (const ColumnEncoding& column : preprocessing.columns) inputs += column.inputs();
  LayerReader layers(inputs);
  layers.read(document["layers"], "layers");
  Model model = {classes,
                 std::move(preprocessing),
                 layers.network(inputs, output, output == Output::softmax ? classes.size() : 1),
                 std::move(project),
                 std::move(fingerprint),
                 threshold};
  check_fingerprint(model);
  return model;
}

}  // namespace vitrine
