#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "project/run_gradient_check.h"

using namespace vitrine;

namespace {

/// Forty rows with two inputs, a class and a number.
std::shared_ptr<const Table> table() {
  std::string csv = "x,y,class,number\n";
  for (int i = 0; i < 40; ++i) {
    const int x = i * 11 % 40;
    csv += std::to_string(x) + "," + std::to_string(i * 7 % 13) + (x > 20 ? ",high," : ",low,") +
           std::to_string(x + 0.5) + "\n";
  }
  return std::make_shared<const Table>(read_csv(csv).table);
}

Run run_of(const std::string& data, const std::string& training = "") {
  return Run(parse_project(R"({"vitrine": 1, "data": {"columns": {)" + data + R"(},
    "network": {"layers": [{"units": 5, "activation": "tanh", "batch_norm": true, "dropout": 0.2}]},
    "training": {)" + training +
                           "}}"),
             table());
}

const std::string classes = R"("number": {"role": "ignore"}}, "target": "class")";
const std::string numbers = R"("class": {"role": "ignore"}}, "target": "number", "task": "regression")";

}  // namespace

TEST_CASE("check_gradient of a run: every parameter agrees with finite differences, whatever is learned") {
  // Central differences with a step of 1e-5, of losses whose third derivative is about 1.
  for (const auto& learned : {std::pair(classes, 2), std::pair(numbers, 1)}) {
    const std::string& data = learned.first;
    const int outputs = learned.second;
    CAPTURE(data);
    for (const char* const training : {"", R"("l2": 0.1, "max_norm": 2)"}) {
      const GradientCheck check = check_gradient(run_of(data, training), 20);
      // Weights and bias of 5 units with 2 inputs, their gamma and beta, weights and bias of the outputs.
      CHECK(check.checked == 5 * 2 + 5 + 2 * 5 + outputs * 5 + outputs);
      CHECK(check.worst < 1e-7);
    }
  }
}

TEST_CASE("check_gradient of a run: rows beyond the training rows are not asked for") {
  const Run run = run_of(classes);
  const int rows = static_cast<int>(run.data().split.train.size());
  const GradientCheck all = check_gradient(run, rows);
  CHECK(check_gradient(run, 1000).analytic == all.analytic);
  CHECK(check_gradient(run, rows - 1).analytic != all.analytic);
}
