#include "bench/trials.h"

#include <cstddef>

#include "bench/fields.h"
#include "error.h"

namespace vitrine::bench {

namespace {

/// Adds a row of `inputs` numbers and its class.
void append(WorkData& rows, const WorkData& data, int row, std::ptrdiff_t inputs) {
  const auto first = data.x.begin() + row * inputs;
  rows.x.insert(rows.x.end(), first, first + inputs);
  rows.y.push_back(data.y[static_cast<std::size_t>(row)]);
}

}  // namespace

Trials::Trials(const Request& request, const Json& hpo, const WorkData& data, ScoreFold score_fold)
    : score_fold_(score_fold) {
  check_examples(request, data);
  for (const char* const list : {"configs", "test_folds"}) {
    if (read_list(hpo[list], list).empty()) fail("out_of_range", {list, " is empty."}, {.path = list});
  }
  for (const Json& config : hpo["configs"]) {
    Request& training = trainings_.emplace_back(request);
    training.network.hidden = read_whole_numbers(config["hidden"], "configs.hidden");
    training.learning_rate = read_number(config["lr"], "configs.lr", 0);
    training.batch = read_whole_number(config["batch"], "configs.batch");
    training.l2 = read_number(config["l2"], "configs.l2", 0);
    check_weights(training.network, "configs.hidden");
  }
  for (const Json& list : hpo["test_folds"]) {
    std::vector<bool> held_out(data.y.size(), false);
    Fold& fold = folds_.emplace_back();
    for (const int row : read_whole_numbers(list, "test_folds", 0, request.rows - 1)) {
      held_out[static_cast<std::size_t>(row)] = true;
      append(fold.test, data, row, request.network.inputs);
    }
    for (int row = 0; row < request.rows; ++row) {
      if (!held_out[static_cast<std::size_t>(row)]) append(fold.train, data, row, request.network.inputs);
    }
    if (fold.test.y.empty() || fold.train.y.empty()) {
      fail("out_of_range",
           {"A list of test_folds names no row, or every row; some must be left for either part."},
           {.path = "test_folds"});
    }
  }
}

double Trials::score(int configuration) const {
  Request training = trainings_.at(static_cast<std::size_t>(configuration));
  double sum = 0;
  for (const Fold& fold : folds_) {
    training.rows = static_cast<int>(fold.train.y.size());
    sum += score_fold_(training, fold.train, fold.test);
  }
  return sum / static_cast<double>(folds_.size());
}

}  // namespace vitrine::bench
