#pragma once

#include <span>
#include <vector>

#include "nn/kernels.h"
#include "nn/loss.h"
#include "nn/network.h"

namespace vitrine {

/// Forward and backward passes over batches of up to a fixed size, with all their buffers: no pass allocates.
///
/// Rumelhart, Hinton & Williams (1986); in matrices as in Goodfellow et al. (2016), algorithm 6.4.
template <typename Scalar>
class Backpropagation {
 public:
  Backpropagation(const Network<Scalar>& network, int batch_capacity);

  /// Where the caller writes the batch: inputs() entries per example, one column after another.
  std::span<Scalar> inputs() { return inputs_; }

  /// Loss of the batch in inputs(), and the gradient of loss + l2/2 * (sum of squared weights) with respect
  /// to all parameters, laid out like network.parameters().
  ///
  /// @param labels  one per example of the batch; at most batch_capacity.
  /// @returns the data loss alone, without the penalty.
  BatchLoss gradient(const Network<Scalar>& network, std::span<const int> labels, double l2,
                     std::span<Scalar> gradient);

  /// d(loss)/d(preactivation) of a layer in the last pass: stride x batch.
  std::span<const Scalar> preactivation_gradient(std::size_t layer) const { return layers_[layer].gradient; }
  std::span<const Scalar> preactivation(std::size_t layer) const { return layers_[layer].z; }
  std::span<const Scalar> activation(std::size_t layer) const { return layers_[layer].a; }

 private:
  /// One layer's values, stride x batch_capacity each.
  struct LayerBuffers {
    std::vector<Scalar> z, a;
    std::vector<Scalar> gradient;  ///< First d(loss)/d(a), then d(loss)/d(z).
  };

  std::vector<Scalar> inputs_;
  std::vector<LayerBuffers> layers_;
  std::vector<Scalar> scratch_;
};

}  // namespace vitrine
