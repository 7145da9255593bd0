#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "error.h"
#include "nn/random.h"
#include "nn/random_network.h"
#include "project/checksum.h"
#include "project/model_explainer.h"
#include "project/model_file.h"
#include "show_json.h"

namespace {

using namespace vitrine;
using Document = nlohmann::ordered_json;  // It can be damaged in more ways than ours.

ColumnEncoding number_column(const std::string& name, double fill, double shift, double scale) {
  ColumnEncoding column;
  column.name = name;
  column.fill = fill;
  column.scaling.shift = shift;
  column.scaling.scale = scale;
  return column;
}

ColumnEncoding category_column(const std::string& name, std::vector<std::string> categories) {
  ColumnEncoding column;
  column.name = name;
  column.type = ColumnType::category;
  column.categories = std::move(categories);
  return column;
}

/// A number, a category of three, another number: five inputs. Weights have all 53 bits.
Model small_model(Output output = Output::softmax) {
  const bool sigmoid = output == Output::sigmoid;
  const std::vector<LayerOptions> hidden = {{4, Activation::relu}, {3, Activation::tanh}};
  Network<double> network(5, hidden, sigmoid ? 1 : 3, output);
  Random random(1, Purpose::weights);
  for (std::size_t layer = 0; layer < network.layers().size(); ++layer) {
    Matrix<double> weights = network.weights(layer);
    for (double& weight : weights.reshaped()) weight = random.normal();
    Vector<double> bias = network.bias(layer);
    for (double& value : bias) value = random.normal() * 1e-3;
    network.set_layer(layer, weights, bias);
  }
  const std::string fingerprint = network.cast<float>().fingerprint();
  return {
      sigmoid ? std::vector<std::string>{"no", "yes"} : std::vector<std::string>{"a", "b", "ç \"quoted\""},
      Preprocessing{{number_column("x1", 0.1, 1.0 / 3, 2e-7), category_column("colour", {"red", "blue", ""}),
                     number_column("x2", 5, 0, 1)}},
      network, parse_json(R"({"vitrine": 1, "seeds": {"weights": 7}})"), fingerprint};
}

/// As many inputs as small_model() has, made with everything that preprocessing offers.
Model elaborate_model() {
  Model model = small_model();
  std::vector<ColumnEncoding>& columns = model.preprocessing.columns;
  columns.resize(2);
  columns[0].scaling.low = -0.5;
  columns[0].scaling.high = 1.0 / 3;
  columns[0].missing_indicator = true;
  columns[1] = category_column("colour", {"blue", "green", "grey", "red"});
  columns[1].rare = {"green", "grey", "red"};
  columns[1].category_fill = "grey";
  columns[1].missing_indicator = true;
  return model;
}

/// The small model with another network of five inputs and three classes.
Model model_with(std::vector<Layer> layers) {
  Model model = small_model();
  model.network = test::random_network(5, std::move(layers));
  model.fingerprint = model.network.cast<float>().fingerprint();
  return model;
}

/// Every kind of layer, residual connections within one another and dropout between them.
Model layered_model() {
  return model_with({test::batch_norm(Activation::identity, 1e-3), test::dense(4),
                     test::batch_norm(Activation::relu, 1e-5), test::dropout(0.5),
                     test::dense(4, Activation::tanh), test::layer_norm(), test::dense(4), test::residual(6),
                     test::residual(4), test::dropout(0.2), test::dense(3)});
}

/// The document, changed on purpose, read back: the error's code and path.
struct Refusal {
  std::string code, path, message;
};

Refusal refusal_of(const std::function<void(Document&)>& change, const Model& model = small_model()) {
  Document document = Document::parse(write_model(model).dump());
  document.erase("sha256");
  change(document);
  try {
    read_model(parse_json(document.dump()));
  } catch (const Error& error) {
    return {error.code(), error.path(), error.what()};
  }
  return {};
}

}  // namespace

TEST_CASE("model file: what is written reads back to the same bits, and writes the same text again") {
  for (const Output output : {Output::softmax, Output::sigmoid}) {
    const Model model = small_model(output);
    const std::string text = write_model(model).dump();
    const Model again = read_model(parse_json(text));
    CHECK(write_model(again).dump() == text);
    CHECK(again.classes == model.classes);
    CHECK(again.fingerprint == model.fingerprint);
    CHECK(again.project == model.project);
    CHECK(again.network.output() == output);
    CHECK(again.network.fingerprint() == model.network.fingerprint());
    for (std::size_t layer = 0; layer < model.network.layers().size(); ++layer) {
      CHECK(again.network.weights(layer) == model.network.weights(layer));
      CHECK(again.network.bias(layer) == model.network.bias(layer));
      CHECK(again.network.layers()[layer].activation == model.network.layers()[layer].activation);
    }
    REQUIRE(again.preprocessing.columns.size() == 3);
    CHECK(again.preprocessing.columns[0].scaling.shift == 1.0 / 3);
    CHECK(again.preprocessing.columns[0].scaling.scale == 2e-7);
    CHECK(again.preprocessing.columns[1].categories == model.preprocessing.columns[1].categories);
    CHECK(again.preprocessing.columns[2].fill == 5);
  }
}

TEST_CASE("model file: clipping, rare categories, fills and missing indicators are read back as fitted") {
  const Model model = elaborate_model();
  const Json document = parse_json(write_model(model).dump());
  CHECK(document["preprocessing"] ==
        parse_json(R"([{"column": "x1", "fill": 0.1, "shift": 0.3333333333333333, "scale": 2e-07,
                         "clip": [-0.5, 0.3333333333333333], "missing_indicator": true},
                        {"column": "colour", "rare": ["green", "grey", "red"], "fill": "grey",
                         "missing_indicator": true}])"));
  const Model again = read_model(document);
  CHECK(write_model(again) == document);
  CHECK(again.preprocessing.input_names() ==
        std::vector<std::string>{"x1", "x1 missing", "colour = blue", "colour = other", "colour missing"});
  Table table;
  table.columns.resize(2);
  table.columns[0] = {"x1", ColumnType::number, {1, 1.0 / 3, std::numeric_limits<double>::quiet_NaN()}, {},
                      {},   {"1", ".3", ""}};
  table.columns[1] = {"colour", ColumnType::category, {}, {0, 1, -1}, {"blue", "pink"}, {"blue", "pink", ""}};
  Matrix<double> expected(5, 3);
  expected << 1.0 / 3, 0, -0.5,  //
      0, 0, 1,                   //
      1, 0, 0,                   //
      0, 0, 1,                   //
      0, 0, 1;
  CHECK(again.preprocessing.transform(table, std::vector<int>{0, 1, 2}) == expected);
}

TEST_CASE("model file: a category column has an entry only where it is more than one-hot encoded") {
  Model model = small_model();
  CHECK(write_model(model)["preprocessing"].size() == 2);
  model.preprocessing.columns[1].category_fill = "red";
  CHECK(write_model(model)["preprocessing"][1]["column"] == "colour");
  CHECK(read_model(write_model(model)).preprocessing.columns[1].category_fill == "red");
  for (const std::size_t number : {0, 2}) model.preprocessing.columns[number].fill.reset();
  const Model again = read_model(write_model(model));
  CHECK(again.preprocessing.columns[1].category_fill == "red");
  CHECK_FALSE(again.preprocessing.columns[0].fill);
}

TEST_CASE("model file: awkward numbers keep their bits") {
  Model model = small_model();
  model.fingerprint.clear();
  Matrix<double> weights = model.network.weights(2);
  weights(0, 0) = std::numeric_limits<double>::denorm_min();
  weights(0, 1) = std::numeric_limits<double>::max();
  weights(0, 2) = -0.0;
  weights(1, 0) = 0.1 + 0.2;
  weights(1, 1) = 1e22;
  weights(1, 2) = 3;
  weights(2, 0) = static_cast<double>(0.1F);
  model.network.set_layer(2, weights, model.network.bias(2));
  const Model again = read_model(parse_json(write_model(model).dump()));
  CHECK(again.network.fingerprint() == model.network.fingerprint());
  CHECK(again.network.weights(2) == weights);
}

TEST_CASE("model file: weights stand as [out][in], and a plain model needs no preprocessing") {
  const Json document = parse_json(R"({
    "vitrine_model": 1, "task": "classification", "classes": ["no", "yes"], "output": "sigmoid",
    "columns": [{"name": "x1", "type": "number"}, {"name": "x2", "type": "number"}], "preprocessing": [],
    "project": null, "fingerprint": "",
    "layers": [{"type": "dense", "activation": "relu", "weights": [[1, 2], [3, 4], [5, 6]], "bias": [0, 1, 2]},
               {"type": "dense", "activation": "identity", "weights": [[1, -1, 2]], "bias": [-10]}]})");
  const Model model = read_model(document);
  Matrix<double> inputs(2, 1);
  inputs << 1, 10;
  // Hidden: 21, 44, 67. Logit: 21 - 44 + 134 - 10.
  CHECK(model.network.logits(inputs)(0, 0) == 101);
  CHECK(write_model(model)["preprocessing"].empty());
  CHECK(write_model(model)["layers"][0]["weights"][2][1] == 6);

  Document short_document = Document::parse(document.dump());
  for (const char* key : {"preprocessing", "project", "fingerprint"}) short_document.erase(key);
  CHECK(write_model(read_model(parse_json(short_document.dump()))) == write_model(model));
}

TEST_CASE("model file: a file in which one character changed is refused") {
  const std::string text = write_model(layered_model()).dump();
  const auto refusal = [&](const std::string& changed) -> std::string {
    try {
      // Of 17 digits, the last may be another one of the same number.
      return write_model(read_model(parse_json(changed))).dump() == text ? "the same" : "accepted";
    } catch (const Error& error) {
      return error.what();
    }
  };
  CHECK(refusal(text) == "the same");
  for (std::size_t i = 0; i < text.size(); i += 3) {
    std::string changed = text;
    changed[i] = text[i] == '7' ? '3' : '7';
    CAPTURE(changed.substr(i < 20 ? 0 : i - 20, 40));
    CHECK(refusal(changed) != "accepted");
  }
  const std::size_t digit = text.find("\"bias\":[") + 10;
  std::string changed = text;
  changed[digit] = text[digit] == '1' ? '2' : '1';
  CHECK(refusal(changed) ==
        "sha256 is not that of the file's contents: the file is damaged. One that was changed on purpose can "
        "be "
        "read without this field.");
}

TEST_CASE(
    "model file: a fingerprint is that of the layers' weights; numbers are predicted by rescaled ones") {
  const auto change_weight = [](Document& document) { document["layers"][0]["weights"][1][2] = 5; };
  const Refusal refusal = refusal_of(change_weight);
  CHECK(refusal.code == "damaged_model");
  CHECK(refusal.path == "fingerprint");
  CHECK(refusal.message.find("can be read without this field") != std::string::npos);
  for (const char* none : {"", "fingerprint"}) {
    CAPTURE(none);
    CHECK(refusal_of([&](Document& document) {
            change_weight(document);
            if (*none == '\0')
              document["fingerprint"] = "";
            else
              document.erase(none);
          }).code == "");
  }
  CHECK(refusal_of([&](Document& document) {
          document["task"] = "regression";
          document["output"] = "identity";
          document["classes"] = Document::array();
          for (const char* part : {"weights", "bias"}) {
            Document& rows = document["layers"][2][part];
            while (rows.size() > 1) rows.erase(1);
          }
        }).code == "");
}

TEST_CASE("model file: a decision threshold is read back to the same bits, and none stays none") {
  Model model = small_model(Output::sigmoid);
  CHECK_FALSE(write_model(model).contains("threshold"));
  CHECK_FALSE(read_model(write_model(model)).threshold);
  for (const double threshold : {0.0, 1.0 / 3, 0.1 + 0.2, 1.0, std::nextafter(1.0, 2.0)}) {
    model.threshold = threshold;
    const std::string text = write_model(model).dump();
    const Model again = read_model(parse_json(text));
    CHECK(again.threshold == threshold);
    CHECK(write_model(again).dump() == text);
  }
}

TEST_CASE("model file: a damaged decision threshold is refused") {
  for (const auto& refused : {
           std::pair{"-0.001", "threshold is -0.001; it must be from 0 to 1."},
           std::pair{"1.001", "threshold is 1.001; it must be from 0 to 1."},
           std::pair{"null", "threshold must be a number."},
           std::pair{"\"0.5\"", "threshold must be a number."},
           std::pair{"[0.5]", "threshold must be a number."},
       }) {
    CAPTURE(refused.first);
    const Refusal refusal =
        refusal_of([&](Document& document) { document["threshold"] = Document::parse(refused.first); },
                   small_model(Output::sigmoid));
    CHECK(refusal.code == "damaged_model");
    CHECK(refusal.path == "threshold");
    CHECK(refusal.message == refused.second);
  }
  const Refusal of_three = refusal_of([](Document& document) { document["threshold"] = 0.5; });
  CHECK(of_three.path == "threshold");
  CHECK(of_three.message == "threshold tells two classes apart, and there are 3.");
}

TEST_CASE("model file: a fill of 0 stays a fill, also where scaling changes nothing") {
  Model model = small_model();
  model.preprocessing.columns[0] = number_column("x1", 0, 0, 1);
  model.preprocessing.columns[2] = number_column("x2", 0, 0, 1);
  const Model again = read_model(parse_json(write_model(model).dump()));
  CHECK(again.preprocessing.columns[0].fill == 0);
  CHECK(again.preprocessing.columns[2].fill == 0);
}

TEST_CASE("model file: probabilities of table rows pass through the preprocessing") {
  const Model model = small_model();
  Table table;
  table.columns.resize(3);
  table.columns[0] = {"x2", ColumnType::number, {1.5, -2}, {}, {}, {"1.5", "-2"}};
  table.columns[1] = {"colour", ColumnType::category, {}, {0, 1}, {"blue", "red"}, {"blue", "red"}};
  table.columns[2] = {"x1", ColumnType::number, {0.25, 0.5}, {}, {}, {"0.25", "0.5"}};
  const std::vector<int> rows = {1, 0};
  Matrix<double> inputs(5, 2);
  inputs << (0.5 - 1.0 / 3) / 2e-7, (0.25 - 1.0 / 3) / 2e-7, 1, 0, 0, 1, 0, 0, -2, 1.5;
  CHECK(model.predict(table, rows) == model.network.probabilities(inputs));
}

TEST_CASE("model file: a file that is something else, or newer, is named as such") {
  CHECK(refusal_of([](Document& document) { document = Document::array(); }).code == "not_a_model");
  CHECK(refusal_of([](Document& document) { document = Document::parse(R"({"vitrine": 1})"); }).code ==
        "not_a_model");
  CHECK(refusal_of([](Document& document) { document["vitrine_model"] = 2; }).code == "newer_version");
  CHECK(refusal_of([](Document& document) { document["vitrine_model"] = "1"; }).path == "vitrine_model");
  CHECK(refusal_of([](Document& document) { document["vitrine_model"] = 0; }).code == "damaged_model");
  CHECK(refusal_of([](Document&) {}).code == "");
}

TEST_CASE("model file: damage is found and its place named") {
  struct Case {
    const char* path;
    std::function<void(Document&)> damage;
  };
  for (const auto& c : {
           Case{"task", [](Document& d) { d.erase("task"); }},
           Case{"task", [](Document& d) { d["task"] = "clustering"; }},
           Case{"extra", [](Document& d) { d["extra"] = 1; }},
           Case{"output", [](Document& d) { d["output"] = "relu"; }},
           Case{"classes", [](Document& d) { d["classes"] = "a"; }},
           Case{"classes", [](Document& d) { d["classes"] = Document::array({"a"}); }},
           Case{"classes[2]", [](Document& d) { d["classes"][2] = "a"; }},
           Case{"classes[1]", [](Document& d) { d["classes"][1] = 7; }},
           Case{"classes", [](Document& d) { d["output"] = "sigmoid"; }},
           Case{"columns", [](Document& d) { d["columns"] = Document::array(); }},
           Case{"columns[0].name", [](Document& d) { d["columns"][0].erase("name"); }},
           Case{"columns[2].name", [](Document& d) { d["columns"][2]["name"] = "x1"; }},
           Case{"columns[0].type", [](Document& d) { d["columns"][0]["type"] = "date"; }},
           Case{"columns[0].categories",
                [](Document& d) { d["columns"][0]["categories"] = Document::array({"a"}); }},
           Case{"columns[1].categories", [](Document& d) { d["columns"][1].erase("categories"); }},
           Case{"columns[1].categories",
                [](Document& d) { d["columns"][1]["categories"] = Document::array(); }},
           Case{"columns[1].categories[1]", [](Document& d) { d["columns"][1]["categories"][1] = "red"; }},
           Case{"columns[1].extra", [](Document& d) { d["columns"][1]["extra"] = 1; }},
           Case{"preprocessing", [](Document& d) { d["preprocessing"] = nullptr; }},
           Case{"preprocessing[1]", [](Document& d) { d["preprocessing"].erase(1); }},
           Case{"preprocessing[2]", [](Document& d) { d["preprocessing"].push_back(d["preprocessing"][0]); }},
           Case{"preprocessing[0].column", [](Document& d) { d["preprocessing"][0]["column"] = "x2"; }},
           Case{"preprocessing[0].scale", [](Document& d) { d["preprocessing"][0]["scale"] = 0; }},
           Case{"preprocessing[1].shift", [](Document& d) { d["preprocessing"][1]["shift"] = nullptr; }},
           Case{"preprocessing[1].fill", [](Document& d) { d["preprocessing"][1].erase("fill"); }},
           Case{"project", [](Document& d) { d["project"] = 3; }},
           Case{"fingerprint", [](Document& d) { d["fingerprint"] = nullptr; }},
           Case{"layers", [](Document& d) { d["layers"] = Document::array(); }},
           Case{"layers", [](Document& d) { d["layers"] = Document::object(); }},
           Case{"layers[0]", [](Document& d) { d["layers"][0] = 1; }},
           Case{"layers[0].type", [](Document& d) { d["layers"][0]["type"] = "convolution"; }},
           Case{"layers[0].bias", [](Document& d) { d["layers"][0].erase("bias"); }},
           Case{"layers[0].bias", [](Document& d) { d["layers"][0]["bias"].erase(0); }},
           Case{"layers[0].bias[1]", [](Document& d) { d["layers"][0]["bias"][1] = "1"; }},
           Case{"layers[0].dropout", [](Document& d) { d["layers"][0]["dropout"] = 0.5; }},
           Case{"layers[0].weights[3]", [](Document& d) { d["layers"][0]["weights"][3].erase(0); }},
           Case{"layers[0].weights[1][2]", [](Document& d) { d["layers"][0]["weights"][1][2] = nullptr; }},
           Case{"layers[1].weights[0]",
                [](Document& d) { d["layers"][0]["weights"].erase(0), d["layers"][0]["bias"].erase(0); }},
           Case{"layers[2].weights",
                [](Document& d) { d["layers"][2]["weights"].erase(0), d["layers"][2]["bias"].erase(0); }},
           Case{"layers[2].activation", [](Document& d) { d["layers"][2]["activation"] = "relu"; }},
       }) {
    CAPTURE(c.path);
    const Refusal refusal = refusal_of(c.damage);
    CHECK(refusal.code == "damaged_model");
    CHECK(refusal.path == c.path);
    CHECK(refusal.message.find(c.path) == 0);
  }
}

TEST_CASE(
    "model file: every kind of layer reads back to the same bits, dropout excepted, which predicts nothing") {
  const Model model = layered_model();
  const Json document = write_model(model);
  const Model again = read_model(parse_json(document.dump()));
  CHECK(write_model(again).dump() == document.dump());
  CHECK(again.network.fingerprint() == model.network.fingerprint());
  CHECK(again.network.flat_parameters() == model.network.flat_parameters());
  CHECK(again.network.layers().size() == model.network.layers().size() - 2);
  CHECK(again.network.layers()[0].epsilon == 1e-3);
  const Matrix<double> inputs = test::normal_matrix(5, 7, 1);
  CHECK(again.network.logits(inputs) == model.network.logits(inputs));
  for (const auto& [kind, layers] : test::layer_examples(5)) {
    const std::string name = kind;  // clang 14 cannot capture a structured binding
    CAPTURE(name);
    const Model other = model_with(layers);
    const Model other_again = read_model(parse_json(write_model(other).dump()));
    CHECK(other_again.network.fingerprint() == other.network.fingerprint());
    CHECK(other_again.network.logits(inputs) == other.network.logits(inputs));
  }
}

TEST_CASE("model file: layers stand as the format says, a residual connection around those that it skips") {
  const Json layers = write_model(layered_model())["layers"];
  REQUIRE(layers.size() == 5);
  const auto keys = [](const Json& layer) {
    std::vector<std::string> keys;
    for (const auto& [key, value] : layer.items()) keys.push_back(key);
    return keys;
  };
  CHECK(layers[0]["type"] == "batch_norm");
  CHECK(keys(layers[0]) ==
        std::vector<std::string>{"type", "activation", "gamma", "beta", "mean", "variance", "epsilon"});
  CHECK(layers[0]["gamma"].size() == 5);
  CHECK(layers[2]["activation"] == "relu");
  CHECK(layers[3]["type"] == "residual");
  CHECK(keys(layers[3]) == std::vector<std::string>{"type", "layers"});
  const Json& inner = layers[3]["layers"];
  REQUIRE(inner.size() == 3);
  CHECK(inner[0]["type"] == "dense");
  CHECK(inner[1]["type"] == "layer_norm");
  CHECK(keys(inner[1]) == std::vector<std::string>{"type", "activation", "gamma", "beta", "epsilon"});
  CHECK(inner[2]["layers"][0]["weights"].size() == 4);
  CHECK(layers[4]["type"] == "dense");
}

TEST_CASE("model file: hand-written layers compute what the format says") {
  const Model model = read_model(parse_json(R"({
    "vitrine_model": 1, "task": "classification", "classes": ["a", "b"], "output": "softmax",
    "columns": [{"name": "x1", "type": "number"}, {"name": "x2", "type": "number"}],
    "layers": [
      {"type": "batch_norm", "gamma": [2, 1], "beta": [0, 1], "mean": [1, 2], "variance": [3, 8], "epsilon": 1},
      {"type": "residual", "layers": [
        {"type": "dense", "activation": "relu", "weights": [[1, 0], [0, -1]], "bias": [0, 0]}]},
      {"type": "layer_norm", "gamma": [1, 10], "beta": [0, 0], "epsilon": 1e-300, "activation": "identity"}]})"));
  Matrix<double> inputs(2, 1);
  inputs << 3, 5;
  // Batch norm: 2 (3 - 1) / 2 = 2, (5 - 2) / 3 + 1 = 2. Plus relu(2), relu(-2): 4, 2. Layer norm: 1, -1.
  CHECK(model.network.logits(inputs)(0, 0) == 1);
  CHECK(model.network.logits(inputs)(1, 0) == -10);
}

TEST_CASE("model file: damaged layers of every kind are refused, and the place named") {
  struct Case {
    const char* path;
    std::function<void(Document&)> damage;
  };
  const double infinity = std::numeric_limits<double>::infinity();
  // layers: 0 batch_norm, 1 dense, 2 batch_norm, 3 residual (dense, layer_norm, residual (dense)), 4 dense.
  for (const auto& c : {
           Case{"layers[0].gamma", [](Document& l) { l[0].erase("gamma"); }},
           Case{"layers[0].gamma", [](Document& l) { l[0]["gamma"].push_back(1); }},
           Case{"layers[0].beta[1]", [](Document& l) { l[0]["beta"][1] = "0"; }},
           Case{"layers[0].mean[4]", [=](Document& l) { l[0]["mean"][4] = infinity; }},
           Case{"layers[0].mean", [](Document& l) { l[0]["mean"] = 0; }},
           Case{"layers[0].variance", [](Document& l) { l[0].erase("variance"); }},
           Case{"layers[0].variance[2]", [](Document& l) { l[0]["variance"][2] = -1e-9; }},
           Case{"layers[0].epsilon", [](Document& l) { l[0]["epsilon"] = 0; }},
           Case{"layers[2].epsilon", [](Document& l) { l[2]["epsilon"] = -1e-5; }},
           Case{"layers[2].epsilon", [](Document& l) { l[2].erase("epsilon"); }},
           Case{"layers[2].momentum", [](Document& l) { l[2]["momentum"] = 0.1; }},
           Case{"layers[2].weights", [](Document& l) { l[2]["weights"] = l[1]["weights"]; }},
           Case{"layers[2].activation", [](Document& l) { l[2]["activation"] = 1; }},
           Case{"layers[3].layers", [](Document& l) { l[3].erase("layers"); }},
           Case{"layers[3].layers", [](Document& l) { l[3]["layers"] = Document::array(); }},
           Case{"layers[3].layers", [](Document& l) { l[3]["layers"] = 1; }},
           Case{"layers[3].activation", [](Document& l) { l[3]["activation"] = "relu"; }},
           Case{"layers[3].layers", [](Document& l) { l[3]["layers"] = Document::array({l[4]}); }},
           Case{"layers[3].layers[1].mean",
                [](Document& l) { l[3]["layers"][1]["mean"] = l[3]["layers"][1]["beta"]; }},
           Case{"layers[3].layers[1].epsilon", [](Document& l) { l[3]["layers"][1]["epsilon"] = nullptr; }},
           Case{"layers[3].layers[1].beta[3]", [](Document& l) { l[3]["layers"][1]["beta"][3] = nullptr; }},
           Case{"layers[3].layers[1].gamma", [](Document& l) { l[3]["layers"][1]["gamma"].erase(0); }},
           Case{"layers[3].layers[2].layers[0].weights[1]",
                [](Document& l) { l[3]["layers"][2]["layers"][0]["weights"][1].erase(0); }},
           Case{"layers[3].layers[0]", [](Document& l) { l[3]["layers"][0] = "dense"; }},
           Case{"layers[4].type", [](Document& l) { l[4]["type"] = "dropout"; }},
           Case{"layers[3]", [](Document& l) { l.erase(4); }},
           Case{"layers[5].activation",
                [](Document& l) {
                  l.push_back(Document::parse(R"({"type": "layer_norm", "gamma": [1, 1, 1], "beta": [0, 0, 0],
                                              "epsilon": 1, "activation": "tanh"})"));
                }},
       }) {
    CAPTURE(c.path);
    const Refusal refusal =
        refusal_of([&](Document& document) { c.damage(document["layers"]); }, layered_model());
    CHECK(refusal.code == "damaged_model");
    CHECK(refusal.path == c.path);
    CHECK(refusal.message.find(c.path) == 0);
  }
}

TEST_CASE("model file: an infinite weight is damage too") {
  Json document = write_model(small_model());
  document["layers"][0]["weights"][1][2] = std::numeric_limits<double>::infinity();
  add_checksum(document);
  CHECK_THROWS_WITH(read_model(document), "layers[0].weights[1][2] must be a finite number.");
}

TEST_CASE("model file: damage to a fitted preprocessing is found and its place named") {
  struct Case {
    const char* path;
    std::function<void(Document&)> damage;
  };
  for (const auto& c : {
           Case{"preprocessing[0].clip", [](Document& d) { d["preprocessing"][0]["clip"] = 1; }},
           Case{"preprocessing[0].clip", [](Document& d) { d["preprocessing"][0]["clip"].erase(0); }},
           Case{"preprocessing[0].clip", [](Document& d) { d["preprocessing"][0]["clip"][0] = 1; }},
           Case{"preprocessing[0].clip[1]", [](Document& d) { d["preprocessing"][0]["clip"][1] = nullptr; }},
           Case{"preprocessing[0].missing_indicator",
                [](Document& d) { d["preprocessing"][0]["missing_indicator"] = 1; }},
           Case{"preprocessing[0].rare",
                [](Document& d) { d["preprocessing"][0]["rare"] = Document::array(); }},
           Case{"preprocessing[0].column", [](Document& d) { d["preprocessing"][0].erase("column"); }},
           Case{"preprocessing[0].column", [](Document& d) { d["preprocessing"][0] = "x1"; }},
           Case{"preprocessing[0]", [](Document& d) { d["preprocessing"][0]["column"] = "x9"; }},
           Case{"preprocessing[0].column",
                [](Document& d) { std::swap(d["preprocessing"][0], d["preprocessing"][1]); }},
           Case{"preprocessing[1].column", [](Document& d) { d["preprocessing"][1]["column"] = nullptr; }},
           Case{"preprocessing[1]", [](Document& d) { d["preprocessing"][1]["column"] = "hue"; }},
           Case{"preprocessing[1].fill", [](Document& d) { d["preprocessing"][1]["fill"] = "pink"; }},
           Case{"preprocessing[1].fill", [](Document& d) { d["preprocessing"][1]["fill"] = 0; }},
           Case{"preprocessing[1].shift", [](Document& d) { d["preprocessing"][1]["shift"] = 0; }},
           Case{"preprocessing[1].rare[1]", [](Document& d) { d["preprocessing"][1]["rare"][1] = "pink"; }},
           Case{"preprocessing[1].rare[1]", [](Document& d) { d["preprocessing"][1]["rare"][1] = "green"; }},
           Case{"preprocessing[1].missing_indicator",
                [](Document& d) { d["preprocessing"][1]["missing_indicator"] = "yes"; }},
       }) {
    CAPTURE(c.path);
    const Refusal refusal = refusal_of(c.damage, elaborate_model());
    CHECK(refusal.code == "damaged_model");
    CHECK(refusal.path == c.path);
    CHECK(refusal.message.find(c.path) == 0);
  }
}

TEST_CASE("model file: layers nested without end are refused before they exhaust the stack") {
  const auto nested = [](int depth) {
    return refusal_of(
        [=](Document& document) {
          for (int i = 0; i < depth; ++i) {
            Document wrapped = {{"type", "residual"}, {"layers", Document::array()}};
            wrapped["layers"].push_back(std::move(document["layers"][0]));
            document["layers"][0] = std::move(wrapped);
          }
        },
        model_with({test::dense(5), test::dense(3)}));
  };
  CHECK(nested(32).code == "");
  CHECK(nested(33).code == "damaged_model");
  CHECK(nested(33).path.find("layers[0].layers[0].layers") == 0);
}

TEST_CASE("model file: parts of the format that this version lacks are told from damage") {
  struct Case {
    const char* path;
    std::function<void(Document&)> change;
  };
  for (const auto& c : {
           Case{"layers[0].activation", [](Document& d) { d["layers"][0]["activation"] = "maxout"; }},
       }) {
    CAPTURE(c.path);
    const Refusal refusal = refusal_of(c.change);
    CHECK(refusal.code == "unsupported_model");
    CHECK(refusal.path == c.path);
  }
}

TEST_CASE("model file: a network that has diverged is neither written nor explained") {
  Model model = small_model();
  Matrix<double> weights = model.network.weights(0);
  weights(0, 0) = std::numeric_limits<double>::quiet_NaN();
  model.network.set_layer(0, weights, model.network.bias(0));
  CHECK_THROWS_AS(write_model(model), Error);
  Table table;
  for (const ColumnEncoding& column : model.preprocessing.columns) {
    table.columns.push_back({column.name, column.type, {1, 2}, {0, 0}, column.categories, {"", ""}});
  }
  const auto refusal = [&]() -> std::string {
    try {
      ModelExplainer(model, table, std::vector<int>{0, 1}, column_players(model.preprocessing), {});
    } catch (const Error& error) {
      return error.code();
    }
    return "accepted";
  };
  CHECK(refusal() == "not_finite");
  model.network.set_layer(0, Matrix<double>::Zero(4, 5), model.network.bias(0));
  CHECK(refusal() == "accepted");

  Model normalised = layered_model();
  normalised.network.set_tensor(0, TensorKind::variance,
                                Matrix<double>::Constant(5, 1, std::numeric_limits<double>::infinity()));
  CHECK_THROWS_AS(write_model(normalised), Error);
}
