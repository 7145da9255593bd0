#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "data/csv.h"
#include "project/prediction_warning.h"

using namespace vitrine;

namespace {

/// z = 1e10 (x, y) for every class or number, so that inputs of 1e300 are too large.
Model model_of(Output output, double weight = 1e10) {
  std::vector<std::string> classes;
  if (output == Output::softmax) classes = {"a", "b"};
  Preprocessing preprocessing;
  for (const char* const name : {"x", "y"}) preprocessing.columns.emplace_back().name = name;
  const int outputs = output == Output::softmax ? 2 : 1;
  Network<double> network(2, std::vector<LayerOptions>{}, outputs, output);
  network.set_tensor(0, TensorKind::weights, Matrix<double>::Constant(outputs, 2, weight));
  return {classes, preprocessing, network, nullptr, ""};
}

const std::vector<int> four_rows = {0, 1, 2, 3};

std::optional<Warning> warning_of(const Model& model, const std::string& csv) {
  const Table table = read_csv(csv).table;
  return warn_of_no_prediction(model, table, four_rows, model.predict(table, four_rows));
}

}  // namespace

TEST_CASE("no_prediction: rows that overflow are named by line, and the columns that did it") {
  for (const Output output : {Output::softmax, Output::identity}) {
    const std::optional<Warning> warning = warning_of(model_of(output), "x,y\n1,2\n3,1e300\n5,6\n7,-1e305\n");
    REQUIRE(warning.has_value());
    CHECK(warning->code == "no_prediction");
    CHECK(warning->lines == std::vector<int>{3, 5});
    CHECK(warning->count == 2);
    CHECK(warning->names == std::vector<std::string>{"y"});
    CHECK(
        warning->message ==
        "There is no prediction for 2 rows (lines 3 and 5): an input is beyond what the network can compute "
        "with; the largest is in column \"y\".");
  }
}

TEST_CASE("no_prediction: there is no warning where every row has a prediction") {
  CHECK_FALSE(warning_of(model_of(Output::softmax), "x,y\n1,2\n3,1e200\n5,6\n7,8\n").has_value());
}

TEST_CASE("no_prediction: with inputs of a usual size the weights are to blame") {
  const std::optional<Warning> warning =
      warning_of(model_of(Output::softmax, 1e308), "x,y\n1,2\n3,4\n5,6\n0,0\n");
  REQUIRE(warning.has_value());
  CHECK(warning->count == 3);
  CHECK(warning->names.empty());
  CHECK(warning->message.find("the model's weights are too large") != std::string::npos);
}
