#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "data/toys.h"
#include "error.h"
#include "project/run.h"

using namespace vitrine;

namespace {

/// What refuses a project on two classes and two number columns: "code @ path".
std::string refusal(const std::string& fields) {
  const Project project = parse_project(
      R"({"vitrine": 1, "data": {"source": {"toy": "xor", "rows": 40}, "target": "class"}, )" + fields + "}");
  try {
    Run(project, std::make_shared<const Table>(make_toy("xor", 40, 0.1, 1)));
  } catch (const Error& error) {
    return error.code() + " @ " + error.path();
  }
  return "accepted";
}

/// Three classes.
std::string refusal_of_iris(const std::string& training) {
  const Project project = parse_project(R"({"vitrine": 1, "training": {)" + training + "}}");
  const CsvFile file =
      read_csv("x,y\n1,a\n2,b\n3,c\n4,a\n5,b\n6,c\n7,a\n8,b\n9,c\n2,a\n3,b\n1,c\n5,a\n6,b\n4,c\n", {});
  try {
    Run(project, std::make_shared<const Table>(file.table));
  } catch (const Error& error) {
    return error.code() + " @ " + error.path();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("run: options that do not go together are refused with the path of one of them") {
  struct Case {
    const char* fields;
    const char* refusal;
  };
  for (const Case& c : {
           Case{R"("network": {"layers": [{"batch_norm": true, "layer_norm": true}]})",
                "conflicting_options @ network.layers[0].layer_norm"},
           Case{R"("network": {"layers": [{"units": 3}, {"units": 4, "residual": true}]})",
                "wrong_shape @ network.layers[1].residual"},
           Case{R"("network": {"layers": [{"units": 2, "residual": true}]})", "accepted"},
           Case{R"("training": {"schedule": {"name": "cosine", "minimum_rate": 1}})",
                "out_of_range @ training.schedule.minimum_rate"},
           Case{R"("training": {"epochs": 5, "schedule": {"name": "warmup_cosine", "warmup_epochs": 5}})",
                "out_of_range @ training.schedule.warmup_epochs"},
           Case{R"("training": {"loss": "binary_cross_entropy"})", "accepted"},
           Case{R"("training": {"loss": "mse", "class_weights": "balanced"})",
                "wrong_loss @ training.class_weights"},
           Case{R"("training": {"class_weights": {"Z": 2}})", "unknown_class @ training.class_weights"},
       }) {
    CAPTURE(c.fields);
    CHECK(refusal(c.fields) == c.refusal);
  }
  CHECK(refusal_of_iris(R"("loss": "cross_entropy")") == "accepted");
  CHECK(refusal_of_iris(R"("loss": "binary_cross_entropy")") == "wrong_loss @ training.loss");
}

TEST_CASE("training options: rmsprop has no momentum unless it is given one of its own") {
  // As torch.optim.RMSprop and keras.optimizers.RMSprop.
  Project project = parse_project(R"({"vitrine": 1, "training": {"optimizer": {"name": "rmsprop"}}})");
  const std::vector<std::string> classes = {"no", "yes"};
  CHECK(training_options(project, {}, classes).optimizer.rmsprop_momentum == 0);
  set_option(project, "training.optimizer.rmsprop_momentum", 0.75);
  CHECK(training_options(project, {}, classes).optimizer.rmsprop_momentum == 0.75);
}

TEST_CASE("training options: class weights reach the loss in the order of the classes") {
  const std::vector<std::string> classes = {"no", "yes"};
  const Labels labels = {0, 0, 0, 1};
  Project project = default_project();
  CHECK(training_options(project, labels, classes).loss.class_weights.empty());
  set_option(project, "training.class_weights", parse_json(R"({"yes": 5})"));
  CHECK(training_options(project, labels, classes).loss.class_weights == std::vector<double>{1, 5});
  set_option(project, "training.class_weights", "balanced");  // n / (K n_k): 4 / (2 * 3) and 4 / (2 * 1)
  CHECK(training_options(project, labels, classes).loss.class_weights == std::vector<double>{4.0 / 6, 2});
  // Binary cross-entropy takes their ratio, times its own positive weight.
  project.training.loss = "binary_cross_entropy";
  project.training.positive_weight = 0.5;
  const LossOptions loss = training_options(project, labels, classes).loss;
  CHECK(loss.class_weights.empty());
  REQUIRE(loss.positive_weights.size() == 1);
  CHECK(loss.positive_weights[0] == doctest::Approx(0.5 * 3).epsilon(1e-15));
}
