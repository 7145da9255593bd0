#include "bench/network.h"

#include <algorithm>
#include <cmath>

#include "error.h"

namespace vitrine::bench {

Network<float> initial_network(const NetworkSize& size, std::uint64_t seed) {
  std::vector<LayerOptions> hidden;
  for (const int units : size.hidden) hidden.push_back({units, Activation::relu});
  Network<float> network(size.inputs, hidden, size.outputs);
  network.initialize(Initializer::he_uniform, seed);
  return network;
}

OptimizerOptions adam_of(const Request& request) {
  return {.kind = OptimizerKind::adam,
          .beta1 = request.beta1,
          .beta2 = request.beta2,
          .epsilon = request.epsilon};
}

Eigen::Map<const Matrix<float>> inputs_of(const NetworkSize& size, int rows, const WorkData& data) {
  const std::size_t expected = std::size_t(size.inputs) * std::size_t(rows);
  if (data.x.size() != expected) {
    fail("wrong_shape", {"data.x holds ", data.x.size(), " numbers; ", rows, " rows of ", size.inputs,
                         " need ", expected, "."});
  }
  return {data.x.data(), size.inputs, rows};
}

Examples<float> examples_of(const NetworkSize& size, int rows, const WorkData& data) {
  Examples<float> examples = {inputs_of(size, rows, data), data.y, {}};
  if (data.y.size() != static_cast<std::size_t>(rows)) {
    fail("wrong_shape", {"data.y holds ", data.y.size(), " classes for ", rows, " rows."});
  }
  for (const int label : examples.labels) {
    if (label >= 0 && label < size.outputs) continue;
    fail("out_of_range", {"data.y holds class ", label, "; it must be from 0 to ", size.outputs - 1, "."});
  }
  return examples;
}

double rows_of_batches(double batches, int batch, int rows) {
  const double per_round = std::ceil(static_cast<double>(rows) / batch);
  const double rounds = std::floor(batches / per_round);
  return rounds * rows + (batches - rounds * per_round) * std::min(batch, rows);
}

}  // namespace vitrine::bench
