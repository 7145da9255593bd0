#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "nn/buffer.h"
#include "nn/range.h"

namespace vitrine {

/// The rule that turns a gradient into a step. The order is that of the table of names.
enum class OptimizerKind { sgd, adagrad, rmsprop, adam, amsgrad, nadam, adamw };

/// Names as the project document spells them, in the order of the enum.
inline constexpr std::array<std::string_view, 7> optimizer_names = {"sgd",     "adagrad", "rmsprop", "adam",
                                                                    "amsgrad", "nadam",   "adamw"};

/// @throws Error "unknown_choice".
OptimizerKind optimizer_from_name(std::string_view name);

/// A rule reads the options that its row of the table names, and no other.
struct OptimizerOptions {
  OptimizerKind kind;
  double momentum = 0;             ///< sgd: share of the last update that is kept, in [0, 1).
  double dampening = 0;            ///< sgd: share of a gradient that stays out of the momentum, in [0, 1].
  bool nesterov = false;           ///< sgd: step as if the momentum had already been followed.
  double rate_decay = 0;           ///< adagrad: the rate is divided by 1 + (t - 1) rate_decay.
  double initial_accumulator = 0;  ///< adagrad: what the sum of squared gradients starts at.
  double square_decay = 0.99;      ///< rmsprop: decay of the squared gradient's running mean.
  double rmsprop_momentum = 0;     ///< rmsprop: share of the last update that is kept, in [0, 1).
  bool centered = false;           ///< rmsprop: divide by the gradient's spread, not by its size.
  double beta1 = 0.9;              ///< Adam's family: decay of the gradient's running mean.
  double beta2 = 0.999;            ///< Adam's family: decay of the squared gradient's running mean.
  double momentum_decay = 0.004;   ///< nadam: how fast beta1 warms up.
  double weight_decay = 0.01;      ///< adamw: share of a weight that a step at rate 1 takes away.
  double epsilon = 1e-8;           ///< Added to the root that divides; above 0, or 0 / 0 may occur.
};

/// Names of the options that a rule reads, as OptimizerOptions spells them.
std::span<const std::string_view> options_read_by(OptimizerKind kind);

/// All that an optimizer remembers between two steps. Whoever puts it into another optimizer of the same
/// options continues with the same bits.
template <typename Scalar>
struct OptimizerState {
  std::vector<Buffer<Scalar>> arrays;  ///< As many as the rule needs, each as long as the arena.
  std::int64_t steps = 0;              ///< Steps taken: t in the formulas.
  double first_product = 1;            ///< Adam's family: beta1^t; nadam: mu_1 mu_2 ... mu_t.
  double second_product = 1;           ///< Adam's family: beta2^t.
};

/// Updates all parameters of a network at once, from one arena to another.
///
/// Advances its time step once per call, not once per tensor: bias correction must not speed up because a
/// network has more layers. A parameter that is 0 with gradient 0, such as padding, stays 0.
///
/// The formulas are in optimizers/, one file a rule. An L2 penalty is part of the gradient already; the one
/// decay that is not, adamw's, acts on chosen ranges only.
template <typename Scalar>
class Optimizer {
 public:
  /// @param parameter_count  whole vectors, as arenas of networks have: a multiple of kernels::lanes.
  /// @param decayed          where weight decay acts: the weights' ranges of the arena, ascending, disjoint
  ///                         and whole vectors each.
  Optimizer(const OptimizerOptions& options, std::size_t parameter_count,
            std::span<const Range> decayed = {});

  /// Takes one step. Both arenas have parameter_count entries and do not overlap.
  /// @param learning_rate  of this step: a schedule moves it.
  void step(std::span<Scalar> parameters, std::span<const Scalar> gradient, double learning_rate);

  const OptimizerState<Scalar>& state() const { return state_; }

  /// @throws Error "wrong_shape" if the state belongs to another rule or another number of parameters.
  void set_state(OptimizerState<Scalar> state);

 private:
  OptimizerOptions options_;
  std::vector<Range> decayed_;
  OptimizerState<Scalar> state_;
};

}  // namespace vitrine
