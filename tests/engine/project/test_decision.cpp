#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "data/toys.h"
#include "error.h"
#include "nn/random.h"
#include "project/cross_validation.h"
#include "project/decision.h"
#include "project/metrics_report.h"
#include "project/report.h"
#include "train/metrics/metric_table.h"
#include "train/metrics/threshold.h"

using namespace vitrine;

namespace {

/// Three times as many rows of the first class as of the second, and noise, so that goals disagree.
Table unequal_rows() {
  Table table = make_toy("moons", 240, 0.5, 3);
  std::vector<bool> kept;
  int seconds = 0;
  for (const std::string& name : table.columns.back().cells)
    kept.push_back(name == "A" || ++seconds % 3 == 0);
  std::string csv = "x1,x2,class\n";
  for (std::size_t row = 0; row < kept.size(); ++row) {
    if (!kept[row]) continue;
    for (std::size_t column = 0; column < 3; ++column) {
      csv += table.columns[column].cells[row] + (column < 2 ? "," : "\n");
    }
  }
  return read_csv(csv).table;
}

Project project_with(const std::string& rule, const std::string& more = "") {
  return parse_project(R"({"vitrine": 1, "data": {"split": {"train": 0.4, "validation": 0.4, "test": 0.2}},
    "network": {"layers": [{"units": 4, "activation": "tanh", "batch_norm": true}]},
    "training": {"epochs": 12, "optimizer": {"learning_rate": 0.05}, "decision": {"rule": ")" +
                       rule + "\"}" + more + "}}");
}

Run trained(const Project& project, const Table& table = unequal_rows()) {
  Run run(project, std::make_shared<const Table>(table));
  while (!run.trainer().finished()) run.trainer().advance(1000);
  return run;
}

/// What deciding at a threshold brings on labelled rows, counted row by row.
struct Counts {
  double true_positives = 0, false_positives = 0, true_negatives = 0, false_negatives = 0;

  Counts(const Labels& labels, const std::vector<double>& probabilities, double threshold) {
    for (std::size_t row = 0; row < labels.size(); ++row) {
      const bool positive = probabilities[row] >= threshold;
      (labels[row] == 1 ? (positive ? true_positives : false_negatives)
                        : (positive ? false_positives : true_negatives)) += 1;
    }
  }

  double value(const std::string& goal) const {
    const double recall = true_positives / (true_positives + false_negatives);
    const double other_recall = true_negatives / (true_negatives + false_positives);
    if (goal == "accuracy") {
      return (true_positives + true_negatives) /
             (true_positives + true_negatives + false_positives + false_negatives);
    }
    if (goal == "f1") return 2 * true_positives / (2 * true_positives + false_positives + false_negatives);
    if (goal == "balanced_accuracy") return (recall + other_recall) / 2;
    return recall + other_recall - 1;
  }
};

struct ScoredRows {
  Labels labels;
  std::vector<double> probabilities;  ///< Of the second class, as the model gives them.
};

ScoredRows validation_rows(const Run& run, const Model& model) {
  ScoredRows rows;
  const std::vector<int>& positions = run.data().split.validation;
  const Matrix<double> predicted = model.predict(run.table(), table_rows(run.data(), positions));
  for (std::size_t i = 0; i < positions.size(); ++i) {
    rows.labels.push_back(run.data().labels.labels[positions[i]]);
    rows.probabilities.push_back(predicted(1, Eigen::Index(i)));
  }
  return rows;
}

struct Refusal {
  std::string code, path, message;
};

Refusal refusal_of(const Project& project, const std::string& csv) {
  try {
    Run(project, std::make_shared<const Table>(read_csv(csv).table));
  } catch (const Error& error) {
    return {error.code(), error.path(), error.what()};
  }
  return {};
}

}  // namespace

TEST_CASE(
    "decision: a goal's threshold is the best of all cuts of the validation rows, in the middle of its gap") {
  std::vector<double> chosen;
  for (const std::string_view name : metrics::threshold_goal_names) {
    const std::string goal(name);
    CAPTURE(goal);
    const Run run = trained(project_with(goal));
    const Model model = run.model();
    REQUIRE(model.threshold);
    const ScoredRows rows = validation_rows(run, model);
    std::vector<double> cuts = rows.probabilities;
    cuts.push_back(0);
    cuts.push_back(1);
    std::sort(cuts.begin(), cuts.end());
    double best = -1, best_cut = 0;
    for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
      const double cut = (cuts[i] + cuts[i + 1]) / 2;
      const double value = Counts(rows.labels, rows.probabilities, cut).value(goal);
      // Values are fractions of at most 10^4: what differs, differs by more than rounding.
      if (value > best + 1e-9) {
        best = value;
        best_cut = cut;
      }
    }
    CHECK(*model.threshold == doctest::Approx(best_cut).epsilon(1e-15));
    chosen.push_back(*model.threshold);
  }
  CHECK(*std::max_element(chosen.begin(), chosen.end()) > *std::min_element(chosen.begin(), chosen.end()));
}

TEST_CASE("decision: only validation rows decide on the threshold") {
  const Project project = project_with("f1");
  const Run run = trained(project);
  const Model model = run.model();
  PreparedData data = run.data();
  for (const std::vector<int>* part : {&data.split.train, &data.split.test}) {
    for (const int position : *part) data.labels.labels[position] = 1 - data.labels.labels[position];
  }
  CHECK(decision_threshold(project, data, run.table(), model) == model.threshold);
  for (const int position : data.split.validation) {
    data.labels.labels[position] = 1 - data.labels.labels[position];
  }
  CHECK(decision_threshold(project, data, run.table(), model) != model.threshold);
}

TEST_CASE("decision: neither network nor project changes with it where it is left out") {
  const Run plain = trained(project_with("most_probable"));
  CHECK_FALSE(plain.model().threshold);
  CHECK_FALSE(write_project(plain.project())["training"].contains("decision"));
  const Run given = trained(project_with("given", R"(, "early_stopping": {"patience": 3})"));
  CHECK(given.model().threshold == 0.5);
  const Run chosen = trained(project_with("f1", R"(, "early_stopping": {"patience": 3})"));
  CHECK(chosen.trainer().network().fingerprint() == given.trainer().network().fingerprint());
  CHECK(write_project(chosen.project())["training"]["decision"]["rule"] == "f1");
}

TEST_CASE("decision: the model made of a run's numbers decides at the run's threshold") {
  const Project project = project_with("youden");
  const Run run = trained(project);
  const Model again = make_model(project, prepare_data(project, run.table()), run.table(),
                                 run.trainer().network().flat_parameters());
  CHECK(write_model(again).dump() == write_model(run.model()).dump());
}

TEST_CASE("decision: scores count what the model predicts at its threshold") {
  const Run run = trained(project_with("f1"));
  const Model model = run.model();
  const ScoredRows rows = validation_rows(run, model);
  const Counts counts(rows.labels, rows.probabilities, *model.threshold);
  const Json report = report::metrics(run, "validation", model.threshold);
  CHECK(report["threshold"] == *model.threshold);
  CHECK(report["confusion"][0][0] == counts.true_negatives);
  CHECK(report["confusion"][0][1] == counts.false_positives);
  CHECK(report["confusion"][1][0] == counts.false_negatives);
  CHECK(report["confusion"][1][1] == counts.true_positives);
  CHECK(report["accuracy"].get<double>() == doctest::Approx(counts.value("accuracy")));
  CHECK(report["balanced_accuracy"].get<double>() == doctest::Approx(counts.value("balanced_accuracy")));
  CHECK(report["per_class"][1]["f1"].get<double>() == doctest::Approx(counts.value("f1")));
  CHECK(report["thresholds"]["f1"]["value"].get<double>() == doctest::Approx(counts.value("f1")));

  const Json scores = report::scores(run, "validation", model.threshold);
  for (const auto& [name, value] : scores.items()) CHECK(report[name] == value);
}

TEST_CASE("decision: a threshold moves the metrics of predicted classes and no others") {
  const Run run = trained(project_with("given"));
  const Json plain = report::metrics(run, "validation", std::nullopt);
  const Json decided = report::metrics(run, "validation", 0.2);
  CHECK(decided["accuracy"] != plain["accuracy"]);
  CHECK(decided["mcc"] != plain["mcc"]);
  for (const metrics::MetricRow& row : metrics::metric_table()) {
    if (row.needs != metrics::Needs::probabilities) continue;
    CAPTURE(row.name);
    CHECK(decided[std::string(row.name)] == plain[std::string(row.name)]);
  }
  CHECK(decided["calibration"] == plain["calibration"]);
  CHECK(decided["per_class"][1]["roc_auc"] == plain["per_class"][1]["roc_auc"]);
}

TEST_CASE("decision: training's scores and all metrics decide alike, also at a probability that occurs") {
  Random random(5, Purpose::noise);
  Matrix<float> logits(2, 200);
  Labels labels;
  for (int row = 0; row < 200; ++row) {
    const double spread = row < 100 ? 1 : 40;
    logits(0, row) = static_cast<float>(spread * random.normal());
    logits(1, row) = static_cast<float>(spread * random.normal());
    labels.push_back(row % 2);
  }
  metrics::ClassPredictions predictions =
      metrics::ClassPredictions::from_logits(logits, labels, {"no", "yes"}).value();
  for (int row = 0; row < 200; ++row) {
    const double threshold = predictions.probabilities()(1, row);
    predictions.decide_at(threshold);
    const ClassificationScores scores = score_classification(logits, labels, threshold);
    for (int k = 0; k < 2; ++k) {
      CHECK(scores.confusion[k][0] == predictions.confusion().count(k, 0));
      CHECK(scores.confusion[k][1] == predictions.confusion().count(k, 1));
    }
  }
}

TEST_CASE("decision: at 0 and above all probabilities everything goes to one class") {
  const Run run = trained(project_with("given"));
  const ClassificationScores all = run.evaluate("validation", 0.0), none = run.evaluate("validation", 1.5);
  CHECK(all.confusion[0][0] + all.confusion[1][0] == 0);
  CHECK(none.confusion[0][1] + none.confusion[1][1] == 0);
  CHECK(all.accuracy == doctest::Approx(1 - none.accuracy));
  CHECK(all.log_loss == run.evaluate("validation").log_loss);
}

TEST_CASE("decision: what cannot be decided is refused before training, with what helps") {
  std::string three = "x,class\n", two = "x,class\n", numbers = "x,y\n";
  for (int row = 0; row < 60; ++row) {
    const std::string x = std::to_string(row * 7 % 60);
    three += x + "," + std::string(1, static_cast<char>('a' + row % 3)) + "\n";
    two += x + "," + (row % 2 == 0 ? "no" : "yes") + "\n";
    numbers += x + "," + std::to_string(row * 11 % 60) + ".5\n";
  }
  for (const char* const rule : {"given", "accuracy", "f1", "balanced_accuracy", "youden"}) {
    CAPTURE(rule);
    const Refusal refusal = refusal_of(project_with(rule), three);
    CHECK(refusal.code == "wrong_decision");
    CHECK(refusal.path == "training.decision.rule");
    CHECK(refusal.message == "training.decision.rule is " + std::string(rule) +
                                 ", which needs a target of two classes: choose most_probable.");
    CHECK(refusal_of(project_with(rule), two).code.empty());
  }
  CHECK(refusal_of(project_with("most_probable"), three).code.empty());

  Project regression = parse_project(
      R"({"vitrine": 1, "data": {"task": "regression"}, "training": {"decision": {"rule": "given"}}})");
  CHECK(refusal_of(regression, numbers).message ==
        "training.decision.rule is given, which needs a target of two classes: choose most_probable.");

  Project no_validation = project_with("f1");
  no_validation.data.split = {0.8, 0, 0.2};
  const Refusal no_rows = refusal_of(no_validation, two);
  CHECK(no_rows.code == "wrong_decision");
  CHECK(no_rows.path == "training.decision.rule");
  CHECK(no_rows.message.find("raise data.split.validation") != std::string::npos);
  no_validation.training.decision.rule = "given";
  CHECK(refusal_of(no_validation, two).code.empty());
}

TEST_CASE("decision: validation rows of one class tell no threshold") {
  // One row of the rare class goes to the training rows.
  std::string csv = "x,class\n1,rare\n";
  for (int row = 2; row < 20; ++row) csv += std::to_string(row) + ",usual\n";
  const Refusal refusal = refusal_of(project_with("accuracy"), csv);
  CHECK(refusal.code == "wrong_decision");
  CHECK(refusal.path == "training.decision.rule");
  CHECK(refusal.message.find("needs validation rows of both classes") != std::string::npos);
  CHECK(refusal_of(project_with("given"), csv).code.empty());
}

TEST_CASE("decision: cross-validation takes its own validation rows, and advises accordingly") {
  // Of two rare rows a fold trains on one, which stays among the rows to train on.
  std::string csv = "x,class\n0,rare\n1,rare\n";
  for (int row = 2; row < 40; ++row) csv += std::to_string(row) + ",usual\n";
  const Table table = read_csv(csv).table;
  CrossValidation validation = cross_validate(project_with("f1"), table, 2, 1);
  CHECK_THROWS_WITH_AS(
      validation.advance(1),
      "training.decision.rule is f1, which needs validation rows of both classes: a fifth of a "
      "fold's training rows is taken for them, so have more rows of the rarer class, or choose "
      "given.",
      Error);
}

TEST_CASE("decision: unknown rules and thresholds outside 0 to 1 are refused by the document") {
  const auto refused = [](const std::string& decision) -> std::string {
    try {
      parse_project(R"({"vitrine": 1, "training": {"decision": )" + decision + "}}");
    } catch (const Error& error) {
      return error.code() + " @ " + error.path();
    }
    return "accepted";
  };
  CHECK(refused(R"({"rule": "given", "threshold": 1})") == "accepted");
  CHECK(refused(R"({"rule": "best"})") == "unknown_choice @ training.decision.rule");
  CHECK(refused(R"({"threshold": 1.01})") == "out_of_range @ training.decision.threshold");
  CHECK(refused(R"({"goal": "f1"})") == "unknown_field @ training.decision.goal");
  CHECK(refused("null") == "wrong_type @ training.decision");
}
