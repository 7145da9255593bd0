#pragma once

#include <optional>
#include <string>

#include "nn/backpropagation.h"
#include "nn/network.h"
#include "nn/optimizer.h"

namespace vitrine {

/// A loss above this many times the first one (or 1, if that is more) is called exploding; so is a loss above
/// the largest, be it the first: float32 has not the digits to bring it down.
inline constexpr double exploding_factor = 1e6;
inline constexpr double largest_loss = 1e20;

/// Weights are called exploding above this size: nothing that is learned needs them, and float32 has no
/// digits left to change them by.
inline constexpr double exploding_parameter = 1e10;

/// Inputs of this size are named as a likely cause: columns that are scaled have none.
inline constexpr double large_input = 1e6;

/// Whether training can go on from this loss: it is a number and has not exploded.
/// @param first_loss  of the same rows' kind: of the first batch, or of the validation rows after the first
///                    epoch.
bool is_usable(double loss, double first_loss);

/// Where and why a batch's loss stopped being usable or its values overflowed, in words for people: epoch and
/// batch, the first layer whose parameters or values are not finite or else the one with the largest
/// parameters, the likely cause, and what usually helps.
///
/// @param epoch, batch  counted from 1.
/// @param pass          after the batch's forward pass.
template <typename Scalar>
std::string batch_failure(double loss, int epoch, int batch, const Network<Scalar>& network,
                          const Backpropagation<Scalar>& pass);

/// How an epoch left training.
template <typename Scalar>
struct EpochEnd {
  int epoch;                              ///< Counted from 1.
  std::optional<double> validation_loss;  ///< None without validation rows.
  double first_validation_loss;           ///< After the first epoch.
  const Network<Scalar>& network;
  const OptimizerState<Scalar>& optimizer;
  const Matrix<Scalar>& inputs;  ///< That it trained on.
};

/// The same for an epoch that left parameters, running statistics or an optimizer's memory that are not
/// finite, an unusable validation loss, or parameters that exploded while a bounded loss hid it; empty if all
/// is well.
///
/// An optimizer that divides by the root of an infinite mean square moves nothing: parameters and losses stay
/// finite, and training stands still.
template <typename Scalar>
std::string epoch_failure(const EpochEnd<Scalar>& end);

/// The same for a trained network that overflows for its own training rows, of which `pass` has seen some
/// that do. The next batch would have told, but there is none.
template <typename Scalar>
std::string end_failure(const Network<Scalar>& network, const Backpropagation<Scalar>& pass);

/// A layer for people: "layer 2 (dense)"; layers count from 1, as a model file lists them.
std::string layer_name(const Layer& layer);

}  // namespace vitrine
