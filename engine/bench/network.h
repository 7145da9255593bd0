#pragma once

#include "bench/request.h"
#include "bench/work_data.h"
#include "nn/network.h"
#include "nn/optimizer.h"
#include "train/examples.h"

namespace vitrine::bench {

/// The first weights of a network: He, uniform.
Network<float> initial_network(const NetworkSize& size, std::uint64_t seed);

OptimizerOptions adam_of(const Request& request);

/// @throws as check_examples.
Examples<float> examples_of(const Request& request, const WorkData& data);

/// A view of them. @throws as check_inputs.
Eigen::Map<const Matrix<float>> inputs_of(const Request& request, const WorkData& data);

/// Rows in so many batches, the last of every round through the data being short. Counted from the start of a
/// round: what begins elsewhere in one is a batch off at most.
double rows_of_batches(double batches, int batch, int rows);

}  // namespace vitrine::bench
