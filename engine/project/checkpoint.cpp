#include "project/checkpoint.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base64.h"
#include "error.h"
#include "json_difference.h"
#include "project/checksum.h"

namespace vitrine {

namespace {

constexpr int checkpoint_version = 1;

[[noreturn]] void damaged(const std::string& path, const char* expected) {
  fail("damaged_checkpoint", {"The checkpoint is damaged: ", path, " must be ", expected, "."},
       {.path = path});
}

// Bytes are written lowest first, whatever the machine; WebAssembly and all native targets are so anyway.
static_assert(std::endian::native == std::endian::little);

std::string text_of(std::span<const float> values) {
  return to_base64({reinterpret_cast<const unsigned char*>(values.data()), values.size() * sizeof(float)});
}

/// Infinity and NaN have no place in JSON; a best loss of "none yet" and missing scores become null.
Json finite_or_null(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

/// Reads the fields of an object and complains about those that nobody asked for.
class Fields {
 public:
  Fields(const Json& object, std::string path) : object_(object), path_(std::move(path)) {
    if (!object.is_object()) damaged(path_.empty() ? "the document" : path_, "an object");
  }

  const Json& at(const char* name) {
    ++read_;
    if (!object_.contains(name)) damaged(path_of(name), "there");
    return object_[name];
  }

  int count(const char* name) {
    const Json& value = at(name);
    if (!value.is_number_integer() || value.get<std::int64_t>() < 0 ||
        value.get<std::int64_t>() > std::numeric_limits<int>::max()) {
      damaged(path_of(name), "a whole number, at least 0");
    }
    return value.get<int>();
  }

  /// @param if_null  what null stands for, where it may stand.
  double number(const char* name, std::optional<double> if_null = {}) {
    const Json& value = at(name);
    if (value.is_null() && if_null) return *if_null;
    if (!value.is_number()) damaged(path_of(name), "a number");
    return value.get<double>();
  }

  bool flag(const char* name) {
    const Json& value = at(name);
    if (!value.is_boolean()) damaged(path_of(name), "true or false");
    return value.get<bool>();
  }

  std::string text(const char* name) {
    const Json& value = at(name);
    if (!value.is_string()) damaged(path_of(name), "a text");
    return value.get<std::string>();
  }

  std::vector<float> floats(const char* name) { return floats_of(at(name), path_of(name)); }

  static std::vector<float> floats_of(const Json& value, const std::string& path) {
    const auto bytes = value.is_string() ? from_base64(value.get<std::string>()) : std::nullopt;
    if (!bytes || bytes->size() % sizeof(float) != 0) damaged(path, "base64 of float32 numbers");
    std::vector<float> values(bytes->size() / sizeof(float));
    if (!values.empty()) std::memcpy(values.data(), bytes->data(), bytes->size());
    return values;
  }

  std::string path_of(const char* name) const { return path_.empty() ? name : path_ + "." + name; }

  void finish() const {
    if (object_.size() != read_) damaged(path_.empty() ? "the document" : path_, "without further fields");
  }

 private:
  const Json& object_;
  std::string path_;
  std::size_t read_ = 0;
};

Json write_optimizer(const OptimizerState<float>& state) {
  Json arrays = Json::array();
  for (const Buffer<float>& array : state.arrays) arrays.push_back(text_of(array));
  return {{"arrays", std::move(arrays)},
          {"steps", state.steps},
          {"first_product", state.first_product},
          {"second_product", state.second_product}};
}

OptimizerState<float> read_optimizer(const Json& document) {
  Fields fields(document, "optimizer");
  OptimizerState<float> state;
  const Json& arrays = fields.at("arrays");
  if (!arrays.is_array()) damaged("optimizer.arrays", "a list");
  for (const Json& array : arrays) {
    const std::vector<float> numbers = Fields::floats_of(array, "optimizer.arrays");
    state.arrays.emplace_back(numbers.begin(), numbers.end());
  }
  state.steps = fields.count("steps");
  state.first_product = fields.number("first_product");
  state.second_product = fields.number("second_product");
  fields.finish();
  return state;
}

Json write_plateau(const PlateauState& state) {
  return {{"rate", state.rate},
          {"best", finite_or_null(state.best)},
          {"bad_epochs", state.bad_epochs},
          {"cooldown_left", state.cooldown_left}};
}

PlateauState read_plateau(const Json& document) {
  Fields fields(document, "plateau");
  PlateauState state{};
  state.rate = fields.number("rate");
  state.best = fields.number("best", std::numeric_limits<double>::infinity());
  state.bad_epochs = fields.count("bad_epochs");
  state.cooldown_left = fields.count("cooldown_left");
  fields.finish();
  return state;
}

Json write_best(const BestEpoch<float>& best) {
  return {{"epoch", best.epoch},
          {"validation_loss", finite_or_null(best.validation_loss)},
          {"parameters", text_of(best.parameters)},
          {"statistics", text_of(best.statistics)}};
}

BestEpoch<float> read_best(const Json& document) {
  Fields fields(document, "best");
  BestEpoch<float> best;
  best.epoch = fields.count("epoch");
  best.validation_loss = fields.number("validation_loss", std::numeric_limits<double>::infinity());
  best.parameters = fields.floats("parameters");
  best.statistics = fields.floats("statistics");
  fields.finish();
  return best;
}

Json write_epoch(const EpochReport& report) {
  return {{"epoch", report.epoch},
          {"learning_rate", report.learning_rate},
          {"train_loss", finite_or_null(report.train_loss)},
          {"train_accuracy", finite_or_null(report.train_accuracy)},
          {"validation_loss", finite_or_null(report.validation_loss)},
          {"validation_accuracy", finite_or_null(report.validation_accuracy)}};
}

EpochReport read_epoch(const Json& document, const std::string& path) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  Fields fields(document, path);
  EpochReport report{};
  report.epoch = fields.count("epoch");
  report.learning_rate = fields.number("learning_rate", none);
  report.train_loss = fields.number("train_loss", none);
  report.train_accuracy = fields.number("train_accuracy", none);
  report.validation_loss = fields.number("validation_loss", none);
  report.validation_accuracy = fields.number("validation_accuracy", none);
  fields.finish();
  return report;
}

void require(bool fits, const std::string& path, const char* expected) {
  if (!fits) damaged(path, expected);
}

void require_finite(std::span<const float> values, const std::string& path) {
  const bool finite =
      std::all_of(values.begin(), values.end(), [](float value) { return std::isfinite(value); });
  require(finite, path, "finite numbers");
}

/// What holds between the fields of a run that goes on, or has ended well.
void check_state(const TrainerState<float>& state) {
  if (!state.failure.empty()) return;
  require(state.correct <= state.position, "correct", "at most position");
  require(state.position == 0 || state.weight_sum > 0, "weight_sum", "above 0");
  require(state.steps == 0 || std::isfinite(state.first_loss), "first_loss", "a number");
  require(std::isfinite(state.loss_sum), "loss_sum", "a number");
  require(state.optimizer.steps == state.steps, "optimizer.steps", "equal to steps");
  const auto is_share = [](double product) { return product >= 0 && product <= 1; };
  require(is_share(state.optimizer.first_product), "optimizer.first_product", "from 0 to 1");
  require(is_share(state.optimizer.second_product), "optimizer.second_product", "from 0 to 1");
  require(state.plateau.rate >= 0, "plateau.rate", "at least 0");
  require(state.plateau.bad_epochs <= state.epoch, "plateau.bad_epochs", "at most epoch");
  require(state.best.epoch <= state.epoch, "best.epoch", "at most epoch");
  require_finite(state.parameters, "parameters");
  require_finite(state.statistics, "statistics");
  require_finite(state.best.parameters, "best.parameters");
  require_finite(state.best.statistics, "best.statistics");
  for (const Buffer<float>& array : state.optimizer.arrays) require_finite(array, "optimizer.arrays");
}

/// What of a project and its data a training run depends on.
Json training_document(const Project& project, const Json& data) {
  const Project defaults = default_project();
  Project identity = project;
  identity.title = defaults.title;
  identity.search = defaults.search;
  identity.explain = defaults.explain;
  identity.seeds.search = defaults.seeds.search;
  identity.seeds.explain = defaults.seeds.explain;
  // Bytes identify a table; the name of the file they came from does not.
  if (!data.is_null()) identity.data.source = defaults.data.source;
  return {{"project", write_project(identity)}, {"data", data}};
}

}  // namespace

Json write_checkpoint(const Project& project, const std::string& data_sha256,
                      const TrainerState<float>& state) {
  Json history = Json::array();
  for (const EpochReport& report : state.history) history.push_back(write_epoch(report));
  Json document = {{"vitrine_checkpoint", checkpoint_version}};
  document["project"] = write_project(project);
  document["data"] = data_sha256.empty() ? Json(nullptr) : Json(data_sha256);
  document["epoch"] = state.epoch;
  document["position"] = state.position;
  document["steps"] = state.steps;
  document["first_loss"] = finite_or_null(state.first_loss);
  document["loss_sum"] = finite_or_null(state.loss_sum);
  document["weight_sum"] = state.weight_sum;
  document["correct"] = state.correct;
  document["stopped_early"] = state.stopped_early;
  document["failure"] = state.failure;
  document["history"] = std::move(history);
  document["parameters"] = text_of(state.parameters);
  document["statistics"] = text_of(state.statistics);
  document["optimizer"] = write_optimizer(state.optimizer);
  document["plateau"] = write_plateau(state.plateau);
  document["best"] = write_best(state.best);
  add_checksum(document);
  return document;
}

Checkpoint read_checkpoint(const Json& document) {
  if (!document.is_object() || !document.contains("vitrine_checkpoint")) {
    fail("not_a_checkpoint",
         {"This is not a Vitrine checkpoint: the field \"vitrine_checkpoint\" is missing."},
         {.path = "vitrine_checkpoint"});
  }
  Fields fields(document, "");
  const int version = fields.count("vitrine_checkpoint");
  if (version > checkpoint_version) {
    fail("newer_version",
         {"This checkpoint was made by a newer Vitrine (version ", version, "); this one reads version ",
          checkpoint_version, "."},
         {.path = "vitrine_checkpoint"});
  }
  fields.text("sha256");
  require(checksum_fits(document), "sha256", "that of the other fields");
  Checkpoint checkpoint;
  checkpoint.project = fields.at("project");
  checkpoint.data = fields.at("data");
  if (!checkpoint.data.is_null() && !checkpoint.data.is_string()) damaged("data", "a text or null");
  TrainerState<float>& state = checkpoint.state;
  state.epoch = fields.count("epoch");
  state.position = fields.count("position");
  state.steps = fields.count("steps");
  state.first_loss = fields.number("first_loss", std::numeric_limits<double>::quiet_NaN());
  state.loss_sum = fields.number("loss_sum", std::numeric_limits<double>::quiet_NaN());
  state.weight_sum = fields.number("weight_sum", 0);
  state.correct = fields.count("correct");
  state.stopped_early = fields.flag("stopped_early");
  state.failure = fields.text("failure");
  const Json& history = fields.at("history");
  if (!history.is_array()) damaged("history", "a list");
  for (std::size_t i = 0; i < history.size(); ++i) {
    const std::string path = concat({"history[", i, "]"});
    const EpochReport report = read_epoch(history[i], path);
    require(report.epoch == static_cast<int>(i) + 1, path + ".epoch",
            "its place in the list, counted from 1");
    state.history.push_back(report);
  }
  state.parameters = fields.floats("parameters");
  state.statistics = fields.floats("statistics");
  state.optimizer = read_optimizer(fields.at("optimizer"));
  state.plateau = read_plateau(fields.at("plateau"));
  state.best = read_best(fields.at("best"));
  fields.finish();
  check_state(state);
  return checkpoint;
}

void check_same_run(const Checkpoint& checkpoint, const Project& project, const std::string& data_sha256) {
  const Json data = data_sha256.empty() ? Json(nullptr) : Json(data_sha256);
  const auto difference = first_difference(
      training_document(project, data), training_document(read_project(checkpoint.project), checkpoint.data));
  if (!difference) return;
  fail("other_run", {"The checkpoint belongs to another run: they differ in ", *difference,
                     ". Give the project and data it was made with, or name a new checkpoint."});
}

}  // namespace vitrine
