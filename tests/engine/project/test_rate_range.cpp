#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "error.h"
#include "project/rate_range.h"

using namespace vitrine;

namespace {

/// Sixty rows; in those that are named x is 1000 larger, and nothing else.
Table table_of(const std::vector<int>& changed_rows = {}) {
  std::vector<int> x(60);
  for (int i = 0; i < 60; ++i) x[i] = i * 11 % 60;
  for (const int row : changed_rows) x[row] += 1000;
  std::string csv = "x,y,class\n";
  for (int i = 0; i < 60; ++i) {
    csv +=
        std::to_string(x[i]) + "," + std::to_string(i * 7 % 13) + (i * 11 % 60 > 30 ? ",high\n" : ",low\n");
  }
  return read_csv(csv).table;
}

Project project_with(const std::string& training) {
  return parse_project(R"({"vitrine": 1, "network": {"layers": [{"units": 5, "activation": "tanh"}]},
                           "training": {)" +
                       training + "}}");
}

std::vector<double> losses(const RateRangeTest& test) {
  std::vector<double> values;
  for (const RateRangeTest::Point& point : test.points()) values.push_back(point.loss);
  return values;
}

const RateRangeOptions gentle = {.lowest_rate = 1e-5, .highest_rate = 1e-2, .steps = 12};

}  // namespace

TEST_CASE("rate range of a project: its first loss is that of the untrained network on the training rows") {
  const Project project = project_with(R"("batch_size": 512)");
  const Table table = table_of();
  const Run run(project, std::make_shared<const Table>(table));
  const RateRangeTest test = test_rate_range(project, table, gentle);
  // Summed in float32 there and in float64 here.
  CHECK(test.points().front().loss == doctest::Approx(run.evaluate("train").log_loss).epsilon(1e-6));
}

TEST_CASE("rate range of a project: every step trains, over as many epochs as it takes") {
  const RateRangeTest test =
      test_rate_range(project_with(R"("batch_size": 512, "epochs": 1)"), table_of(), gentle);
  REQUIRE(test.points().size() == 12);
  for (std::size_t i = 1; i < 12; ++i) CHECK(test.points()[i].loss < test.points()[i - 1].loss);
}

TEST_CASE("rate range of a project: epochs, schedule and early stopping have no say") {
  const std::vector<double> expected =
      losses(test_rate_range(project_with(R"("batch_size": 7)"), table_of(), gentle));
  for (const char* const training :
       {R"("epochs": 1)", R"("schedule": {"name": "step", "step_epochs": 1, "factor": 0.1})",
        R"("early_stopping": {"patience": 1, "minimum_improvement": 10})"}) {
    CAPTURE(training);
    const Project project = project_with(R"("batch_size": 7, )" + std::string(training));
    CHECK(losses(test_rate_range(project, table_of(), gentle)) == expected);
  }
}

TEST_CASE("rate range of a project: validation and test rows take no part") {
  const Project project = project_with(R"("batch_size": 7)");
  const PreparedData data = prepare_data(project, table_of());
  const std::vector<double> expected = losses(test_rate_range(project, table_of(), gentle));
  for (const auto& [rows, same] : {std::pair(&data.split.validation, true), std::pair(&data.split.test, true),
                                   std::pair(&data.split.train, false)}) {
    REQUIRE(!rows->empty());
    const Table changed = table_of({rows->front()});
    CHECK((losses(test_rate_range(project, changed, gentle)) == expected) == same);
  }
}

TEST_CASE("rate range of a project: rates that make the loss explode end the test early") {
  const RateRangeTest test = test_rate_range(project_with(R"("optimizer": {"name": "sgd"})"), table_of(),
                                             {.lowest_rate = 1, .highest_rate = 1e30, .steps = 100});
  CHECK(test.finished());
  CHECK(test.points().size() < 100);
}

TEST_CASE("rate range of a project: where training fails it says why") {
  const RateRangeOptions steep = {.lowest_rate = 1e2, .highest_rate = 1e9, .steps = 40, .tolerance = 1e300};
  const RateRangeTest test = test_rate_range(
      project_with(R"("optimizer": {"name": "sgd"}, "loss": "mse", "l2": 1)"), table_of(), steep);
  CHECK(test.finished());
  CHECK(test.points().size() < 40);
  CHECK(test.failure().find(" in epoch ") != std::string::npos);

  const RateRangeTest whole = test_rate_range(project_with(R"("batch_size": 7)"), table_of(), gentle);
  CHECK(whole.failure() == "");
}

TEST_CASE("rate range of a project: a network without a first loss is refused as a training is") {
  // From the second on each layer multiplies by 100 * 10: the sixteenth is beyond 1000^15.
  std::string layers = R"({"units": 100})";
  for (int layer = 1; layer < 16; ++layer) layers += R"(, {"units": 100})";
  const Project project = parse_project(
      R"({"vitrine": 1, "network": {"initializer": "constant", "initializer_value": 10, "layers": [)" +
      layers + "]}}");
  CHECK_THROWS_WITH_AS(test_rate_range(project, table_of({3}), gentle),
                       doctest::Contains(" in epoch 1, batch 1: "), Error);
}
