#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>
#include <string>

#include "data/split.h"
#include "data/toys.h"
#include "error.h"
#include "project/cross_validation.h"
#include "project/run.h"
#include "project/trial.h"
#include "show_json.h"
#include "train/metrics/threshold.h"

using namespace vitrine;

namespace {

/// A small study on a toy, quick enough to train many times.
Project study_project(
    const std::string& search = R"("folds": 3, "space": {"training.batch_size": {"choices": [8, 16, 32]}})") {
  return parse_project(R"({"vitrine": 1, "data": {"source": {"toy": "moons", "rows": 60}, "target": "class"},
    "network": {"layers": [{"units": 4, "activation": "tanh"}]},
    "training": {"epochs": 5, "optimizer": {"learning_rate": 0.05}}, "search": {)" +
                       search + "}}");
}

Table moons() { return make_toy("moons", 60, 0.2, 3); }

TrialResult run_trial(const Project& project, const Table& table, int number, int slice = 1000000) {
  Trial trial(project, table, number);
  while (!trial.advance(slice)) continue;
  return trial.result();
}

/// Accuracy and log loss of each fold.
struct FoldScores {
  double accuracy, log_loss;
};

constexpr std::array<std::string_view, 2> accuracy_and_log_loss = {"accuracy", "log_loss"};

std::vector<FoldScores> scores_of(CrossValidation validation) {
  while (!validation.advance(1000)) continue;
  std::vector<FoldScores> scores;
  for (const auto& fold : validation.scores()) scores.push_back({fold[0].value(), fold[1].value()});
  return scores;
}

CrossValidation validation_of(const Project& project, const Table& table, const PreparedData& data,
                              std::vector<Fold> folds) {
  return {project, table, data, std::move(folds), accuracy_and_log_loss};
}

Labels labels_at(const PreparedData& data, const std::vector<int>& positions) {
  Labels labels;
  for (const int position : positions) labels.push_back(data.labels.labels[position]);
  return labels;
}

/// By hand: a fifth of a fold's training rows stands in for validation rows.
Split inner_split(const PreparedData& data, const Fold& fold) {
  Split split = stratified_split(labels_at(data, fold.train), 2, 0.2, 0, 1);
  for (std::vector<int>* part : {&split.train, &split.validation}) {
    for (int& position : *part) position = fold.train[position];
  }
  return split;
}

std::string refusal(const std::string& space) {
  try {
    study_options(study_project("\"space\": " + space));
  } catch (const Error& error) {
    return error.code() + " @ " + error.path();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("study_options: a space may only name options that exist, may vary, and allow its values") {
  struct Case {
    const char* space;
    const char* refusal;
  };
  for (const auto& c : {
           Case{R"({"training.optimizer.name": {"choices": ["sgd", "adam"]}})", "accepted"},
           Case{R"({"data.preprocessing.scaling": {"choices": ["none", "standard"]}})", "accepted"},
           Case{R"({"network.layers": {"choices": [[], [{"units": 3}]]}})", "accepted"},
           Case{R"({"training.speed": {"low": 0, "high": 1}})",
                "unknown_field @ search.space.training.speed"},
           Case{R"({"training.l2": {"low": 0, "high": 1000}})", "out_of_range @ search.space.training.l2"},
           Case{R"({"training.batch_size": {"low": 0, "high": 8}})",
                "out_of_range @ search.space.training.batch_size"},
           Case{R"({"training.batch_size": {"low": 1, "high": 8.5}})",
                "wrong_type @ search.space.training.batch_size.high"},
           Case{R"({"training.optimizer.name": {"choices": ["sgd", "adma"]}})",
                "unknown_choice @ search.space.training.optimizer.name"},
           Case{R"({"network.layers": {"depth": {"low": 1, "high": 40}, "units": {"low": 1, "high": 2}}})",
                "out_of_range @ search.space.network.layers"},
           Case{R"({"seeds.weights": {"low": 1, "high": 9}})", "not_searchable @ search.space.seeds.weights"},
           Case{R"({"data.split.test": {"choices": [0, 0.2]}})",
                "not_searchable @ search.space.data.split.test"},
           Case{R"({"data.target": {"choices": ["x", "class"]}})",
                "not_searchable @ search.space.data.target"},
       }) {
    CAPTURE(c.space);
    CHECK(refusal(c.space) == c.refusal);
  }
}

TEST_CASE("study_options: the default space is allowed by the option table") {
  const StudyOptions study = study_options(parse_project(R"({"vitrine": 1})"));
  CHECK(study.trials == 32);
  CHECK(study.metric == "log_loss");
}

TEST_CASE(
    "study_options: whole-number options are drawn as whole numbers, and a finite space ends the study") {
  const StudyOptions study = study_options(
      study_project(R"("trials": 100, "space": {"training.batch_size": {"low": 2, "high": 9}})"));
  CHECK(study.trials == 8);
  CHECK(Study(study).parameters(0)["training.batch_size"].is_number_integer());
  CHECK(study_options(study_project(R"("trials": 100, "space": {"training.l2": {"low": 0, "high": 1}})"))
            .trials == 100);
}

TEST_CASE("Trial: takes the same result from slices of any size") {
  const Project project = study_project();
  const Table table = moons();
  const Json whole = write_trial(run_trial(project, table, 1));
  CHECK(whole["state"] == "complete");
  CHECK(write_trial(run_trial(project, table, 1, 1)) == whole);
  CHECK(write_trial(run_trial(project, table, 1, 7)) == whole);
}

TEST_CASE("Trial: progress rises to 1") {
  const Table table = moons();
  Trial trial(study_project(), table, 0);
  double last = trial.progress();
  CHECK(last == 0);
  while (!trial.advance(3)) {
    CHECK(trial.progress() > last);
    last = trial.progress();
    CHECK(last < 1);
  }
  CHECK(trial.progress() == 1);
}

TEST_CASE("apply_trial: sets options and refuses what is no object of them") {
  const Project project = study_project();
  CHECK(apply_trial(project, {{"training.batch_size", 5}}).training.batch_size == 5);
  CHECK_THROWS_WITH(apply_trial(project, {{"batch_size", 5}}), "There is no option called batch_size.");
  CHECK_THROWS_WITH(apply_trial(project, 5), "The parameters of a trial must be an object, not 5.");
}

TEST_CASE("Trial: each fold trains with preprocessing of its own rows and scores the rows left out") {
  const Project project = study_project();
  const Table table = moons();
  const TrialResult result = run_trial(project, table, 2);
  REQUIRE(result.folds.size() == 3);

  // The same by hand, from the parts.
  const Project tried = apply_trial(project, result.parameters);
  CHECK(tried.training.batch_size == result.parameters["training.batch_size"].get<int>());
  PreparedData data = prepare_data(tried, table);
  std::vector<int> positions = data.split.train;
  positions.insert(positions.end(), data.split.validation.begin(), data.split.validation.end());
  std::sort(positions.begin(), positions.end());
  const std::vector<int> fold_of =
      stratified_folds(labels_at(data, positions), 2, 3, static_cast<std::uint64_t>(project.seeds.search), 0);
  double sum = 0;
  for (int fold = 0; fold < 3; ++fold) {
    std::vector<int> train, score;
    for (std::size_t i = 0; i < positions.size(); ++i)
      (fold_of[i] == fold ? score : train).push_back(positions[i]);
    fit_on(tried, table, train, data);
    const Examples<float> examples = select_examples(data, table, train);
    Trainer<float> trainer(build_network(tried, data.preprocessing.inputs(), 2), examples, {},
                           training_options(tried, examples.labels, data.labels.classes));
    trainer.advance(1000000);
    const Examples<float> held_out = select_examples(data, table, score);
    const double log_loss =
        score_classification(trainer.network().logits(held_out.inputs), held_out.labels).log_loss;
    CHECK(result.folds[fold] == log_loss);
    sum += log_loss;
  }
  CHECK(result.value == sum / 3);
}

TEST_CASE("Trial: test rows take no part") {
  const Project project = study_project();
  Table table = moons();
  const Json before = write_trial(run_trial(project, table, 0));
  const PreparedData data = prepare_data(project, table);
  REQUIRE(!data.split.test.empty());
  Table changed = table;
  for (const int row : table_rows(data, data.split.test)) changed.columns[0].numbers[row] = 1e6;
  CHECK(write_trial(run_trial(project, changed, 0)) == before);
  changed.columns[0].numbers[data.labels.rows[data.split.train[0]]] = 1e6;
  CHECK(write_trial(run_trial(project, changed, 0)) != before);
}

TEST_CASE("Trial: repeats are folds of another shuffle, and accuracy is a metric too") {
  const Project project = study_project(
      R"("folds": 2, "repeats": 2, "metric": "accuracy", "space": {"training.batch_size": {"choices": [8]}})");
  const TrialResult result = run_trial(project, moons(), 0);
  REQUIRE(result.folds.size() == 4);
  for (const double fold : result.folds) CHECK((fold >= 0 && fold <= 1));
  // 24 of the 48 rows in each fold: a share of 24ths.
  for (const double fold : result.folds)
    CHECK(fold * 24 == doctest::Approx(static_cast<int>(fold * 24 + 0.5)));
}

TEST_CASE("Trial: with one fold the validation split scores, as in a run of the same project") {
  const Project project = study_project(R"("folds": 1, "space": {"training.batch_size": {"choices": [8]}})");
  const auto table = std::make_shared<const Table>(moons());
  const TrialResult result = run_trial(project, *table, 0);
  Run run(apply_trial(project, result.parameters), table);
  while (!run.trainer().finished()) run.trainer().advance(1000);
  REQUIRE(result.folds.size() == 1);
  CHECK(result.value == run.evaluate("validation").log_loss);
}

TEST_CASE("Trial: one fold needs validation rows and cannot be repeated") {
  const Table table = moons();
  CHECK_THROWS_WITH_AS(Trial(study_project(R"("folds": 1, "repeats": 2)"), table, 0),
                       doctest::Contains("search.repeats"), Error);
  Project project = study_project(R"("folds": 1)");
  project.data.split = {0.8, 0, 0.2};
  CHECK_THROWS_WITH_AS(Trial(project, table, 0), doctest::Contains("data.split.validation"), Error);
}

TEST_CASE("Trial: training that diverges is a failed trial with the reason in words") {
  Project project = study_project(R"("space": {"training.optimizer.learning_rate": {"choices": [10]}})");
  project.training.optimizer.name = "sgd";
  project.data.preprocessing.scaling = "none";
  LayerChoice relu = default_project().network.layers[0];
  relu.units = 8;
  project.network.layers = {relu, relu, relu};
  project.training.epochs = 200;
  Table table = moons();
  for (double& x : table.columns[0].numbers) x *= 1e10;
  const TrialResult result = run_trial(project, table, 0);
  CHECK(result.state == "failed");
  CHECK(result.failure.find("learning rate") != std::string::npos);
  CHECK(write_trial(result)["value"].is_null());
}

TEST_CASE("Trial: options that do not go together are a failed trial, and the next one goes on") {
  Project project = study_project(R"("space": {"training.batch_size": {"choices": [1, 8]}})");
  project.network.layers[0].batch_norm = true;
  const Table table = moons();
  int failed = 0;
  for (int number = 0; number < 2; ++number) {
    const TrialResult result = run_trial(project, table, number);
    const bool single = result.parameters["training.batch_size"] == 1;
    CHECK(result.state == (single ? "failed" : "complete"));
    CHECK((result.failure.find("training.batch_size is 1") == 0) == single);
    failed += single ? 1 : 0;
  }
  CHECK(failed == 1);
}

TEST_CASE("study_document: what changes results changes the study; what does not, does not") {
  const Project project = study_project();
  const Json document = study_document(project, "");
  Project same = project;
  same.title = "Moons";
  same.search.trials += 10;
  same.explain.background += 1;
  same.seeds.explain += 1;
  CHECK(study_document(same, "") == document);
  Project other = project;
  other.seeds.search += 1;
  CHECK(study_document(other, "") != document);
  CHECK(study_document(project, "abc") != document);
  other = project;
  other.data.source.rows += 2;
  CHECK(study_document(other, "") != document);
}

TEST_CASE("make_folds: every position scores once per repetition and never trains its own fold") {
  PreparedData data;
  data.labels.classes = {"a", "b"};
  for (int i = 0; i < 20; ++i) data.labels.labels.push_back(i % 2);
  const std::vector<int> positions = {0, 1, 2, 3, 6, 7, 9, 12, 15, 17};
  const std::vector<Fold> folds = make_folds(data, positions, 3, 2, 1);
  REQUIRE(folds.size() == 6);
  for (int repeat = 0; repeat < 2; ++repeat) {
    std::vector<int> scored;
    for (int k = 0; k < 3; ++k) {
      const Fold& fold = folds[repeat * 3 + k];
      scored.insert(scored.end(), fold.score.begin(), fold.score.end());
      std::vector<int> both = fold.train;
      both.insert(both.end(), fold.score.begin(), fold.score.end());
      std::sort(both.begin(), both.end());
      CHECK(both == positions);
    }
    std::sort(scored.begin(), scored.end());
    CHECK(scored == positions);
  }
  CHECK(folds[0].score != folds[3].score);
}

TEST_CASE("make_folds: fewer rows than folds are refused at search.folds") {
  PreparedData data;
  data.labels.classes = {"a", "b"};
  data.labels.labels = {0, 1, 0};
  try {
    make_folds(data, std::vector<int>{0, 1, 2}, 4, 1, 1);
    FAIL("accepted");
  } catch (const Error& error) {
    CHECK(error.code() == "too_few_rows");
    CHECK(error.path() == "search.folds");
  }
}

TEST_CASE("cross_validate: scores every labelled row, whatever the project's split") {
  Project project = study_project();
  project.data.split = {0.5, 0.25, 0.25};
  const Table table = moons();
  CrossValidation validation = cross_validate(project, table, 5, 2);
  while (!validation.advance(1000)) continue;
  REQUIRE(validation.scores().size() == 10);
  // 12 of the 60 rows in each fold: the accuracy is a share of twelfths.
  for (const auto& fold : validation.scores()) {
    const double right = fold[0].value() * 12;
    CHECK(right == doctest::Approx(std::round(right)));
  }
}

TEST_CASE("cross_validate: what stops a fold early is never what scores it") {
  Project project = study_project();
  project.training.epochs = 40;
  project.training.early_stopping.patience = 2;
  const Table table = moons();
  // Wrong labels and wild inputs in the rows that score the first fold, and nowhere else.
  project.data.split = {1, 0, 0};
  PreparedData data = prepare_data(project, table);
  const std::vector<Fold> folds = make_folds(data, data.split.train, 3, 1, 1);
  const std::vector<FoldScores> before = scores_of(validation_of(project, table, data, {folds[0]}));
  for (const int position : folds[0].score) {
    data.labels.labels[position] = 1 - data.labels.labels[position];
  }
  const std::vector<FoldScores> after = scores_of(validation_of(project, table, data, {folds[0]}));
  // The same network, so each row that was right is wrong now.
  CHECK(after[0].accuracy == doctest::Approx(1 - before[0].accuracy).epsilon(1e-12));
}

TEST_CASE("cross_validate: the rows that score a fold do not move its decision threshold") {
  Project project = study_project();
  const Table table = moons();
  project.data.split = {1, 0, 0};
  PreparedData data = prepare_data(project, table);
  const std::vector<Fold> folds = make_folds(data, data.split.train, 3, 1, 1);
  bool matters = false;
  for (const std::string_view goal : metrics::threshold_goal_names) {
    CAPTURE(goal);
    project.training.decision.rule = "most_probable";
    const std::vector<FoldScores> plain = scores_of(validation_of(project, table, data, folds));
    project.training.decision.rule = goal;
    const std::vector<FoldScores> before = scores_of(validation_of(project, table, data, folds));
    for (std::size_t fold = 0; fold < folds.size(); ++fold) {
      PreparedData changed = data;
      for (const int position : folds[fold].score) {
        changed.labels.labels[position] = 1 - changed.labels.labels[position];
      }
      const std::vector<FoldScores> after = scores_of(validation_of(project, table, changed, {folds[fold]}));
      // The same network and the same threshold, so each row that was right is wrong now.
      CHECK(after[0].accuracy == doctest::Approx(1 - before[fold].accuracy).epsilon(1e-12));
      matters = matters || before[fold].accuracy != plain[fold].accuracy;
    }
  }
  CHECK(matters);
}

TEST_CASE("cross_validate: the decision threshold is the best on a fifth of the fold's training rows") {
  Project project = study_project();
  project.training.decision.rule = "f1";
  const Table table = moons();
  project.data.split = {1, 0, 0};
  PreparedData data = prepare_data(project, table);
  const std::vector<Fold> folds = make_folds(data, data.split.train, 3, 1, 1);
  const std::vector<FoldScores> scores = scores_of(validation_of(project, table, data, {folds[0]}));

  // By hand: the same fold as a run of its own.
  const Split inner = inner_split(data, folds[0]);
  fit_on(project, table, inner.train, data);
  Trainer<float> trainer(build_network(project, 2, 2), select_examples(data, table, inner.train), {},
                         training_options(project, labels_at(data, folds[0].train), data.labels.classes));
  while (!trainer.finished()) trainer.advance(1000);
  const Examples<float> choosing = select_examples(data, table, inner.validation);
  const Matrix<float> probabilities = trainer.network().probabilities(choosing.inputs);
  std::vector<double> of_second;
  for (int row = 0; row < probabilities.cols(); ++row) of_second.push_back(probabilities(1, row));
  const double threshold = metrics::middle_of_gap(
      metrics::choose_threshold(choosing.labels, of_second, metrics::ThresholdGoal::f1).value().threshold,
      of_second);
  const Examples<float> held_out = select_examples(data, table, folds[0].score);
  CHECK(scores[0].accuracy ==
        score_classification(trainer.network().logits(held_out.inputs), held_out.labels, threshold).accuracy);
}

TEST_CASE("cross_validate: nothing is fitted on the rows that choose a fold's decision threshold") {
  Project project = study_project();
  project.training.decision.rule = "f1";  // moves no log loss
  Table table = moons();
  project.data.split = {1, 0, 0};
  const PreparedData data = prepare_data(project, table);
  const std::vector<Fold> folds = make_folds(data, data.split.train, 3, 1, 1);
  const std::vector<FoldScores> before = scores_of(validation_of(project, table, data, {folds[0]}));
  const auto shift = [&](const std::vector<int>& chosen) {
    Table shifted = table;
    for (const int position : chosen) {
      const int row = data.labels.rows[position];
      for (Column& column : shifted.columns) {
        if (column.type == ColumnType::number) column.numbers[row] += 1000;
      }
    }
    return scores_of(validation_of(project, shifted, data, {folds[0]}))[0].log_loss;
  };
  const Split inner = inner_split(data, folds[0]);
  CHECK(shift(inner.validation) == before[0].log_loss);
  CHECK(shift(inner.train) != before[0].log_loss);
}

TEST_CASE("cross_validate: rows for early stopping come out of the fold's training rows, a fifth of them") {
  Project project = study_project();
  project.training.early_stopping.patience = 2;
  project.training.epochs = 40;
  const Table table = moons();
  project.data.split = {1, 0, 0};
  PreparedData data = prepare_data(project, table);
  const std::vector<Fold> folds = make_folds(data, data.split.train, 3, 1, 1);
  const std::vector<FoldScores> scores = scores_of(validation_of(project, table, data, {folds[0]}));

  // By hand: the same fold as a run of its own.
  const Split inner = inner_split(data, folds[0]);
  fit_on(project, table, inner.train, data);
  CHECK(inner.validation.size() == 8);
  Trainer<float> trainer(build_network(project, 2, 2), select_examples(data, table, inner.train),
                         select_examples(data, table, inner.validation),
                         training_options(project, labels_at(data, folds[0].train), data.labels.classes));
  while (!trainer.finished()) trainer.advance(1000);
  const Examples<float> held_out = select_examples(data, table, folds[0].score);
  CHECK(scores[0].log_loss ==
        score_classification(trainer.network().logits(held_out.inputs), held_out.labels).log_loss);
}

TEST_CASE("spread_of: the standard deviation divides by n - 1") {
  const Spread spread = spread_of({1, 2, 3, 6});
  CHECK(spread.mean == 3);
  CHECK(spread.standard_deviation == doctest::Approx(2.1602468994692869));  // sqrt((4 + 1 + 0 + 9) / 3)
  CHECK(std::isnan(spread_of({1}).standard_deviation));
}
