#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace vitrine {

enum class OptimizerKind { sgd, adam };

inline constexpr std::array<std::string_view, 2> optimizer_names = {"sgd", "adam"};

/// @throws Error "unknown_choice".
OptimizerKind optimizer_from_name(std::string_view name);

struct OptimizerOptions {
  OptimizerKind kind;
  double learning_rate;
  double momentum = 0;    ///< sgd: share of the last update that is kept, in [0, 1).
  double beta1 = 0.9;     ///< adam: decay of the gradient's running mean.
  double beta2 = 0.999;   ///< adam: decay of the squared gradient's running mean.
  double epsilon = 1e-8;  ///< adam: added to the root of the squared gradient's mean.
};

/// Updates all parameters of a network at once, from one arena to another.
///
/// Advances its time step once per call, not once per tensor: bias correction must not speed up because a
/// network has more layers.
template <typename Scalar>
class Optimizer {
 public:
  Optimizer(const OptimizerOptions& options, std::size_t parameter_count);

  /// sgd: buf = momentum * buf + g (buf = g at the first step), p -= learning_rate * buf.
  /// adam: Kingma & Ba (2015), algorithm 1; p -= learning_rate / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 -
  /// beta2^t) + epsilon).
  void step(std::span<Scalar> parameters, std::span<const Scalar> gradient);

 private:
  OptimizerOptions options_;
  std::vector<Scalar> first_;   ///< Momentum buffer, or the gradient's running mean m.
  std::vector<Scalar> second_;  ///< adam: the squared gradient's running mean v.
  double beta1_power_ = 1;      ///< beta1^t
  double beta2_power_ = 1;
};

}  // namespace vitrine
