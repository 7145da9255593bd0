#pragma once

#include <optional>
#include <string>

#include "nn/backpropagation.h"
#include "nn/network.h"

namespace vitrine {

/// A batch loss above this many times the first one (or 1, if that is more) is called exploding.
inline constexpr double exploding_factor = 1e6;

/// Whether training can go on from a batch with this loss: it is a number and has not exploded.
bool is_usable(double loss, double first_loss);

/// Where and why a batch's loss stopped being usable, in words for people: epoch and batch, the first layer
/// whose parameters or values are not finite, the likely cause, and what usually helps.
///
/// @param epoch, batch  counted from 1.
/// @param pass          after the batch's forward pass, of which `examples` columns count.
template <typename Scalar>
std::string batch_failure(double loss, int epoch, int batch, const Network<Scalar>& network,
                          const Backpropagation<Scalar>& pass, int examples);

/// The same for an epoch that left parameters or a validation loss that are not finite; empty if all is well.
///
/// @param validation_loss  none without validation rows.
template <typename Scalar>
std::string epoch_failure(int epoch, std::optional<double> validation_loss, const Network<Scalar>& network);

/// A layer for people: "layer 2 (dense)"; layers count from 1, as a model file lists them.
std::string layer_name(const Layer& layer);

}  // namespace vitrine
