#pragma once

#include <span>
#include <vector>

#include "nn/buffer.h"
#include "nn/layer.h"
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
  std::span<const Scalar> inputs() const { return inputs_; }

  /// Loss of the batch in inputs(), and the gradient of loss + penalties with respect to all parameters, laid
  /// out like network.parameters(): forward(), loss() and backward() in a row.
  ///
  /// @param targets  of the batch's examples; at most batch_capacity.
  /// @returns the data loss alone, without the penalties.
  BatchLoss gradient(const Network<Scalar>& network, const LossOptions& loss, const Targets<Scalar>& targets,
                     const Penalties& penalties, std::span<Scalar> gradient, const PassOptions& options = {});

  /// Logits of the first `examples` of the batch: stride of the last layer x examples.
  std::span<const Scalar> forward(const Network<Scalar>& network, int examples,
                                  const PassOptions& options = {});

  /// Loss of the last forward pass. Writes its gradient to logits_gradient().
  BatchLoss loss(const LossOptions& options, const Targets<Scalar>& targets);

  /// Where backward() starts: d(loss)/d(logits), laid out like the logits; its padding is zero. Whoever has
  /// another loss writes its gradient here, anew before each backward pass.
  std::span<Scalar> logits_gradient() { return layers_.back().gradient; }

  /// Chain rule through all layers of the last forward pass.
  ///
  /// @param gradient        of loss + penalties, laid out like network.parameters(); empty when not wanted.
  /// @param input_gradient  of the loss with respect to the batch, a column of kernels::padded(inputs) rows
  ///                        per example; empty when not wanted.
  void backward(const Network<Scalar>& network, const Penalties& penalties, std::span<Scalar> gradient,
                std::span<Scalar> input_gradient = {});

  /// Moves the running statistics of batch normalisation towards those of the last forward pass, which was a
  /// training one. For the trainer to call, once a step: the passes themselves leave the network as it is.
  void update_statistics(Network<Scalar>& network) const;

  int examples() const { return examples_; }  ///< Of the last forward pass.

  /// Whether in the last forward pass a logit, or what went into an activation, was infinite or not a number.
  /// The loss may not tell: tanh makes 1 of infinity, and relu 0 of its negative.
  bool overflowed() const { return overflowed_; }

  /// Of a layer in the last pass: stride x batch, of which examples() columns count.
  std::span<const Scalar> preactivation(std::size_t layer) const { return layers_[layer].z; }
  std::span<const Scalar> activation(std::size_t layer) const {
    return layers_[layer].a.empty() ? layers_[layer].z : layers_[layer].a;
  }

 private:
  /// One layer's values, stride x batch_capacity each, and what it saves between the passes.
  struct LayerBuffers {
    const LayerFunctions<Scalar>* functions;
    const LayerGradients<Scalar>* gradients;
    Buffer<Scalar> z;
    Buffer<Scalar> a;         ///< Empty where the activation is identity: z serves.
    Buffer<Scalar> gradient;  ///< d(loss)/d(a), which becomes d(loss)/d(z) and on down to the next dense
                              ///< layer below; empty where the gradient of the layer above is used on.
    Buffer<Scalar> saved;
  };

  /// What the layer reads: the batch, or the activations below.
  const Scalar* input_of(std::size_t layer) const;
  LayerBatch<Scalar> begin(const Network<Scalar>& network);
  void enter(const Layer& layer, LayerBatch<Scalar>& batch);

  Buffer<Scalar> inputs_;
  Buffer<Scalar> padded_inputs_;  ///< Empty where the first layer reads inputs_ as they are.
  std::vector<LayerBuffers> layers_;
  Buffer<Scalar> scratch_;
  int outputs_, outputs_stride_;
  int examples_ = 0;
  bool overflowed_ = false;
  PassOptions options_;
};

}  // namespace vitrine
