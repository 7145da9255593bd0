#include "bench/trials.h"

#include "bench/fields.h"
#include "bench/network.h"
#include "error.h"
#include "train/metrics.h"
#include "train/trainer.h"

namespace vitrine::bench {

Trials::Trials(const Request& request, const Json& hpo, const WorkData& data)
    : request_(request), examples_(examples_of(request.network, request.rows, data)) {
  for (const char* const list : {"configs", "test_folds"}) {
    if (read_list(hpo[list], list).empty()) fail("out_of_range", {list, " is empty."}, {.path = list});
  }
  for (const Json& config : hpo["configs"]) {
    configurations_.push_back({.hidden = read_whole_numbers(config["hidden"], "configs.hidden"),
                               .learning_rate = read_number(config["lr"], "configs.lr", 0),
                               .batch = read_whole_number(config["batch"], "configs.batch"),
                               .l2 = read_number(config["l2"], "configs.l2", 0)});
    check_weights(size_of(configurations_.back()), "configs.hidden");
  }
  for (const Json& rows : hpo["test_folds"]) {
    test_folds_.push_back(read_whole_numbers(rows, "test_folds", 0, request.rows - 1));
  }
}

NetworkSize Trials::size_of(const Configuration& configuration) const {
  return {request_.network.inputs, configuration.hidden, request_.network.outputs};
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
  Trainer<float> trainer(initial_network(size_of(configuration), request_.seed), rows_of(train_rows), {},
                         {.optimizer = adam_of(request_),
                          .learning_rate = configuration.learning_rate,
                          .batch_size = configuration.batch,
                          .epochs = request_.epochs,
                          .penalties = {.l2 = configuration.l2},
                          .shuffle_seed = request_.seed});
  while (!trainer.finished()) trainer.advance(1000);
  if (!trainer.failure().empty()) return 0;
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
