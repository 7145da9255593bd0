#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "bench/measurement.h"
#include "bench/network.h"
#include "bench/trials.h"
#include "bench/workloads.h"
#include "data/csv.h"
#include "error.h"
#include "train/metrics.h"
#include "train/trainer.h"

using namespace vitrine;
using namespace vitrine::bench;

namespace {

constexpr const char* train_text =
    R"({"op": "train", "net": {"inputs": 4, "hidden": [6, 5], "outputs": 3}, "batch": 8, "rows": 60,
        "optimizer": {"name": "adam", "lr": 0.01, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}, "seed": 3,
        "min_seconds": 1, "warmup_seconds": 0)";

Request train_request(const std::string& more = "") {
  return read_request(parse_json(train_text + more + "}"));
}

/// Runs a measurement on a clock on which every call takes so long.
Measurement measured(const Request& request, const Rows& rows, double call_seconds) {
  Measurement measurement(request, make_work(request, {rows.x, rows.y}));
  for (double now = 100; measurement.advance(now); now += call_seconds) continue;
  return measurement;
}

std::string refused(const std::string& text) {
  try {
    read_request(parse_json(text));
  } catch (const Error& error) {
    return error.code() + " @ " + error.path();
  }
  return "accepted";
}

}  // namespace

TEST_CASE(
    "measurement: the timed part takes at least the seconds asked for, and speed is units over seconds") {
  const Request request = train_request();
  const Rows rows = make_rows(request.network, request.rows, 1);
  const Json reply = measured(request, rows, 0.03).reply();
  const double seconds = reply["seconds"].get<double>();
  CHECK(seconds >= 1);
  CHECK(seconds < 1.04);
  CHECK(reply["steps_per_s"].get<double>() == doctest::Approx(reply["steps"].get<double>() / seconds));
  CHECK(reply["rows_per_s"].get<double>() == doctest::Approx(reply["rows"].get<double>() / seconds));
  CHECK(reply["contract"] == "perflab/1");
  CHECK(reply["op"] == "train");
  CHECK(reply["ok"] == true);
}

TEST_CASE("measurement: the warm-up is neither timed nor counted") {
  Request request = train_request();
  request.warmup_seconds = 0.5;
  const Rows rows = make_rows(request.network, request.rows, 1);
  Measurement measurement(request, make_work(request, {rows.x, rows.y}));
  double now = 100;
  while (!measurement.timing()) {
    REQUIRE(measurement.advance(now));
    now += 0.125;
  }
  CHECK(measurement.started() == doctest::Approx(100.5));
  while (measurement.advance(now)) now += 0.125;
  CHECK(measurement.seconds() == doctest::Approx(1));
}

TEST_CASE("measurement: a number of steps ends it, even at once") {
  const Request request = train_request(R"(, "max_steps": 20)");
  const Rows rows = make_rows(request.network, request.rows, 1);
  for (const double call_seconds : {1e-6, 0.002, 0.7}) {
    const Json reply = measured(request, rows, call_seconds).reply();
    CHECK(reply["steps"].get<double>() <= 20);
    if (call_seconds < 0.1) CHECK(reply["steps"].get<double>() == 20);
  }
}

TEST_CASE("measurement: a clock that is too coarse for a few steps is waited for, without more of them") {
  const Request request = train_request(R"(, "max_steps": 3)");
  const Rows rows = make_rows(request.network, request.rows, 1);
  Measurement measurement(request, make_work(request, {rows.x, rows.y}));
  int calls = 0;
  while (measurement.advance(calls < 9 ? 100 : 100.25)) ++calls;
  const Json reply = measurement.reply();
  CHECK(reply["steps"] == 3);
  CHECK(reply["seconds"] == 0.25);
  CHECK(reply["steps_per_s"] == 12);
}

TEST_CASE("measurement: it trains as a trainer of the same options does, to the same loss") {
  const Request request = train_request(R"(, "max_steps": 37)");
  const Rows rows = make_rows(request.network, request.rows, 1);
  const Json reply = measured(request, rows, 1e-6).reply();

  const Examples<float> examples = examples_of(request, {rows.x, rows.y});
  Trainer<float> trainer(initial_network(request.network, request.seed), examples, {},
                         {.optimizer = adam_of(request),
                          .learning_rate = 0.01,
                          .batch_size = 8,
                          .epochs = 100,
                          .shuffle_seed = 3});
  trainer.advance(36);
  CHECK(reply["loss_last"].get<double>() == trainer.advance_at(0.01));
  const Matrix<float> logits = trainer.network().class_logits(examples.inputs);
  CHECK(reply["accuracy"].get<double>() == score_classification(logits, examples.labels).accuracy);
}

TEST_CASE("measurement: a training that fails ends with the reason, not with a speed") {
  Request request = train_request(R"(, "max_steps": 400)");
  request.learning_rate = 1e8;
  const Rows rows = make_rows(request.network, request.rows, 1);
  CHECK_THROWS_WITH_AS(measured(request, rows, 1e-6), doctest::Contains("epoch"), Error);
  Rows broken = rows;
  broken.x[7] = std::numeric_limits<float>::quiet_NaN();
  CHECK_THROWS_AS(measured(train_request(R"(, "max_steps": 400)"), broken, 1e-6), Error);
}

TEST_CASE("measurement: where the epochs run out, training goes on with all else") {
  const Request request = read_request(parse_json(
      R"({"op": "train", "net": {"inputs": 2, "hidden": [3], "outputs": 2}, "batch": 1, "rows": 1,
          "optimizer": {"lr": 1e-5, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}, "min_seconds": 1e6,
          "max_steps": 100010})"));
  const WorkData data = {.x = {0.5F, -0.25F}, .y = {1}};
  auto work = make_work(request, data);
  work->advance(100010);

  Trainer<float> trainer(
      initial_network(request.network, request.seed), examples_of(request, data), {},
      {.optimizer = adam_of(request), .learning_rate = 1e-5, .batch_size = 1, .epochs = 100010});
  trainer.advance(100009);
  CHECK(work->reply(100010, 1)["loss_last"].get<double>() == trainer.advance_at(1e-5));
}

TEST_CASE("measurement: rows are those of the batches, of which the last of an epoch is short") {
  // 60 rows in batches of 8: seven and a half.
  for (const auto& [steps, expected] : {std::pair{1, 8}, {7, 56}, {8, 60}, {9, 68}, {16, 120}}) {
    const Request request = train_request(R"(, "max_steps": )" + std::to_string(steps));
    const Rows rows = make_rows(request.network, request.rows, 1);
    const Json reply = measured(request, rows, 1e-6).reply();
    CHECK(reply["steps"] == steps);
    CHECK(reply["rows"] == expected);
  }
}

TEST_CASE("measurement: inference, products, files and the limit tell their speed") {
  const Request infer = read_request(parse_json(
      R"({"op": "infer", "net": {"inputs": 4, "hidden": [6], "outputs": 3}, "batch": 8, "rows": 20, "min_seconds": 0.1})"));
  const Rows rows = make_rows(infer.network, 20, 1);
  const Json inferred = measured(infer, rows, 0.01).reply();
  CHECK(inferred["rows_per_s"].get<double>() > 0);
  const Json four =
      measured(
          read_request(parse_json(
              R"({"op": "infer", "net": {"inputs": 4, "hidden": [6], "outputs": 3}, "batch": 8, "rows": 20, "max_steps": 4})")),
          rows, 1e-6)
          .reply();
  CHECK(four["rows"] == 28);
  const Matrix<float> all =
      initial_network(infer.network, infer.seed).probabilities(inputs_of(infer, {rows.x, rows.y}));
  const double check = inferred["check"].get<double>();
  CHECK((check == all(0, 0) || check == all(0, 8) || check == all(0, 16)));  // of the last batch

  const Json product =
      measured(read_request(parse_json(R"({"op": "matmul", "n": 5, "min_seconds": 0.1})")), {}, 0.01).reply();
  CHECK(product["gflops"].get<double>() ==
        doctest::Approx(2e-9 * 125 * product["calls"].get<double>() / product["seconds"].get<double>()));
  CHECK(measured(read_request(parse_json(R"({"op": "peak", "min_seconds": 0.1})")), {}, 0.01)
            .reply()["gflops"]
            .get<double>() > 0);

  const std::string csv = "f1,f2\n1,0.25\n2,0.5\n3,1.004\n";
  const Request reading = read_request(parse_json(R"({"op": "csv", "min_seconds": 0.1, "max_steps": 1})"));
  Measurement read(reading, make_work(reading, {{}, {}, [&] { return csv; }}));
  for (double now = 0; read.advance(now); now += 0.01) continue;
  CHECK(read.reply()["rows"] == 3);
  CHECK(read.reply()["bytes"] == csv.size());
  CHECK(read.reply()["checksum_f2"].get<double>() == doctest::Approx(1.75));
}

TEST_CASE("request: what is missing, of the wrong type or out of range is refused by name") {
  CHECK(refused(std::string(train_text) + "}") == "accepted");
  CHECK(refused(R"({"op": "dance"})") == "unsupported_op @ op");
  CHECK(refused(std::string(train_text) + R"(, "shuffle": false})") == "out_of_range @ shuffle");
  const std::string infer = R"({"op": "infer", "rows": 1, "batch": 1, "optimizer": {"name": "sgd"}, "net":)";
  CHECK(refused(infer + R"({"inputs": 2, "hidden": [], "outputs": 2}})") == "out_of_range @ optimizer.name");
  CHECK(refused(infer + R"({"activation": "tanh"}})") == "out_of_range @ net.activation");
  CHECK(refused(infer + R"({"loss": "mse"}})") == "out_of_range @ net.loss");
  CHECK(
      refused(
          R"({"op": "infer", "rows": 1, "net": {"inputs": 2, "hidden": [], "outputs": 2}, "optimizer": "sgd"})") ==
      "wrong_type @ optimizer");
  CHECK(refused(R"({"op": "matmul"})") == "wrong_type @ n");
  CHECK(refused(R"({"op": "matmul", "n": 0})") == "out_of_range @ n");
  CHECK(refused(R"({"op": "train", "net": 3})") == "wrong_type @ net");
  CHECK(refused(R"({"op": "infer", "net": {"inputs": 2, "hidden": [0], "outputs": 2}})") ==
        "out_of_range @ net.hidden");
  CHECK(refused(R"({"op": "infer", "net": {"inputs": 2, "hidden": [], "outputs": 2}, "batch": 1})") ==
        "wrong_type @ rows");
  const std::string hpo =
      R"({"op": "hpo", "net": {"inputs": 2, "hidden": [], "outputs": 2}, "rows": 9, "epochs": 2)";
  CHECK(refused(hpo + "}") == "accepted");
  CHECK(refused(hpo + R"(, "workers": 0})") == "out_of_range @ workers");
  CHECK(refused(R"({"op": "peak", "min_seconds": -1})") == "out_of_range @ min_seconds");
  CHECK(refused(R"({"op": "peak", "min_seconds": "2"})") == "wrong_type @ min_seconds");
  CHECK(refused(R"({"op": "peak", "max_steps": null})") == "accepted");
  CHECK(refused(R"({"op": "matmul", "n": 99999})") == "out_of_range @ n");
  CHECK(refused(R"({"op": "train", "net": {"inputs": 99999, "hidden": [99999], "outputs": 2}})") ==
        "out_of_range @ net");
}

TEST_CASE("trials: what a file of configurations lacks or exceeds is refused by name") {
  const Request request = train_request();
  const Rows rows = make_rows(request.network, request.rows, 1);
  const auto refused_file = [&](const std::string& text) -> std::string {
    try {
      Trials(request, parse_json(text), {rows.x, rows.y}, score_fold);
    } catch (const Error& error) {
      return error.code() + " @ " + error.path();
    }
    return "accepted";
  };
  const std::string config = R"({"hidden": [7], "lr": 0.02, "batch": 16, "l2": 0})";
  CHECK(refused_file(R"({"configs": [)" + config + R"(], "test_folds": [[0, 59]]})") == "accepted");
  CHECK(refused_file(R"({"configs": [)" + config + R"(], "test_folds": [[0, 60]]})") ==
        "out_of_range @ test_folds");
  CHECK(refused_file(R"({"configs": [)" + config + R"(], "test_folds": [3]})") == "wrong_type @ test_folds");
  CHECK(refused_file(R"({"configs": [)" + config + R"(], "test_folds": [[0], []]})") ==
        "out_of_range @ test_folds");
  std::string every_row = "0";
  for (int row = 1; row < request.rows; ++row) every_row += ", " + std::to_string(row);
  CHECK(refused_file(R"({"configs": [)" + config + R"(], "test_folds": [[)" + every_row + "]]}") ==
        "out_of_range @ test_folds");
  CHECK(refused_file(R"({"configs": [)" + config + "]}") == "wrong_type @ test_folds");
  CHECK(refused_file(R"({"test_folds": [[0]]})") == "wrong_type @ configs");
  CHECK(refused_file(R"({"configs": [], "test_folds": [[0]]})") == "out_of_range @ configs");
  CHECK(refused_file(R"({"configs": [)" + config + R"(], "test_folds": []})") == "out_of_range @ test_folds");
  CHECK(refused_file(
            R"({"configs": [{"hidden": [7], "lr": -1, "batch": 16, "l2": 0}], "test_folds": [[0]]})") ==
        "out_of_range @ configs.lr");
  CHECK(
      refused_file(R"({"configs": [{"hidden": [7], "lr": 1, "batch": 0, "l2": 0}], "test_folds": [[0]]})") ==
      "out_of_range @ configs.batch");
  CHECK(
      refused_file(
          R"({"configs": [{"hidden": [99999, 99999], "lr": 1, "batch": 9, "l2": 0}], "test_folds": [[0]]})") ==
      "out_of_range @ configs.hidden");
  CHECK(
      refused_file(R"({"configs": [{"hidden": [0], "lr": 1, "batch": 6, "l2": 0}], "test_folds": [[0]]})") ==
      "out_of_range @ configs.hidden");
}

TEST_CASE("measurement: data of another size, or with a class that there is not, is refused") {
  const Request request = train_request();
  Rows rows = make_rows(request.network, request.rows, 1);
  rows.y.back() = 3;
  CHECK_THROWS_WITH_AS(make_work(request, {rows.x, rows.y}), "data.y holds class 3; it must be from 0 to 2.",
                       Error);
  rows.x.pop_back();
  CHECK_THROWS_AS(make_work(read_request(parse_json(R"({"op": "csv"})")), {}), Error);
  CHECK_THROWS_WITH_AS(make_work(request, {rows.x, rows.y}),
                       "data.x holds 239 numbers; 60 rows of 4 need 240.", Error);
}

TEST_CASE("trials: the mean accuracy over folds, each trained on the other rows") {
  Request request = train_request();
  request.epochs = 15;
  const Rows rows = make_rows(request.network, request.rows, 1);
  const Json hpo = parse_json(R"({"configs": [{"hidden": [7], "lr": 0.02, "batch": 16, "l2": 0.001}],
                                  "test_folds": [[0, 2, 4, 6, 8], [1, 3, 5, 7]]})");
  const Trials trials(request, hpo, {rows.x, rows.y}, score_fold);
  REQUIRE(trials.count() == 1);

  const Examples<float> all = examples_of(request, {rows.x, rows.y});
  double sum = 0;
  for (const std::vector<int>& test : {std::vector<int>{0, 2, 4, 6, 8}, std::vector<int>{1, 3, 5, 7}}) {
    Examples<float> train, held_out;
    const auto append = [&](Examples<float>& to, int row) {
      to.inputs.conservativeResize(4, to.inputs.cols() + 1);
      to.inputs.rightCols(1) = all.inputs.col(row);
      to.labels.push_back(all.labels[static_cast<std::size_t>(row)]);
    };
    for (int row = 0; row < request.rows; ++row)
      append(std::find(test.begin(), test.end(), row) == test.end() ? train : held_out, row);
    Trainer<float> trainer(initial_network({4, {7}, 3}, 3), train, {},
                           {.optimizer = adam_of(request),
                            .learning_rate = 0.02,
                            .batch_size = 16,
                            .epochs = 15,
                            .penalties = {.l2 = 0.001},
                            .shuffle_seed = 3});
    while (!trainer.finished()) trainer.advance(1000);
    sum += score_classification(trainer.network().class_logits(held_out.inputs), held_out.labels).accuracy;
  }
  CHECK(trials.score(0) == sum / 2);
}

TEST_CASE("trials: a batch may be larger than the rows, and a training that fails scores 0") {
  Request request = train_request();
  request.epochs = 15;
  const Rows rows = make_rows(request.network, request.rows, 1);
  const Json hpo = parse_json(R"({"configs": [{"hidden": [7], "lr": 0.02, "batch": 61, "l2": 0},
                                              {"hidden": [7], "lr": 0.02, "batch": 59, "l2": 0},
                                              {"hidden": [7], "lr": 1e8, "batch": 8, "l2": 0}],
                                  "test_folds": [[0]]})");
  const Trials trials(request, hpo, {rows.x, rows.y}, score_fold);
  CHECK(trials.score(0) == trials.score(1));
  CHECK(trials.score(2) == 0);
}

TEST_CASE("workloads: rows can be learned, and the file is one that the reader types") {
  const Request request = train_request(R"(, "max_steps": 400)");
  const Rows rows = make_rows(request.network, request.rows, 2);
  CHECK(measured(request, rows, 1e-6).reply()["accuracy"].get<double>() > 0.8);

  const CsvFile file = read_csv(make_csv(20000, 1));
  REQUIRE(file.table.columns.size() == 12);
  for (std::size_t column = 0; column < 12; ++column) {
    CHECK(file.table.columns[column].type == (column < 8 ? ColumnType::number : ColumnType::category));
  }
  CHECK(file.table.columns[10].categories.size() == 20);
}
