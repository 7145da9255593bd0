#include <doctest/doctest.h>

#include <functional>
#include <limits>
#include <string>

#include "error.h"
#include "nn/random.h"
#include "project/model_file.h"

namespace {

using namespace vitrine;

ColumnEncoding number_column(const std::string& name, double fill, double shift, double scale) {
  ColumnEncoding column;
  column.name = name;
  column.fill = fill;
  column.shift = shift;
  column.scale = scale;
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
  return {
      sigmoid ? std::vector<std::string>{"no", "yes"} : std::vector<std::string>{"a", "b", "ç \"quoted\""},
      Preprocessing{{number_column("x1", 0.1, 1.0 / 3, 2e-7), category_column("colour", {"red", "blue", ""}),
                     number_column("x2", 5, 0, 1)}},
      network, Json::parse(R"({"vitrine": 1, "seeds": {"weights": 7}})"), "3f9ac1d2"};
}

/// The document, changed, read back: the error's code and path.
struct Refusal {
  std::string code, path, message;
};

Refusal refusal_of(const std::function<void(Json&)>& change) {
  Json document = write_model(small_model());
  change(document);
  try {
    read_model(document);
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
    const Model again = read_model(Json::parse(text));
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
    CHECK(again.preprocessing.columns[0].shift == 1.0 / 3);
    CHECK(again.preprocessing.columns[0].scale == 2e-7);
    CHECK(again.preprocessing.columns[1].categories == model.preprocessing.columns[1].categories);
    CHECK(again.preprocessing.columns[2].fill == 5);
  }
}

TEST_CASE("model file: awkward numbers keep their bits") {
  Model model = small_model();
  Matrix<double> weights = model.network.weights(2);
  weights(0, 0) = std::numeric_limits<double>::denorm_min();
  weights(0, 1) = std::numeric_limits<double>::max();
  weights(0, 2) = -0.0;
  weights(1, 0) = 0.1 + 0.2;
  weights(1, 1) = 1e22;
  weights(1, 2) = 3;
  weights(2, 0) = static_cast<double>(0.1F);
  model.network.set_layer(2, weights, model.network.bias(2));
  const Model again = read_model(Json::parse(write_model(model).dump()));
  CHECK(again.network.fingerprint() == model.network.fingerprint());
  CHECK(again.network.weights(2) == weights);
}

TEST_CASE("model file: weights stand as [out][in], and a plain model needs no preprocessing") {
  const Json document = Json::parse(R"({
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

  Json short_document = document;
  for (const char* key : {"preprocessing", "project", "fingerprint"}) short_document.erase(key);
  CHECK(write_model(read_model(short_document)) == write_model(model));
}

TEST_CASE("model file: a fill of 0 stays a fill, also where scaling changes nothing") {
  Model model = small_model();
  model.preprocessing.columns[0] = number_column("x1", 0, 0, 1);
  model.preprocessing.columns[2] = number_column("x2", 0, 0, 1);
  const Model again = read_model(Json::parse(write_model(model).dump()));
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
  CHECK(model.probabilities(table, rows) == model.network.probabilities(inputs));
}

TEST_CASE("model file: a file that is something else, or newer, is named as such") {
  CHECK(refusal_of([](Json& document) { document = Json::array(); }).code == "not_a_model");
  CHECK(refusal_of([](Json& document) { document = Json::parse(R"({"vitrine": 1})"); }).code ==
        "not_a_model");
  CHECK(refusal_of([](Json& document) { document["vitrine_model"] = 2; }).code == "newer_version");
  CHECK(refusal_of([](Json& document) { document["vitrine_model"] = "1"; }).path == "vitrine_model");
  CHECK(refusal_of([](Json& document) { document["vitrine_model"] = 0; }).code == "damaged_model");
  CHECK(refusal_of([](Json&) {}).code == "");
}

TEST_CASE("model file: damage is found and its place named") {
  struct Case {
    const char* path;
    std::function<void(Json&)> damage;
  };
  const double infinity = std::numeric_limits<double>::infinity();
  for (const auto& c : {
           Case{"task", [](Json& d) { d.erase("task"); }},
           Case{"task", [](Json& d) { d["task"] = "clustering"; }},
           Case{"extra", [](Json& d) { d["extra"] = 1; }},
           Case{"output", [](Json& d) { d["output"] = "relu"; }},
           Case{"classes", [](Json& d) { d["classes"] = "a"; }},
           Case{"classes", [](Json& d) { d["classes"] = Json::array({"a"}); }},
           Case{"classes[2]", [](Json& d) { d["classes"][2] = "a"; }},
           Case{"classes[1]", [](Json& d) { d["classes"][1] = 7; }},
           Case{"classes", [](Json& d) { d["output"] = "sigmoid"; }},
           Case{"columns", [](Json& d) { d["columns"] = Json::array(); }},
           Case{"columns[0].name", [](Json& d) { d["columns"][0].erase("name"); }},
           Case{"columns[2].name", [](Json& d) { d["columns"][2]["name"] = "x1"; }},
           Case{"columns[0].type", [](Json& d) { d["columns"][0]["type"] = "date"; }},
           Case{"columns[0].categories", [](Json& d) { d["columns"][0]["categories"] = Json::array({"a"}); }},
           Case{"columns[1].categories", [](Json& d) { d["columns"][1].erase("categories"); }},
           Case{"columns[1].categories", [](Json& d) { d["columns"][1]["categories"] = Json::array(); }},
           Case{"columns[1].categories[1]", [](Json& d) { d["columns"][1]["categories"][1] = "red"; }},
           Case{"columns[1].extra", [](Json& d) { d["columns"][1]["extra"] = 1; }},
           Case{"preprocessing", [](Json& d) { d["preprocessing"] = nullptr; }},
           Case{"preprocessing[1]", [](Json& d) { d["preprocessing"].erase(1); }},
           Case{"preprocessing[2]", [](Json& d) { d["preprocessing"].push_back(d["preprocessing"][0]); }},
           Case{"preprocessing[0].column", [](Json& d) { d["preprocessing"][0]["column"] = "x2"; }},
           Case{"preprocessing[0].scale", [](Json& d) { d["preprocessing"][0]["scale"] = 0; }},
           Case{"preprocessing[1].shift", [](Json& d) { d["preprocessing"][1]["shift"] = nullptr; }},
           Case{"preprocessing[1].fill", [](Json& d) { d["preprocessing"][1].erase("fill"); }},
           Case{"project", [](Json& d) { d["project"] = 3; }},
           Case{"fingerprint", [](Json& d) { d["fingerprint"] = nullptr; }},
           Case{"layers", [](Json& d) { d["layers"] = Json::array(); }},
           Case{"layers", [](Json& d) { d["layers"] = Json::object(); }},
           Case{"layers[0]", [](Json& d) { d["layers"][0] = 1; }},
           Case{"layers[0].type", [](Json& d) { d["layers"][0]["type"] = "convolution"; }},
           Case{"layers[0].bias", [](Json& d) { d["layers"][0].erase("bias"); }},
           Case{"layers[0].bias", [](Json& d) { d["layers"][0]["bias"].erase(0); }},
           Case{"layers[0].bias[1]", [](Json& d) { d["layers"][0]["bias"][1] = "1"; }},
           Case{"layers[0].dropout", [](Json& d) { d["layers"][0]["dropout"] = 0.5; }},
           Case{"layers[0].weights[3]", [](Json& d) { d["layers"][0]["weights"][3].erase(0); }},
           Case{"layers[0].weights[1][2]", [=](Json& d) { d["layers"][0]["weights"][1][2] = infinity; }},
           Case{"layers[0].weights[1][2]", [](Json& d) { d["layers"][0]["weights"][1][2] = nullptr; }},
           Case{"layers[1].weights[0]",
                [](Json& d) { d["layers"][0]["weights"].erase(0), d["layers"][0]["bias"].erase(0); }},
           Case{"layers[2].weights", [](Json& d) { d["layers"][2]["weights"].erase(0); }},
           Case{"layers[2].activation", [](Json& d) { d["layers"][2]["activation"] = "relu"; }},
       }) {
    CAPTURE(c.path);
    const Refusal refusal = refusal_of(c.damage);
    CHECK(refusal.code == "damaged_model");
    CHECK(refusal.path == c.path);
    CHECK(refusal.message.find(c.path) == 0);
  }
}

TEST_CASE("model file: parts of the format that this version lacks are told from damage") {
  struct Case {
    const char* path;
    std::function<void(Json&)> change;
  };
  for (const auto& c : {
           Case{"task", [](Json& d) { d["task"] = "regression"; }},
           Case{"output", [](Json& d) { d["output"] = "identity"; }},
           Case{"layers[1].type", [](Json& d) { d["layers"][1] = Json::parse(R"({"type": "batch_norm"})"); }},
           Case{"layers[1].type", [](Json& d) { d["layers"][1] = Json::parse(R"({"type": "layer_norm"})"); }},
           Case{"layers[1].type", [](Json& d) { d["layers"][1] = Json::parse(R"({"type": "residual"})"); }},
           Case{"layers[0].activation", [](Json& d) { d["layers"][0]["activation"] = "maxout"; }},
       }) {
    CAPTURE(c.path);
    const Refusal refusal = refusal_of(c.change);
    CHECK(refusal.code == "unsupported_model");
    CHECK(refusal.path == c.path);
  }
}

TEST_CASE("model file: a network that has diverged is not written") {
  Model model = small_model();
  Matrix<double> weights = model.network.weights(0);
  weights(0, 0) = std::numeric_limits<double>::quiet_NaN();
  model.network.set_layer(0, weights, model.network.bias(0));
  CHECK_THROWS_AS(write_model(model), Error);
}
