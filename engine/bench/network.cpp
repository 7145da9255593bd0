#include "bench/network.h"

#include <algorithm>
#include <cmath>

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

Eigen::Map<const Matrix<float>> inputs_of(const Request& request, const WorkData& data) {
  check_inputs(request, data);
  return {data.x.data(), request.network.inputs, request.rows};
}

Examples<float> examples_of(const Request& request, const WorkData& data) {
  check_examples(request, data);
  return {inputs_of(request, data), data.y, {}};
}

double rows_of_batches(double batches, int batch, int rows) {
  const double per_round = std::ceil(static_cast<double>(rows) / batch);
  const double rounds = std::floor(batches / per_round);
  return rounds * rows + (batches - rounds * per_round) * std::min(batch, rows);
}

}  // namespace vitrine::bench
