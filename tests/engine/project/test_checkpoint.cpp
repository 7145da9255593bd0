#include <doctest/doctest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "data/toys.h"
#include "error.h"
#include "project/checkpoint.h"
#include "project/checksum.h"
#include "project/run.h"
#include "show_json.h"

using namespace vitrine;

namespace {

std::shared_ptr<const Table> moons() {
  static const auto table = std::make_shared<const Table>(make_toy("moons", 90, 0.2, 3));
  return table;
}

/// Everything that has a state or a random number of its own; seven steps an epoch, the last one short.
Project project_with(const std::string& training) {
  return parse_project(R"({"vitrine": 1, "data": {"source": {"toy": "moons", "rows": 90}, "target": "class"},
    "network": {"layers": [{"units": 7, "activation": "tanh", "batch_norm": true, "dropout": 0.2},
                           {"units": 5, "activation": "silu", "layer_norm": true}]},
    "training": {"epochs": 6, "batch_size": 8, "input_noise": 0.05)" +
                       training + "}}");
}

/// Through text and back, as a file would.
Checkpoint copied(const Run& run) {
  const Json document = write_checkpoint(run.project(), "", run.trainer().state());
  return read_checkpoint(parse_json(document.dump()));
}

Run finished(const Project& project) {
  Run run(project, moons());
  while (!run.trainer().finished()) run.trainer().advance(1000);
  return run;
}

/// Stops after `steps` steps, and goes on in another run.
Run interrupted(const Project& project, int steps) {
  Run first(project, moons());
  first.trainer().advance(steps);
  Run second(project, moons());
  second.trainer().resume(copied(first).state);
  CHECK(second.trainer().steps_taken() == first.trainer().steps_taken());
  CHECK(second.trainer().network().fingerprint() == first.trainer().network().fingerprint());
  while (!second.trainer().finished()) second.trainer().advance(1000);
  return second;
}

void check_same(const Run& a, const Run& b) {
  CHECK(a.trainer().network().fingerprint() == b.trainer().network().fingerprint());
  CHECK(a.trainer().steps_taken() == b.trainer().steps_taken());
  CHECK(a.trainer().best_epoch() == b.trainer().best_epoch());
  CHECK(a.trainer().stopped_early() == b.trainer().stopped_early());
  // The whole state, history and moments too.
  CHECK(write_checkpoint(a.project(), "", a.trainer().state()) ==
        write_checkpoint(b.project(), "", b.trainer().state()));
}

Json checkpoint_document() {
  Run run(project_with(""), moons());
  run.trainer().advance(10);
  return write_checkpoint(run.project(), "", run.trainer().state());
}

std::string refusal(const Json& document) {
  try {
    read_checkpoint(document);
  } catch (const Error& error) {
    return error.code() + " @ " + error.path();
  }
  return "accepted";
}

}  // namespace

TEST_CASE("checkpoint: resuming equals never having stopped, for every optimizer and schedule") {
  std::vector<std::string> trainings;
  for (const std::string_view name : optimizer_names) {
    trainings.push_back(R"(, "optimizer": {"learning_rate": 0.01, "name": ")" + std::string(name) + R"("})");
  }
  trainings.push_back(R"(, "optimizer": {"name": "sgd", "nesterov": true, "learning_rate": 0.05})");
  trainings.push_back(R"(, "optimizer": {"name": "rmsprop", "centered": true})");
  for (const std::string_view name : schedule_names) {
    trainings.push_back(R"(, "schedule": {"patience": 0, "threshold": 0.4, "name": ")" + std::string(name) +
                        R"("})");
  }
  for (const std::string& training : trainings) {
    CAPTURE(training);
    const Project project = project_with(training);
    const Run whole = finished(project);
    // Before the first step, within an epoch, at its end, at the end of all.
    for (const int steps : {0, 3, 7, 24, 42}) {
      CAPTURE(steps);
      check_same(interrupted(project, steps), whole);
    }
  }
}

TEST_CASE("checkpoint: early stopping goes on counting, and restores what was best before the interruption") {
  // No epoch is better than the first by so much.
  const Project project = project_with(R"(, "early_stopping": {"patience": 3, "minimum_improvement": 10})");
  const Run whole = finished(project);
  REQUIRE(whole.trainer().stopped_early());
  REQUIRE(whole.trainer().best_epoch() == 1);
  for (const int steps : {3, 7, 20, 28}) {
    CAPTURE(steps);
    check_same(interrupted(project, steps), whole);
  }
}

TEST_CASE("checkpoint: without validation rows the history's gaps come back as gaps") {
  Project project = project_with("");
  project.data.split = {0.8, 0, 0.2};
  check_same(interrupted(project, 20), finished(project));
}

TEST_CASE("checkpoint: a run that failed stays failed") {
  Project project = project_with(R"(, "l2": 1, "optimizer": {"name": "sgd", "learning_rate": 10})");
  project.network.layers = {};
  project.training.optimizer.learning_rate = 1e30;
  Run run(project, moons());
  run.trainer().advance(1000);
  REQUIRE(!run.trainer().failure().empty());
  Run other(project, moons());
  project.training.optimizer.learning_rate = 10;
  const Json document = write_checkpoint(project, "", run.trainer().state());
  other.trainer().resume(read_checkpoint(parse_json(document.dump())).state);
  CHECK(other.trainer().failure() == run.trainer().failure());
  CHECK(other.trainer().advance(5) == 0);
}

TEST_CASE("checkpoint: a file that is none, is newer or damaged is refused with the place") {
  // Ten of seven steps an epoch, eight rows a step.
  const Json good = checkpoint_document();
  CHECK(refusal(good) == "accepted");
  REQUIRE(good["epoch"] == 1);
  REQUIRE(good["position"] == 24);
  CHECK(refusal(Json(3)) == "not_a_checkpoint @ vitrine_checkpoint");
  CHECK(refusal(write_project(default_project())) == "not_a_checkpoint @ vitrine_checkpoint");
  struct Case {
    std::vector<std::string> place;
    Json value;
    const char* refusal;
  };
  const std::vector<Case> cases = {
      {{"vitrine_checkpoint"}, 2, "newer_version @ vitrine_checkpoint"},
      {{"vitrine_checkpoint"}, "1", "damaged_checkpoint @ vitrine_checkpoint"},
      {{"epoch"}, -1, "damaged_checkpoint @ epoch"},
      {{"epoch"}, 1.5, "damaged_checkpoint @ epoch"},
      {{"data"}, 5, "damaged_checkpoint @ data"},
      {{"stopped_early"}, 0, "damaged_checkpoint @ stopped_early"},
      {{"failure"}, nullptr, "damaged_checkpoint @ failure"},
      {{"first_loss"}, "0.5", "damaged_checkpoint @ first_loss"},
      {{"history"}, nullptr, "damaged_checkpoint @ history"},
      {{"history"}, Json::array({1}), "damaged_checkpoint @ history[0]"},
      {{"parameters"}, "AAA", "damaged_checkpoint @ parameters"},
      {{"parameters"}, "AAAA", "damaged_checkpoint @ parameters"},
      {{"parameters"}, Json::array(), "damaged_checkpoint @ parameters"},
      {{"optimizer"}, nullptr, "damaged_checkpoint @ optimizer"},
      {{"optimizer", "arrays"}, "AAAA", "damaged_checkpoint @ optimizer.arrays"},
      {{"optimizer", "steps"}, -3, "damaged_checkpoint @ optimizer.steps"},
      {{"optimizer", "momentum"}, 0, "damaged_checkpoint @ optimizer"},
      {{"plateau", "rate"}, true, "damaged_checkpoint @ plateau.rate"},
      {{"best", "statistics"}, "=", "damaged_checkpoint @ best.statistics"},
      {{"colour"}, "red", "damaged_checkpoint @ the document"},
      {{"correct"}, 25, "damaged_checkpoint @ correct"},
      {{"first_loss"}, nullptr, "damaged_checkpoint @ first_loss"},
      {{"loss_sum"}, nullptr, "damaged_checkpoint @ loss_sum"},
      {{"weight_sum"}, 0, "damaged_checkpoint @ weight_sum"},
      {{"optimizer", "steps"}, 0, "damaged_checkpoint @ optimizer.steps"},
      {{"optimizer", "first_product"}, nullptr, "damaged_checkpoint @ optimizer.first_product"},
      {{"optimizer", "second_product"}, 1.5, "damaged_checkpoint @ optimizer.second_product"},
      {{"plateau", "rate"}, nullptr, "damaged_checkpoint @ plateau.rate"},
      {{"plateau", "bad_epochs"}, 2, "damaged_checkpoint @ plateau.bad_epochs"},
      {{"best", "epoch"}, 2, "damaged_checkpoint @ best.epoch"},
      {{"best", "parameters"}, "AADAfw==", "damaged_checkpoint @ best.parameters"},  // NaN
      {{"parameters"}, "AACAfw==", "damaged_checkpoint @ parameters"},               // infinity
      {{"optimizer", "arrays"}, Json::array({"AADAfw=="}), "damaged_checkpoint @ optimizer.arrays"},
  };
  for (const Case& c : cases) {
    Json document = good;
    Json* place = &document;
    for (const std::string& name : c.place) place = &(*place)[name];
    *place = c.value;
    add_checksum(document);
    CAPTURE(c.refusal);
    CHECK(refusal(document) == c.refusal);
  }
  for (const auto& [name, unused] : good.items()) {
    Json document = Json::object();
    for (const auto& [key, value] : good.items()) {
      if (key != name) document[key] = value;
    }
    if (name != "sha256") add_checksum(document);
    const std::string missing = name;  // clang 14 cannot capture a structured binding
    CAPTURE(missing);
    CHECK(refusal(document) == (missing == "vitrine_checkpoint" ? "not_a_checkpoint @ vitrine_checkpoint"
                                                                : "damaged_checkpoint @ " + missing));
  }
}

TEST_CASE("checkpoint: a file in which one character changed is refused") {
  const std::string text = checkpoint_document().dump();
  const auto refusal_of = [&](const std::string& changed) -> std::string {
    try {
      const Json document = parse_json(changed);
      // Of 17 digits, the last may be another one of the same number.
      return document.dump() == text ? "the same" : refusal(document);
    } catch (const Error& error) {
      return error.code();
    }
  };
  CHECK(refusal_of(text) == "the same");
  for (std::size_t i = 0; i < text.size(); i += 5) {
    std::string changed = text;
    changed[i] = text[i] == '7' ? '3' : '7';
    CAPTURE(changed.substr(i < 20 ? 0 : i - 20, 40));
    CHECK(refusal_of(changed) != "accepted");
  }
  std::string changed = text;
  char& character = changed[text.find("\"parameters\":\"") + 20];
  character = character == 'A' ? 'B' : 'A';
  CHECK(refusal_of(changed) == "damaged_checkpoint @ sha256");
}

TEST_CASE("checkpoint: the epochs of a history follow one another") {
  Run run(project_with(""), moons());
  run.trainer().advance(15);
  Json document = write_checkpoint(run.project(), "", run.trainer().state());
  document["history"][1]["epoch"] = 77;
  add_checksum(document);
  CHECK(refusal(document) == "damaged_checkpoint @ history[1].epoch");
}

TEST_CASE("checkpoint: another network's, another batch size's or other rows' state is refused") {
  const Checkpoint checkpoint = read_checkpoint(checkpoint_document());
  const auto resume = [&](const std::function<void(Project&)>& change,
                          const std::function<void(TrainerState<float>&)>& damage) {
    Project project = project_with("");
    change(project);
    Run run(project, moons());
    const std::string before = run.trainer().network().fingerprint();
    TrainerState<float> state = checkpoint.state;
    damage(state);
    try {
      run.trainer().resume(state);
    } catch (const Error& error) {
      CHECK(run.trainer().network().fingerprint() == before);
      CHECK(run.trainer().steps_taken() == 0);
      return error.code();
    }
    return std::string("accepted");
  };
  const auto as_it_was = [](Project&) {};
  const auto as_written = [](TrainerState<float>&) {};
  CHECK(resume(as_it_was, as_written) == "accepted");
  CHECK(resume([](Project& p) { p.network.layers[0].units = 8; }, as_written) == "wrong_shape");
  CHECK(resume([](Project& p) { p.network.layers[0].batch_norm = false; }, as_written) == "wrong_shape");
  CHECK(resume([](Project& p) { p.training.batch_size = 9; }, as_written) == "wrong_shape");
  CHECK(resume([](Project& p) { p.training.epochs = 1; }, as_written) == "wrong_shape");
  CHECK(resume([](Project& p) { p.training.optimizer.name = "sgd"; }, as_written) == "wrong_shape");
  CHECK(resume([](Project& p) { p.data.split = {0.2, 0.4, 0.4}; }, as_written) == "wrong_shape");
  CHECK(resume(as_it_was, [](TrainerState<float>& s) { s.position = 5; }) == "wrong_shape");
  CHECK(resume(as_it_was, [](TrainerState<float>& s) { s.steps += 1; }) == "wrong_shape");
  CHECK(resume(as_it_was, [](TrainerState<float>& s) { s.epoch = 7; }) == "wrong_shape");
  CHECK(resume(as_it_was, [](TrainerState<float>& s) { s.history.clear(); }) == "wrong_shape");
  CHECK(resume(as_it_was, [](TrainerState<float>& s) { s.best.parameters = {1}; }) == "wrong_shape");
}

TEST_CASE("checkpoint: belongs to what shapes the training, and to the bytes of the data") {
  const Project project = project_with("");
  const auto refusal_of = [](const Project& kept, const std::string& kept_data, const Project& given,
                             const std::string& given_data) -> std::string {
    Run run(kept, moons());
    const Checkpoint checkpoint = read_checkpoint(write_checkpoint(kept, kept_data, run.trainer().state()));
    try {
      check_same_run(checkpoint, given, given_data);
    } catch (const Error& error) {
      return error.code() + ": " + error.what();
    }
    return "accepted";
  };
  Project same = project;
  same.title = "Moons";
  same.search.trials += 1;
  same.seeds.explain += 1;
  CHECK(refusal_of(project, "", same, "") == "accepted");
  Project other = project;
  other.training.l2 = 0.5;
  CHECK(refusal_of(project, "", other, "") ==
        "other_run: The checkpoint belongs to another run: they differ in project.training.l2. Give the "
        "project and data it was made with, or name a new checkpoint.");
  other = project;
  other.data.source.rows += 1;
  CHECK(refusal_of(project, "", other, "").find("project.data.source.rows") != std::string::npos);
  CHECK(refusal_of(project, "abc", other, "abc") == "accepted");  // the same bytes
  CHECK(refusal_of(project, "abc", project, "abd").find("differ in data.") != std::string::npos);
}
