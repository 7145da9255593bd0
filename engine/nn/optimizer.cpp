#include "nn/optimizer.h"

#include <cassert>
#include <utility>

#include "error.h"
#include "nn/faint.h"
#include "nn/kernels.h"
#include "nn/names.h"
#include "nn/optimizers/adagrad.h"
#include "nn/optimizers/adam.h"
#include "nn/optimizers/adamw.h"
#include "nn/optimizers/amsgrad.h"
#include "nn/optimizers/nadam.h"
#include "nn/optimizers/rmsprop.h"
#include "nn/optimizers/sgd.h"

namespace vitrine {

namespace {

template <typename Scalar>
struct Row {
  void (*step)(const optimizers::Step<Scalar>& now);
  int state_arrays;
  unsigned means;
  std::span<const std::string_view> reads;
};

template <typename Rule, typename Scalar>
constexpr Row<Scalar> row() {
  return {Rule::template step<Scalar>, Rule::state_arrays, Rule::means, Rule::reads};
}

/// In the order of the enum. One table a scalar type, so that a program keeps only the loops it trains with.
template <typename Scalar>
constexpr std::array<Row<Scalar>, optimizer_names.size()> table = {
    row<optimizers::Sgd, Scalar>(),  row<optimizers::Adagrad, Scalar>(), row<optimizers::Rmsprop, Scalar>(),
    row<optimizers::Adam, Scalar>(), row<optimizers::Amsgrad, Scalar>(), row<optimizers::Nadam, Scalar>(),
    row<optimizers::AdamW, Scalar>()};

template <typename Scalar>
const Row<Scalar>& row_of(OptimizerKind kind) {
  return table<Scalar>[static_cast<std::size_t>(kind)];
}

/// Whether ranges of an arena are ascending, disjoint and made of whole vectors, as the arena is.
[[maybe_unused]] bool fit(std::span<const Range> ranges, std::size_t end, std::size_t width) {
  std::size_t done = 0;
  if (end % width != 0) return false;
  for (const Range& range : ranges) {
    if (range.begin < done || range.end < range.begin || range.end > end) return false;
    if (range.begin % width != 0 || range.end % width != 0) return false;
    done = range.end;
  }
  return true;
}

}  // namespace

OptimizerKind optimizer_from_name(std::string_view name) {
  return static_cast<OptimizerKind>(position_of_choice("optimizer", name, optimizer_names));
}

std::span<const std::string_view> options_read_by(OptimizerKind kind) { return row_of<float>(kind).reads; }

template <typename Scalar>
Optimizer<Scalar>::Optimizer(const OptimizerOptions& options, std::size_t parameter_count,
                             std::span<const Range> decayed)
    : options_(options), decayed_(decayed.begin(), decayed.end()) {
  state_.arrays.assign(row_of<Scalar>(options.kind).state_arrays, Buffer<Scalar>(parameter_count, Scalar{0}));
  assert(fit(decayed, parameter_count, kernels::lanes<Scalar>));
}

template <typename Scalar>
void Optimizer<Scalar>::step(std::span<Scalar> parameters, std::span<const Scalar> gradient,
                             double learning_rate) {
  assert(parameters.size() == state_.arrays[0].size() && gradient.size() == parameters.size());
  ++state_.steps;
  const optimizers::Step<Scalar> now = {options_,        learning_rate,
                                        state_,          parameters.data(),
                                        gradient.data(), parameters.size() / kernels::lanes<Scalar>,
                                        decayed_};
  const Row<Scalar>& rule = row_of<Scalar>(options_.kind);
  rule.step(now);
  // Not at each step: in so few what is not faint yet does not become subnormal, if it keeps a third of
  // itself in each. A weight decays where only a penalty moves it.
  if (state_.steps % 16 != 0) return;
  drop_faint(parameters, faint_weight<Scalar>);
  for (std::size_t i = 0; i < state_.arrays.size(); ++i) {
    if ((rule.means >> i & 1) != 0) drop_faint<Scalar>(state_.arrays[i]);
  }
}

template <typename Scalar>
void Optimizer<Scalar>::set_state(OptimizerState<Scalar> state) {
  const std::size_t arrays = state_.arrays.size(), parameters = state_.arrays[0].size();
  bool fits = state.arrays.size() == arrays && state.steps >= 0;
  for (const Buffer<Scalar>& array : state.arrays) fits = fits && array.size() == parameters;
  if (!fits) {
    fail("wrong_shape",
         {"This is not the state of a run with the optimizer ",
          optimizer_names[static_cast<std::size_t>(options_.kind)], ", which remembers ", arrays,
          " numbers for each of ", parameters, " parameters, and a number of steps that is not negative."});
  }
  state_ = std::move(state);
}

template class Optimizer<float>;
template class Optimizer<double>;

}  // namespace vitrine
