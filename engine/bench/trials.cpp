#include "bench/trials.h"

#include <algorithm>

#include "bench/network.h"
#include "error.h"
#include "train/metrics.h"
#include "train/trainer.h"

namespace vitrine::bench {

namespace {

std::vector<int> whole_numbers(const Json& list, std::string_view path, int least, int most) {
  if (!list.is_array()) fail("wrong_type", {path, " must be a list of whole numbers."}, {.path = path});
  std::vector<int> numbers;
  for (const Json& value : list) {
    if (!value.is_number_integer() || value.get<int>() < least || value.get<int>() > most) {
      fail("out_of_range", {path, " holds ", value.dump(), "; it must be from ", least, " to ", most, "."},
           {.path = path});
    }
    numbers.push_back(value.get<int>());
  }
  return numbers;
}

double positive(const Json& value, std::string_view path, bool zero_too) {
  if (!value.is_number()) fail("wrong_type", {path, " must be a number."}, {.path = path});
  const double number = value.get<double>();
  if (!(number > 0 || (zero_too && number == 0))) {
    fail("out_of_range", {path, " is ", value.dump(), "; it must be above 0."}, {.path = path});
  }
  return number;
}

}  // namespace

Trials::Trials(const Request& request, const Json& hpo, const WorkData& data)
    : request_(request), examples_(examples_of(request.network, request.rows, data)) {
  if (!hpo["configs"].is_array()) fail("wrong_type", {"configs must be a list: [...]."}, {.path = "configs"});
  for (const Json& config : hpo["configs"]) {
    configurations_.push_back(
        {.hidden = whole_numbers(config["hidden"], "configs.hidden", 1, 1 << 16),
         .learning_rate = positive(config["lr"], "configs.lr", false),
         .batch = whole_numbers(Json::array({config["batch"]}), "configs.batch", 1, request.rows).front(),
         .l2 = positive(config["l2"], "configs.l2", true)});
  }
  if (!hpo["test_folds"].is_array()) {
    fail("wrong_type", {"test_folds must be a list: [...]."}, {.path = "test_folds"});
  }
  for (const Json& rows : hpo["test_folds"]) {
    test_folds_.push_back(whole_numbers(rows, "test_folds", 0, request.rows - 1));
  }
}

Examples<float> Trials::rows_of(std::span<const int> rows) const {
  Examples<float> chosen;
  chosen.inputs.resize(examples_.inputs.rows(), static_cast<Eigen::Index>(rows.size()));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    chosen.inputs.col(static_cast<Eigen::Index>(i)) = examples_.inputs.col(rows[i]);
    chosen.labels.push_back(examples_.labels[static_cast<std::size_t>(rows[i])]);
  }
  return chosen;
}

double Trials::score_fold(const Configuration& configuration, const std::vector<int>& test_rows) const {
  std::vector<bool> held_out(examples_.labels.size(), false);
  for (const int row : test_rows) held_out[static_cast<std::size_t>(row)] = true;
  std::vector<int> train_rows;
  for (int row = 0; row < examples_.count(); ++row) {
    if (!held_out[static_cast<std::size_t>(row)]) train_rows.push_back(row);
  }
  NetworkSize size = request_.network;
  size.hidden = configuration.hidden;
  Trainer<float> trainer(initial_network(size, request_.seed), rows_of(train_rows), {},
                         {.optimizer = adam_of(request_),
                          .learning_rate = configuration.learning_rate,
                          .batch_size = configuration.batch,
                          .epochs = request_.epochs,
                          .penalties = {.l2 = configuration.l2},
                          .shuffle_seed = request_.seed});
  while (!trainer.finished()) trainer.advance(1000);
  const Examples<float> test = rows_of(test_rows);
  return score_classification(trainer.network().class_logits(test.inputs), test.labels).accuracy;
}

double Trials::score(int configuration) const {
  double sum = 0;
  for (const std::vector<int>& rows : test_folds_) {
    sum += score_fold(configurations_.at(static_cast<std::size_t>(configuration)), rows);
  }
  return sum / static_cast<double>(test_folds_.size());
}

}  // namespace vitrine::bench
