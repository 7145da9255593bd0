#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "error.h"
#include "project/describe.h"
#include "project/options.h"
#include "project/project.h"
#include "search/space.h"
#include "show_json.h"

using namespace vitrine;

namespace {

/// The document's fields by their paths.
nlohmann::json flattened(const Json& document) { return nlohmann::json::parse(document.dump()).flatten(); }

/// The path of the error that reading `text` gives, with its code: "code @ path".
std::string refusal(const std::string& text) {
  try {
    parse_project(text);
  } catch (const Error& error) {
    return error.code() + " @ " + error.path();
  }
  return "accepted";
}

std::string message(const std::string& text) {
  try {
    parse_project(text);
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("project: an empty document is all defaults, and writes back as an empty document") {
  const Project project = parse_project(R"({"vitrine": 1})");
  CHECK(project.data.source.kind == DataSource::Kind::dataset);
  CHECK(project.data.source.name == "iris");
  CHECK(project.network.layers.size() == 1);
  CHECK(project.training.batch_size == 32);
  CHECK(write_project(project).dump() == R"({"vitrine":1})");
}

TEST_CASE(
    "project: every option's default lies in its own range and survives a round trip of another value") {
  for (const Option& option : option_table()) {
    const std::string path(option.path);
    CAPTURE(path);
    CHECK_NOTHROW(check_option(option, path, default_of(option)));
#ifndef __EMSCRIPTEN__  // Which is compiled without the words.
    CHECK(!option.words.help.empty());
    CHECK(option.words.help.back() == '.');
#endif
    if (path.find("[]") != std::string::npos) continue;
    Project project = default_project();
    if (path.rfind("data.source.", 0) == 0)
      project.data.source = {DataSource::Kind::toy, "xor", "", "", 300, 0.1};
    Json other;
    if (const auto* choices = std::get_if<ChoiceOption>(&option.kind)) {
      other = choices->choices.back();
    } else if (const auto* boolean = std::get_if<BooleanOption>(&option.kind)) {
      other = !boolean->initial;
    } else {
      const auto& number = std::get<NumberOption>(option.kind);
      other = number.integer ? Json(static_cast<int>(number.max)) : Json(number.max);
    }
    set_option(project, path, other);
    const Json document = write_project(project);
    if (path.rfind("data.split.", 0) == 0) continue;  // one share alone cannot change
    CHECK(write_project(read_project(document)) == document);
    CHECK((other == default_of(option)) ==
          (flattened(document).size() == flattened(write_project(default_project())).size()));
  }
}

TEST_CASE("project: a full document keeps every field") {
  const std::string text =
      R"({"vitrine":1,"title":"Zip codes","data":{"source":{"csv":"a,b\n1,x\n","name":"zip.csv"},"target":"b",)"
      R"("columns":{"__proto__":{"role":"ignore"},"a":{"type":"category"}},"preprocessing":{"scaling":"none","missing_indicator":true,"rare_share":0.01},)"
      R"("split":{"train":0.5,"validation":0.5,"test":0.0}},"network":{"layers":[{"units":3,"activation":"tanh"},)"
      R"({"units":2,"activation":"relu"}],"initializer":"xavier_uniform"},"training":{"optimizer":{"name":"sgd",)"
      R"("learning_rate":0.5},"batch_size":7},"search":{"trials":5,"space":{"training.l2":{"low":0.1,"high":1}}},)"
      R"("seeds":{"weights":9}})";
  const Project project = parse_project(text);
  CHECK(project.title == "Zip codes");
  CHECK(project.data.columns.at("__proto__").role == "ignore");
  CHECK(project.network.layers[1].activation == "relu");
  CHECK(project.training.optimizer.name == "sgd");
  CHECK(write_project(read_project(write_project(project))) == write_project(project));
  const nlohmann::json expected = flattened(parse_json(text)), written = flattened(write_project(project));
  for (const auto& [path, value] : expected.items()) {
    const std::string named = path;  // clang 14 cannot capture a structured binding
    CAPTURE(named);
    CHECK(written.value(path, nlohmann::json()) == value);
  }
}

TEST_CASE("project: what is wrong is named by code and path") {
  struct Case {
    const char* document;
    const char* refusal;
  };
  for (const Case& c : {
           Case{R"({})", "not_a_project @ vitrine"},
           Case{R"({"vitrine": "1"})", "not_a_project @ vitrine"},
           Case{R"({"vitrine": 2})", "newer_version @ vitrine"},
           Case{R"({"vitrine": 1, "colour": "red"})", "unknown_field @ colour"},
           Case{R"({"vitrine": 1, "training": {"batchsize": 3}})", "unknown_field @ training.batchsize"},
           Case{R"({"vitrine": 1, "training": {"optimizer": {"lr": 3}}})",
                "unknown_field @ training.optimizer.lr"},
           Case{R"({"vitrine": 1, "training": {"optimizer.name": "sgd"}})",
                "unknown_field @ training.optimizer.name"},
           Case{R"({"vitrine": 1, "network": {"layers": [], "layers[].units": 3}})",
                "unknown_field @ network.layers[].units"},
           Case{R"([{"vitrine": 1}])", "wrong_type @ "},
           Case{R"({"vitrine": 1, "training": 5})", "wrong_type @ training"},
           Case{R"({"vitrine": 1, "training": {"batch_size": 0}})", "out_of_range @ training.batch_size"},
           Case{R"({"vitrine": 1, "training": {"batch_size": 2.5}})", "out_of_range @ training.batch_size"},
           Case{R"({"vitrine": 1, "training": {"batch_size": "32"}})", "wrong_type @ training.batch_size"},
           Case{R"({"vitrine": 1, "training": {"epochs": 1e999}})", "not_json @ "},
           Case{R"({"vitrine": 1, "training": {"optimizer": {"learning_rate": -0.1}}})",
                "out_of_range @ training.optimizer.learning_rate"},
           Case{R"({"vitrine": 1, "training": {"optimizer": {"name": "adma"}}})",
                "unknown_choice @ training.optimizer.name"},
           Case{R"({"vitrine": 1, "data": {"preprocessing": {"clip": 1}}})",
                "wrong_type @ data.preprocessing.clip"},
           Case{R"({"vitrine": 1, "data": {"preprocessing": {"range_low": 0.5}}})",
                "out_of_range @ data.preprocessing.range_low"},
           Case{R"({"vitrine": 1, "data": {"preprocessing": {"missing_category": "drop"}}})",
                "unknown_choice @ data.preprocessing.missing_category"},
           Case{R"({"vitrine": 1, "network": {"layers": {}}})", "wrong_type @ network.layers"},
           Case{R"({"vitrine": 1, "network": {"layers": [{"units": 4}, {"units": 9999}]}})",
                "out_of_range @ network.layers[1].units"},
           Case{R"({"vitrine": 1, "network": {"layers": [{"width": 4}]}})",
                "unknown_field @ network.layers[0].width"},
           Case{R"({"vitrine": 1, "data": {"source": {"dataset": "../../etc/passwd"}}})",
                "unknown_choice @ data.source.dataset"},
           Case{R"({"vitrine": 1, "data": {"source": {"dataset": "iris", "csv": ""}}})",
                "unknown_field @ data.source.dataset"},
           Case{R"({"vitrine": 1, "data": {"source": {"toy": "sprial"}}})",
                "unknown_choice @ data.source.toy"},
           Case{R"({"vitrine": 1, "data": {"source": {}}})", "wrong_source @ data.source"},
           Case{R"({"vitrine": 1, "data": {"source": {"file": {"name": "a.csv", "sha256": "00"}}}})",
                "wrong_type @ data.source.file.sha256"},
           Case{R"({"vitrine": 1, "data": {"columns": {"id": {"role": "target"}}}})",
                "unknown_choice @ data.columns.id.role"},
           Case{R"({"vitrine": 1, "data": {"split": {"train": 0.9}}})", "out_of_range @ data.split"},
           Case{R"({"vitrine": 1, "network": {"layers": [{}, {"batch_norm": 1}]}})",
                "wrong_type @ network.layers[1].batch_norm"},
           Case{R"({"vitrine": 1, "network": {"layers": [{"dropout": 1}]}})",
                "out_of_range @ network.layers[0].dropout"},
           Case{R"({"vitrine": 1, "training": {"loss": "log_cosh"}})", "unknown_choice @ training.loss"},
           Case{R"({"vitrine": 1, "training": {"hinge_power": 1.5}})", "out_of_range @ training.hinge_power"},
           Case{R"({"vitrine": 1, "training": {"schedule": "cosine"}})", "wrong_type @ training.schedule"},
           Case{R"({"vitrine": 1, "training": {"schedule": null}})", "wrong_type @ training.schedule"},
           Case{R"({"vitrine": 1, "training": {"schedule": {"name": "linear"}}})",
                "unknown_choice @ training.schedule.name"},
           Case{R"({"vitrine": 1, "training": {"schedule": {"milestones": 3}}})",
                "out_of_range @ training.schedule.milestones"},
           Case{R"({"vitrine": 1, "training": {"schedule": {"milestones": [0, 3]}}})",
                "out_of_range @ training.schedule.milestones"},
           Case{R"({"vitrine": 1, "training": {"schedule": {"milestones": [3, 3]}}})",
                "out_of_range @ training.schedule.milestones"},
           Case{R"({"vitrine": 1, "training": {"schedule": {"milestones": [2.5]}}})",
                "out_of_range @ training.schedule.milestones"},
           Case{R"({"vitrine": 1, "training": {"schedule": {"milestones": [1, "2"]}}})",
                "out_of_range @ training.schedule.milestones"},
           Case{R"({"vitrine": 1, "training": {"gradient_clip": 1}})", "wrong_type @ training.gradient_clip"},
           Case{R"({"vitrine": 1, "training": {"gradient_clip": {"length": 1}}})",
                "unknown_field @ training.gradient_clip.length"},
           Case{R"({"vitrine": 1, "training": {"early_stopping": {"patience": -1}}})",
                "out_of_range @ training.early_stopping.patience"},
           Case{R"({"vitrine": 1, "training": {"early_stopping": {"restore_best": "yes"}}})",
                "wrong_type @ training.early_stopping.restore_best"},
           Case{R"({"vitrine": 1, "training": null})", "wrong_type @ training"},
           Case{R"({"vitrine": 1, "training": {"class_weights": "heavy"}})",
                "unknown_choice @ training.class_weights"},
           Case{R"({"vitrine": 1, "training": {"class_weights": {"a": 0}}})",
                "out_of_range @ training.class_weights.a"},
           Case{R"({"vitrine": 1, "training": {"class_weights": {"a": "2"}}})",
                "wrong_type @ training.class_weights.a"},
       }) {
    CAPTURE(c.document);
    CHECK(refusal(c.document) == c.refusal);
  }
  std::string many = R"({"vitrine":1,"network":{"layers":[)";
  for (int i = 0; i < 17; ++i) many += i == 0 ? "{}" : ",{}";
  CHECK(refusal(many + "]}}") == "out_of_range @ network.layers");
}

TEST_CASE("project: messages name the value and what is allowed") {
  CHECK(message(R"({"vitrine": 1, "training": {"batch_size": 0}})") ==
        "training.batch_size is 0; it must be a whole number from 1 to 4096.");
  CHECK(message(R"({"vitrine": 1, "network": {"initializer": "he"}})") ==
        "network.initializer is \"he\"; it must be one of he_normal, he_uniform, xavier_normal, "
        "xavier_uniform, lecun_normal, lecun_uniform, orthogonal, normal, uniform, constant, zeros.");
  CHECK(message(R"({"vitrine": 1, "data": {"preprocessing": {"missing_indicator": "yes"}}})") ==
        "data.preprocessing.missing_indicator is \"yes\"; it must be true or false.");
  CHECK(message("{\"vitrine\": 1,\n \"title\": oops}") ==
        "The project is not JSON: something is wrong in line 2.");
  CHECK(message("{\"vitrine\": 1,\n") == "The project is not JSON: it ends too early, in line 1.");
  CHECK(message(R"({"vitrine": 1, "training": {"optimizer": {"lr": 1}}})") ==
        "There is no field training.optimizer.lr in a project; here belong: name, learning_rate, momentum, "
        "dampening, nesterov, rate_decay, initial_accumulator, square_decay, rmsprop_momentum, "
        "centered, beta1, beta2, momentum_decay, epsilon, weight_decay, decay_all.");
}

TEST_CASE("project: regularisers that are off may be null, and are written as nothing") {
  const Project project =
      parse_project(R"({"vitrine": 1, "training": {"early_stopping": null, "gradient_clip": null}})");
  CHECK(project.training.early_stopping.patience == 0);
  CHECK(project.training.gradient_clip.norm == 0);
  CHECK(project.training.gradient_clip.value == 0);
  CHECK(write_project(project).dump() == R"({"vitrine":1})");
}

TEST_CASE("project: class weights are a choice or a weight by name, and the last one said counts") {
  const std::string text = R"({"vitrine":1,"training":{"class_weights":{"no":0.5,"yes":3.0}}})";
  Project project = parse_project(text);
  CHECK(project.training.given_class_weights == std::map<std::string, double>{{"no", 0.5}, {"yes", 3}});
  CHECK(write_project(project).dump() == text);
  set_option(project, "training.class_weights", "balanced");
  CHECK(write_project(project).dump() == R"({"vitrine":1,"training":{"class_weights":"balanced"}})");
  set_option(project, "training.class_weights", parse_json(R"({"a": 2})"));
  CHECK(write_project(project).dump() == R"({"vitrine":1,"training":{"class_weights":{"a":2.0}}})");
}

TEST_CASE("project: milestones and what a layer has besides units come back as they were written") {
  const std::string text =
      R"({"vitrine":1,"training":{"schedule":{"name":"multi_step","milestones":[5,7,20]}},)"
      R"("network":{"layers":[{"units":4,"activation":"tanh","dropout":0.25,"batch_norm":true},)"
      R"({"units":4,"activation":"relu","layer_norm":true,"residual":true}]}})";
  const Project project = parse_project(text);
  CHECK(project.training.schedule.milestones == std::vector<int>{5, 7, 20});
  CHECK(project.network.layers[0].dropout == 0.25);
  CHECK(project.network.layers[0].batch_norm);
  CHECK(!project.network.layers[1].batch_norm);
  CHECK(project.network.layers[1].residual);
  CHECK(write_project(project).dump() == text);
}

TEST_CASE("project: set_option takes paths of options, layers and the target, and checks them") {
  Project project = default_project();
  set_option(project, "training.batch_size", 64);
  set_option(project, "network.layers", parse_json(R"([{"units": 5}, {"units": 6, "activation": "tanh"}])"));
  set_option(project, "data.target", "colour");
  CHECK(project.training.batch_size == 64);
  CHECK(project.network.layers[0].activation == "relu");
  CHECK(project.network.layers[1].units == 6);
  CHECK(project.data.target == "colour");
  CHECK_THROWS_AS(set_option(project, "training.batch_size", 0), Error);
  CHECK_THROWS_AS(set_option(project, "training.nothing", 0), Error);
  CHECK_THROWS_AS(set_option(project, "network.layers[].units", 3), Error);
  CHECK(project.training.batch_size == 64);
}

TEST_CASE("options: the description lists every option with its range or choices") {
  const Json description = describe();
  REQUIRE(description["options"].size() == option_table().size());
  for (std::size_t i = 0; i < option_table().size(); ++i) {
    const Json& entry = description["options"][i];
    CHECK(entry["path"] == std::string(option_table()[i].path));
    CHECK(entry.contains("choices") == (entry["type"] == "choice"));
    CHECK(entry["default"].is_boolean() == (entry["type"] == "boolean"));
    CHECK(entry.contains("min") == entry["default"].is_number());
  }
  REQUIRE(description["lists"].size() == 1);
  const Json& list = description["lists"][0];
  CHECK(list["path"] == "training.schedule.milestones");
  CHECK(list["longest"] == 100);
  CHECK(list["min"] == 1);
  CHECK(list["max"] == 100000);
  CHECK(list["only_with"]["choices"] == Json::array({"multi_step"}));
  // What a task takes for an empty document is what reading one gives.
  for (const std::string_view task : task_names) {
    CAPTURE(std::string(task));
    Project project = read_project({{"vitrine", 1}, {"data", {{"task", task}}}});
    const Json& described = description["tasks"][std::string(task)];
    for (const auto& [path, value] : described["defaults"].items()) {
      CHECK(value_of(*find_option(path), project) == value);
    }
    const Json& losses = described["losses"];
    CHECK(std::find(losses.begin(), losses.end(), Json(project.training.loss)) != losses.end());
  }
  CHECK(description["tasks"]["classification"]["defaults"].empty());
  CHECK(description["tasks"]["regression"]["losses"] == Json::array({"mse", "mae", "huber"}));
  // A page that names the default space in words reads it from here.
  CHECK(write_search_space(read_search_space(description["search_space"])) ==
        write_search_space(read_search_space(Json())));
}
