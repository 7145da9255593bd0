#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "json.h"

/// Throughput of the engine: what is measured, and in which pieces. The clock is the caller's.
namespace vitrine::bench {

/// inputs - hidden layers with ReLU - outputs, and softmax cross-entropy.
struct NetworkSize {
  int inputs = 0;
  std::vector<int> hidden;
  int outputs = 0;
};

/// What to measure, as the contract perflab/1 asks for it in JSON.
struct Request {
  std::string op;  ///< "train", "infer", "matmul", "csv", "hpo" or "peak".
  NetworkSize network;
  double learning_rate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8;  ///< Adam's.
  double l2 = 0;  ///< hpo: of each training, as PenaltyOptions has it.
  int batch = 0;
  int rows = 0;
  std::uint64_t seed = 1;
  double min_seconds = 0.5, warmup_seconds = 0;
  std::optional<int> max_steps;
  int n = 0;        ///< matmul: rows and columns.
  int epochs = 0;   ///< hpo: of each training.
  int workers = 1;  ///< hpo.

  static constexpr int most_workers = 1024;
};

/// What a network may have: a gibibyte for weights, gradient and Adam's means.
inline constexpr int most_weights = 1 << 26;

/// @param place  what the error calls the network.
/// @throws Error "out_of_range" if it has more weights, or too many layers.
void check_weights(const NetworkSize& size, const std::string& place);

/// @throws Error "out_of_range" or "wrong_type" with the field's path; "unsupported_op".
Request read_request(const Json& document);

}  // namespace vitrine::bench
